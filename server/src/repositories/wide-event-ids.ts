import type { Knex } from 'knex';

import { rowsOf } from './statements';
import { TABLES } from './tables';
import { isSqlite } from './time';

/**
 * Strapi's ids are 32-bit on PostgreSQL: two thousand million events, sent twice or not, use them up (a refused
 * duplicate takes one too). Widened once, while the table is small. SQLite's ids have 64 bits from the start.
 */
export async function widenEventIds(knex: Knex): Promise<void> {
  if (isSqlite(knex)) return;
  const [column] = rowsOf(
    await knex.raw(
      'select data_type from information_schema.columns ' +
        'where table_schema = current_schema() and table_name = ? and column_name = ?',
      [TABLES.events, 'id']
    )
  );
  if (column?.['data_type'] !== 'integer') return;
  const [sequence] = rowsOf(await knex.raw("select pg_get_serial_sequence(?, 'id') as name", [TABLES.events]));
  await knex.transaction(async (trx) => {
    await trx.raw('alter table ?? alter column id type bigint', [TABLES.events]);
    const name = sequence?.['name'];
    // The name comes quoted as the database needs it.
    if (typeof name === 'string') await trx.raw(`alter sequence ${name} as bigint`);
  });
}
