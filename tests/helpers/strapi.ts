/** Boots the playground with the built plugin on a temporary database. Real Strapi, real database, real threads. */
import fs from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type * as Host from '@strapi/strapi';
import type { Core } from '@strapi/strapi';

import { type SiteDatabase, type SiteEngine, SQLITE } from './site-databases';

export const playground = path.resolve(__dirname, '../../playground');

const repository = path.dirname(playground);

export interface BootedStrapi {
  readonly app: Core.Strapi;
  readonly http: Server;
  /** To boot on it once more. */
  readonly database: SiteDatabase;
  /** A database made for this boot is dropped, unless it is to be kept; one that was handed over stays. */
  stop(options?: { keepDatabase?: boolean }): Promise<void>;
}

/** Loads what Strapi loads, as it does: tests/native-environment.cjs. @param name a package, or an absolute path. */
export const requireNatively = (name: string): unknown =>
  (globalThis as unknown as { readonly requireNatively: (name: string) => unknown }).requireNatively(name);

/** Environment of every test boot; the databases are temporary, so nothing here is a secret. */
const TEST_ENV = {
  NODE_ENV: 'test',
  STRAPI_TELEMETRY_DISABLED: 'true',
  HOST: '127.0.0.1',
  FORESIGHT_SCHEDULE: 'off',
};

export interface BootOptions {
  /** Changes a copy of the compiled application before it is loaded: its configuration, its schemas. */
  readonly adapt?: (distDir: string) => void;
}

/**
 * @param env Environment beside the defaults.
 * @param on a kind of database, for an empty one, or a database that was kept.
 */
export const bootStrapi = async (
  env: Record<string, string> = {},
  on: SiteEngine | SiteDatabase = SQLITE,
  { adapt }: BootOptions = {}
): Promise<BootedStrapi> => {
  const host = requireNatively('node:process') as NodeJS.Process;
  // Strapi.destroy() removes every listener of the process, the test runner's too: keep them and put them back.
  const listeners = host.eventNames().map((name) => [name, host.rawListeners(name as NodeJS.Signals)] as const);
  const isOwn = 'create' in on;
  const database = isOwn ? await on.create() : on;
  const adapted = adapt === undefined ? null : copyOfApplication(adapt);
  Object.assign(process.env, TEST_ENV, env, database.env, { FORESIGHT_RESOLVE: repository });
  // Jest's process is a copy; Strapi reads the real one.
  Object.assign(host.env, process.env);
  const before = host.cwd();
  host.chdir(playground);
  const { createStrapi } = requireNatively('@strapi/strapi') as typeof Host;
  const app = createStrapi({
    appDir: playground,
    distDir: adapted ?? path.join(playground, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  }) as unknown as Core.Strapi & { load(): Promise<unknown>; destroy(): Promise<void> };
  if (adapted !== null) app.dirs.app.components = path.join(adapted, 'src', 'components');
  app.log.level = 'error';
  await app.load();
  app.log.level = 'error';
  app.server.mount();
  return {
    app,
    http: app.server.httpServer,
    database,
    stop: async ({ keepDatabase = false } = {}) => {
      await app.destroy();
      host.chdir(before);
      for (const [name, kept] of listeners) {
        for (const listener of kept) {
          if (!host.rawListeners(name as NodeJS.Signals).includes(listener)) {
            host.on(name as NodeJS.Signals, listener as (...args: unknown[]) => void);
          }
        }
      }
      if (isOwn && !keepDatabase) await database.drop();
      if (adapted !== null) fs.rmSync(path.dirname(adapted), { recursive: true, force: true });
    },
  };
};

/** Opens a port, for requests that supertest would tidy up. @returns its number. */
export const listen = async ({ http }: BootedStrapi): Promise<number> => {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return (http.address() as AddressInfo).port;
};

/** Inside the playground, where its imports are found. */
function copyOfApplication(adapt: (distDir: string) => void): string {
  const parent = path.join(playground, '.tmp');
  fs.mkdirSync(parent, { recursive: true });
  const copy = path.join(fs.mkdtempSync(path.join(parent, 'app-')), 'dist');
  fs.cpSync(path.join(playground, 'dist'), copy, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'build',
  });
  fs.cpSync(path.join(playground, 'src', 'components'), path.join(copy, 'src', 'components'), { recursive: true });
  adapt(copy);
  return copy;
}
