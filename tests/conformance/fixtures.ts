/** What suites of repositories share: rows with everything filled in, and the two tasks that write most of them. */
import type { Knex } from 'knex';

import type { TargetKey } from '../../server/src/core/target';
import type { StoredEvent } from '../../server/src/repositories/events';
import type { PredictionRecord } from '../../server/src/repositories/predictions';
import type { NewVersion } from '../../server/src/repositories/publications';
import { storeEvents } from '../../server/src/repositories/store-events';
import { TABLES } from '../../server/src/repositories/tables';
import { selectMs } from '../../server/src/repositories/time';
import { rollupTask, type RollupResult } from '../../server/src/worker/tasks/rollup';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const T0 = Date.UTC(2026, 2, 20, 10, 20);
export const ZONE = 'Europe/Berlin';
export const HORIZON = 7 * 24 * 60;

export const key = (documentId: string, locale = ''): TargetKey => ({
  uid: 'api::article.article',
  documentId,
  locale,
});

export const event = (
  id: number,
  target: TargetKey,
  occurredAt: number,
  more: Partial<StoredEvent> = {}
): StoredEvent => ({
  eventKey: `key-${id}`,
  eventId: `event-${id}`,
  type: 'view',
  name: null,
  key: target,
  occurredAt,
  receivedAt: occurredAt,
  visitor: null,
  session: null,
  source: null,
  sourceType: null,
  device: null,
  bot: false,
  value: null,
  scroll: null,
  properties: null,
  ...more,
});

export const version = (
  target: TargetKey,
  number: number,
  publishedAt: number,
  more: Partial<NewVersion> = {}
): NewVersion => ({
  key: target,
  version: number,
  firstPublishedAt: T0,
  source: 'tracking',
  versionPublishedAt: publishedAt,
  contentHash: `hash-${number}`,
  title: `Title ${number}`,
  url: null,
  category: 'Garden',
  author: null,
  tags: ['a', 'b'],
  text: `Text ${number}`,
  language: 'en',
  snapshot: {
    title: `Title ${number}`,
    category: 'Garden',
    author: null,
    tags: ['a', 'b'],
    features: { words: 3 },
    roleHashes: { title: `t${number}` },
  },
  changedFields: [],
  seenPublishedAt: publishedAt,
  ...more,
});

export const prediction = (target: TargetKey, more: Partial<PredictionRecord>): PredictionRecord => ({
  key: target,
  origin: 'scoring',
  ageMinutes: 0,
  modelVersion: 'ranker-1',
  scoredAt: T0,
  predicted: 0.5,
  expectedViews: 10,
  lowViews: 5,
  highViews: 20,
  viewsSoFar: 0,
  percentile: 0.5,
  reasons: [{ feature: 'titleLength', value: 3, effect: 0.1 }],
  fallback: null,
  contentHash: 'hash-1',
  shownAt: null,
  ...more,
});

/** As ingest does in its transaction: events, and marks of those that are new. @returns how many were. */
export async function storeWithin(trx: Knex, events: readonly StoredEvent[]): Promise<number> {
  // At the beginning of time nothing is too old.
  const { fresh } = await storeEvents(trx, events, { now: 0, timeZone: ZONE });
  return fresh.size;
}

export const store = (knex: Knex, events: readonly StoredEvent[]): Promise<number> =>
  knex.transaction((trx) => storeWithin(trx, events));

export const runRollup = (knex: Knex, now: number, { timeZone = ZONE, thorough = true } = {}): Promise<RollupResult> =>
  rollupTask(
    { timeZone, horizonMinutes: HORIZON, now, thorough },
    { knex, progress: () => undefined, isCancelled: () => false }
  );

/** All that rollup made, in one order, without row ids and instants of writing. */
export async function counted(knex: Knex): Promise<string[]> {
  const rollups = await knex(TABLES.rollups).select('*', selectMs(knex, 'bucket_start', 'start_ms'));
  const ages = await knex(TABLES.ageCounters).select('*');
  return [...rollups, ...ages].map(comparable).sort();
}

const PASSING = ['id', 'document_id', 'created_at', 'updated_at', 'published_at', 'bucket_start', 'computed_at'];

const comparable = (row: Record<string, unknown>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => !PASSING.includes(name))
        .map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value])
    )
  );

/** Rows of a table. */
export async function countOf(knex: Knex, table: string): Promise<number> {
  const [row] = (await knex(table).count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
}
