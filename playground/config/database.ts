import path from 'node:path';

import type { Core } from '@strapi/strapi';

/** Root of the playground, seen from dist/config. */
const app = path.resolve(__dirname, '..', '..');

/** SQLite without set-up; DATABASE_CLIENT=postgres reads DATABASE_URL. WAL is the plugin's business, not this file's. */
const database = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => {
  const client = env('DATABASE_CLIENT', 'sqlite');

  if (client === 'postgres') {
    return {
      connection: {
        client,
        connection: { connectionString: env('DATABASE_URL'), schema: env('DATABASE_SCHEMA', 'public') },
        pool: { min: 2, max: 10 },
        acquireConnectionTimeout: 60_000,
      },
    } as Core.Config.Database;
  }
  // Strapi knows it and the plugin refuses it: whoever tries is to see how.
  if (client === 'mysql') {
    return { connection: { client, connection: { uri: env('DATABASE_URL') } } } as unknown as Core.Config.Database;
  }
  if (client !== 'sqlite') throw new Error(`DATABASE_CLIENT must be "sqlite" or "postgres", got "${client}"`);

  return {
    connection: {
      client,
      connection: { filename: path.resolve(app, env('DATABASE_FILENAME', '.tmp/data.db')) },
      useNullAsDefault: true,
      acquireConnectionTimeout: 60_000,
    },
  } as Core.Config.Database;
};

export default database;
