/** As much of a site as erasing a visitor needs, on a scratch database: the real services, and tasks without threads. */
import type { Knex } from 'knex';

import { configSchema } from '../../server/src/config/schema';
import { TABLES } from '../../server/src/repositories/tables';
import { erasure } from '../../server/src/services/erasure';
import { intake } from '../../server/src/services/intake';
import { lease } from '../../server/src/services/lease';
import { visitorData } from '../../server/src/services/visitor-data';
import { visitors } from '../../server/src/services/visitors';
import { eraseTask, type ErasePayload, type EraseResult } from '../../server/src/worker/tasks/erase';
import { runRollup } from '../conformance/fixtures';
import { pluginHost } from '../conformance/plugin-host';
import type { Engine } from '../conformance/scratch-database';

export const BY = 'ada@example.com';

export function openErasingSite(engine: Engine, knex: Knex, now: () => number) {
  const told = { forgotten: 0, enqueued: 0, counts: 0 };
  /** Done before each count: what a reader does meanwhile. */
  const meanwhile: (() => Promise<void>)[] = [];
  const client = engine.name === 'SQLite' ? 'sqlite' : 'postgres';
  const context = { knex, progress: () => undefined, isCancelled: () => false };
  const config = configSchema.parse({});

  const host = pluginHost(engine, knex, (strapi) => ({
    settings: { get: () => config, isActive: () => true },
    clock: { now: () => new Date(now()), system: now },
    visitors: visitors({ strapi }),
    intake: intake({ strapi }),
    lease: lease({ strapi }),
    erasure: erasure({ strapi }),
    visitorData: visitorData({ strapi }),
    workers: { run: (_: 'erase', payload: ErasePayload): Promise<EraseResult> => eraseTask(payload, context) },
    rollup: {
      async runWhenFree() {
        told.counts++;
        await meanwhile.shift()?.();
        await runRollup(knex, now());
      },
    },
    queue: { enqueue: async () => ({ id: String((told.enqueued += 1)) }) },
    articles: { forget: () => (told.forgotten += 1) },
  }));
  Object.assign(host, {
    config: { get: (name: string) => (name === 'database.connection.client' ? client : undefined) },
  });
  const service = <T>(name: string) => host.plugin('foresight').service(name) as T;
  return {
    told,
    meanwhile,
    erasure: service<ReturnType<typeof erasure>>('erasure'),
    data: service<ReturnType<typeof visitorData>>('visitorData'),
    hashOf: (visitorId: string) =>
      service<ReturnType<typeof visitors>>('visitors').hashGiven('visitor', visitorId, now()),
  };
}

/** Nothing that says who did what, or when a process last did something, is the same on two sites. */
const PASSING: readonly string[] = [
  ...['id', 'document_id', 'created_at', 'updated_at', 'published_at', 'computed_at'],
  ...['mark', 'turn', 'fitted_at', 'scored_at'],
];
/** What one site has beyond the other: who asked for it, that it is done, the salts hashes are made with, who is alive. */
const OWN: readonly string[] = [
  TABLES.erasures,
  TABLES.journal,
  TABLES.salts,
  TABLES.leases,
  TABLES.signals,
  TABLES.processes,
  TABLES.countTurns,
  TABLES.intake,
];

/** Every row of every other table, in one order. */
export async function everything(knex: Knex): Promise<Record<string, string[]>> {
  const tables = Object.values(TABLES).filter((table) => !OWN.includes(table));
  const rows: Record<string, string[]> = {};
  for (const table of tables) {
    const all = (await knex(table).select('*')) as Record<string, unknown>[];
    rows[table] = all
      .map((row) => JSON.stringify(Object.entries(row).filter(([name]) => !PASSING.includes(name))))
      .sort();
  }
  return rows;
}

/** All that stands in any table of the plugin, as one text. */
export async function allText(knex: Knex): Promise<string> {
  const tables = await Promise.all(Object.values(TABLES).map((table) => knex(table).select('*')));
  return JSON.stringify(tables);
}
