import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { configSchema } from '../../server/src/config/schema';
import { clock } from '../../server/src/services/clock';
import { journal } from '../../server/src/services/journal';
import { signals } from '../../server/src/services/signals';
import type { Engine } from './scratch-database';

/**
 * As much of Strapi as services need that only keep rows: a database, a store, a log that is silent, the defaults of
 * the configuration, and the plugin's services. The real ones for settings, clock, journal and signals; any other one
 * that a test does not hand over is undefined and fails loudly.
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
      transaction: (work: (given: { trx: Knex }) => Promise<unknown>) => knex.transaction((trx) => work({ trx })),
    },
    store: () => ({
      get: async ({ key }: { key: string }) => kept.get(key) ?? null,
      set: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
    }),
    config: { get: () => ({}) },
    log: { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined },
    plugin: () => ({ service: (name: string) => made[name] }),
  } as unknown as Core.Strapi;
  const always = {
    settings: { get: () => configSchema.parse({}) },
    clock: clock({ strapi }),
    journal: journal({ strapi }),
    signals: signals({ strapi }),
  };
  Object.assign(made, always, services(strapi));
  return strapi;
}
