/** Boots the playground with the built plugin on a temporary SQLite file. Real Strapi, real database, real threads. */
import fs from 'node:fs';
import type { Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

export const playground = path.resolve(__dirname, '../../playground');

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

/** @param env Environment beside the defaults; DATABASE_FILENAME reopens a database that was kept. */
export const bootStrapi = async (env: Record<string, string> = {}): Promise<BootedStrapi> => {
  // Strapi.destroy() removes every listener of the process, the test runner's too: keep them and put them back.
  const listeners = process.eventNames().map((name) => [name, process.rawListeners(name as NodeJS.Signals)] as const);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-'));
  const databaseFile = env['DATABASE_FILENAME'] ?? path.join(folder, 'test.db');
  Object.assign(process.env, TEST_ENV, env, { DATABASE_FILENAME: databaseFile });
  const before = process.cwd();
  process.chdir(playground);
  // eslint's and jest's view of modules stays untouched: the host is loaded as an application would load it.
  const { createStrapi } = await import('@strapi/strapi');
  const app = createStrapi({
    appDir: playground,
    distDir: path.join(playground, 'dist'),
    autoReload: false,
    serveAdminPanel: false,
  }) as unknown as Core.Strapi & { load(): Promise<unknown>; destroy(): Promise<void> };
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
    },
  };
};
