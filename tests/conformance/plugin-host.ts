import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Engine } from './scratch-database';

/**
 * As much of Strapi as services need that only keep rows: a database, a store, a log that is silent, the defaults of
 * the configuration, and the plugin's services.
 * A service a test does not hand over is undefined and fails loudly.
 */
export function pluginHost(
  engine: Engine,
  knex: Knex,
  services: (strapi: Core.Strapi) => Readonly<Record<string, object>>
): Core.Strapi {
  const made: Record<string, object> = {};
  const kept = new Map<string, unknown>();
  const strapi = {
    db: {
      dialect: { client: engine.name === 'SQLite' ? 'sqlite' : 'postgres' },
      connection: knex,
      getConnection: () => knex,
      transaction: (work: (given: { trx: Knex }) => Promise<unknown>) => knex.transaction((trx) => work({ trx })),
    },
    store: () => ({
      get: async ({ key }: { key: string }) => kept.get(key) ?? null,
      set: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
    }),
    config: { get: () => ({}) },
    log: { error: () => undefined, warn: () => undefined, info: () => undefined },
    plugin: () => ({ service: (name: string) => made[name] }),
  } as unknown as Core.Strapi;
  Object.assign(made, services(strapi));
  return strapi;
}
