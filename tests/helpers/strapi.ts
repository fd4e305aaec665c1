/** Boots the playground with the built plugin on a temporary SQLite file. Real Strapi, real database, real threads. */
import fs from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

export const playground = path.resolve(__dirname, '../../playground');

const repository = path.dirname(playground);

export interface BootedStrapi {
  readonly app: Core.Strapi;
  readonly http: Server;
  readonly databaseFile: string;
  stop(options?: { keepDatabase?: boolean }): Promise<void>;
}

/** Environment of every test boot; the databases are temporary, so nothing here is a secret. */
const TEST_ENV = {
  NODE_ENV: 'test',
  STRAPI_TELEMETRY_DISABLED: 'true',
  DATABASE_CLIENT: 'sqlite',
  HOST: '127.0.0.1',
  FORESIGHT_SCHEDULE: 'off',
};

export interface BootOptions {
  /** Changes a copy of the compiled application before it is loaded: its configuration, its schemas. */
  readonly adapt?: (distDir: string) => void;
}

/** @param env Environment beside the defaults; DATABASE_FILENAME reopens a database that was kept. */
export const bootStrapi = async (
  env: Record<string, string> = {},
  { adapt }: BootOptions = {}
): Promise<BootedStrapi> => {
  // Strapi.destroy() removes every listener of the process, the test runner's too: keep them and put them back.
  const listeners = process.eventNames().map((name) => [name, process.rawListeners(name as NodeJS.Signals)] as const);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-'));
  const databaseFile = env['DATABASE_FILENAME'] ?? path.join(folder, 'test.db');
  const adapted = adapt === undefined ? null : copyOfApplication(adapt);
  Object.assign(process.env, TEST_ENV, env, { DATABASE_FILENAME: databaseFile, FORESIGHT_RESOLVE: repository });
  const before = process.cwd();
  process.chdir(playground);
  // eslint's and jest's view of modules stays untouched: the host is loaded as an application would load it.
  const { createStrapi } = await import('@strapi/strapi');
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
    databaseFile,
    stop: async ({ keepDatabase = false } = {}) => {
      await app.destroy();
      process.chdir(before);
      for (const [name, kept] of listeners) {
        for (const listener of kept) {
          if (!process.rawListeners(name as NodeJS.Signals).includes(listener)) {
            process.on(name as NodeJS.Signals, listener as (...args: unknown[]) => void);
          }
        }
      }
      if (!keepDatabase) fs.rmSync(folder, { recursive: true, force: true });
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
