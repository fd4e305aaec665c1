import type { Knex } from 'knex';

import { rowsOf } from './statements';
import { isSqlite } from './time';

/**
 * The database's own clock in milliseconds since 1970, as SQL. Leases and signs of life are dated by it: processes on
 * several machines, or one whose clock has jumped, would else disagree about what has run out.
 */
export const databaseNow = (knex: Knex): string =>
  isSqlite(knex)
    ? `cast(round((julianday('now') - 2440587.5) * 86400000) as integer)`
    : `floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** The instant itself, for comparing this process's clock with it. */
export async function readDatabaseClock(knex: Knex): Promise<number> {
  const [row] = rowsOf(await knex.raw(`select ${databaseNow(knex)} as "now_ms"`));
  return Number(row?.['now_ms']);
}
