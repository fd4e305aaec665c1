import type { Knex } from 'knex';

import { TABLES } from '../../server/src/repositories/tables';

/** Columns with their types, and indexes with their columns, of every table of the plugin. */
export const shapesOf = async (knex: Knex): Promise<Record<string, unknown>> => {
  const shapes: Record<string, unknown> = {};
  for (const table of Object.values(TABLES)) {
    const columns = await knex(table).columnInfo();
    const types = Object.entries(columns).map(([name, { type, maxLength }]) => `${name} ${type} ${maxLength ?? ''}`);
    shapes[table] = { columns: types.sort(), indexes: (await indexesOf(knex, table)).sort() };
  }
  return shapes;
};

const indexesOf = async (knex: Knex, table: string): Promise<string[]> => {
  if (knex.client.dialect === 'sqlite3') {
    const rows = (await knex('sqlite_master')
      .where({ type: 'index', tbl_name: table })
      .whereNotNull('sql')
      .select('sql')) as {
      sql: string;
    }[];
    return rows.map(({ sql }) => sql.replaceAll('`', '').toLowerCase());
  }
  const rows = (await knex('pg_indexes')
    .where('tablename', table)
    .whereRaw('schemaname = current_schema()')
    .select('indexdef')) as {
    indexdef: string;
  }[];
  return rows.map(({ indexdef }) => indexdef.replace(/ ON \S+\./, ' ON '));
};
