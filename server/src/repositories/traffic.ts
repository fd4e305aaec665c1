import type { Knex } from 'knex';

import { COUNT_OF } from '../core/rollup/counters';
import { fromColumn, toColumn } from './time';
import { TABLES } from './tables';

/** Views per day bucket over all documents and locales, oldest first. */
export const readDailyViews = async (knex: Knex, from: number): Promise<{ dayStart: number; views: number }[]> => {
  const rows = (await knex(TABLES.rollups)
    .where('granularity', 'day')
    .where('bucket_start', '>=', toColumn(knex, from))
    .groupBy('bucket_start')
    .orderBy('bucket_start')
    .select('bucket_start')
    .sum({ views: 'views' })) as { bucket_start: unknown; views: unknown }[];
  return rows.map((row) => ({ dayStart: fromColumn(row.bucket_start) ?? 0, views: Number(row.views ?? 0) }));
};

const COUNTS = Object.values(COUNT_OF);

/** Views, visitors and all events per hour bucket over all documents and locales, oldest first. */
export const readHourlyViews = async (
  knex: Knex,
  from: number,
  to: number
): Promise<{ hourStart: number; views: number; visitors: number; events: number }[]> => {
  const rows = (await knex(TABLES.rollups)
    .where('granularity', 'hour')
    .where('bucket_start', '>=', toColumn(knex, from))
    .where('bucket_start', '<', toColumn(knex, to))
    .groupBy('bucket_start')
    .orderBy('bucket_start')
    .select('bucket_start')
    .sum({ visitors: 'visitors', ...Object.fromEntries(COUNTS.map((count) => [count, count])) })) as ({
    bucket_start: unknown;
  } & Record<string, unknown>)[];
  return rows.map((row) => ({
    hourStart: fromColumn(row.bucket_start) ?? 0,
    views: Number(row.views ?? 0),
    visitors: Number(row.visitors ?? 0),
    events: COUNTS.reduce((sum, count) => sum + Number(row[count] ?? 0), 0),
  }));
};

export const countRows = async (knex: Knex, table: string): Promise<number> => {
  const [row] = (await knex(table).count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
};

/** When the newest event arrived, or null before the first. */
export const newestArrival = async (knex: Knex): Promise<number | null> => {
  const row = (await knex(TABLES.events).orderBy('id', 'desc').limit(1).select('received_at').first()) as
    { received_at: unknown } | undefined;
  return row === undefined ? null : fromColumn(row.received_at);
};

/** Articles whose whole horizon is counted. */
export const countClosed = async (knex: Knex, horizonMinutes: number): Promise<number> => {
  const [row] = (await knex(TABLES.ageCounters)
    .where({ age_minutes: horizonMinutes, closed: true })
    .count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
};
