import type { Knex } from 'knex';

import { COUNT_OF } from '../core/rollup/counters';
import { selectMs, toColumn } from './time';
import { TABLES } from './tables';

/** Views per day bucket over all documents and locales, oldest first. */
export const readDailyViews = async (knex: Knex, from: number): Promise<{ dayStart: number; views: number }[]> => {
  const rows = (await knex(TABLES.rollups)
    .where('granularity', 'day')
    .where('bucket_start', '>=', toColumn(knex, from))
    .groupBy('bucket_start')
    .orderBy('bucket_start')
    .select(selectMs(knex, 'bucket_start', 'start_ms'))
    .sum({ views: 'views' })) as { start_ms: unknown; views: unknown }[];
  return rows.map((row) => ({ dayStart: Number(row.start_ms), views: Number(row.views ?? 0) }));
};

const COUNTS = Object.values(COUNT_OF);

export interface HourTotal {
  readonly hourStart: number;
  readonly views: number;
  readonly visitors: number;
  readonly events: number;
}

/** Views, visitors and all events per hour bucket over all documents and locales, oldest first. */
export const readHourlyViews = async (knex: Knex, from: number, to: number): Promise<HourTotal[]> => {
  const rows = (await knex(TABLES.rollups)
    .where('granularity', 'hour')
    .where('bucket_start', '>=', toColumn(knex, from))
    .where('bucket_start', '<', toColumn(knex, to))
    .groupBy('bucket_start')
    .orderBy('bucket_start')
    .select(selectMs(knex, 'bucket_start', 'start_ms'))
    .sum({ visitors: 'visitors', ...Object.fromEntries(COUNTS.map((count) => [count, count])) })) as ({
    start_ms: unknown;
  } & Record<string, unknown>)[];
  return rows.map((row) => ({
    hourStart: Number(row.start_ms),
    views: Number(row.views ?? 0),
    visitors: Number(row.visitors ?? 0),
    events: COUNTS.reduce((sum, count) => sum + Number(row[count] ?? 0), 0),
  }));
};

export const countRows = async (knex: Knex, table: string): Promise<number> => {
  const [row] = (await knex(table).count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
};

/** Start of the newest hour in which anything was counted, or null before the first. */
export const newestHour = async (knex: Knex): Promise<number | null> => {
  const row = (await knex(TABLES.rollups)
    .where('granularity', 'hour')
    .orderBy('bucket_start', 'desc')
    .first(selectMs(knex, 'bucket_start', 'start_ms'))) as { start_ms: unknown } | undefined;
  return row === undefined ? null : Number(row.start_ms);
};

/** Articles whose whole horizon is counted. */
export const countClosed = async (knex: Knex, horizonMinutes: number): Promise<number> => {
  const [row] = (await knex(TABLES.ageCounters)
    .where({ age_minutes: horizonMinutes, closed: true })
    .count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
};
