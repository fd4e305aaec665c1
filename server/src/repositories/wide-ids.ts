import type { Knex } from 'knex';

import { rowsOf } from './statements';
import { TABLES } from './tables';
import { isSqlite } from './time';

/**
 * Strapi's ids are 32-bit on PostgreSQL, and every row that is offered to a table takes one, also when it is known
 * already: an event sent twice, an hour marked again, a bucket counted anew. A busy site uses up two thousand million
 * in weeks. Widened once, at the first start, while the tables are small. SQLite's ids have 64 bits from the start.
 */
export async function widenIds(knex: Knex): Promise<void> {
  if (isSqlite(knex)) return;
  const narrow = rowsOf(
    await knex.raw(
      `select table_name as name, pg_get_serial_sequence(quote_ident(table_name), 'id') as sequence
       from information_schema.columns
       where table_schema = current_schema() and column_name = 'id' and data_type = 'integer'
         and table_name = any(?)`,
      [Object.values(TABLES)]
    )
  );
  for (const { name, sequence } of narrow) {
    await knex.transaction(async (trx) => {
      await trx.raw('alter table ?? alter column id type bigint', [String(name)]);
      // The name comes quoted as the database needs it.
      if (typeof sequence === 'string') await trx.raw(`alter sequence ${sequence} as bigint`);
    });
  }
}
