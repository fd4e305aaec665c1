/** Suites of repositories make the plugin's tables themselves, in moments: here it is seen that Strapi makes the same. */
import type { Knex } from 'knex';

import { TABLES } from '../../server/src/repositories/tables';
import { widenIds } from '../../server/src/repositories/wide-ids';
import { ENGINES } from '../conformance/scratch-database';
import { SITE_ENGINES } from '../helpers/site-databases';
import { bootStrapi } from '../helpers/strapi';

/** Columns with their types, and indexes with their columns, of every table of the plugin. */
const shapesOf = async (knex: Knex): Promise<Record<string, unknown>> => {
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

it.each(SITE_ENGINES)(
  'the tables are the same on $name',
  async (engine) => {
    const booted = await bootStrapi({}, engine);
    const scratch = await ENGINES.find(({ name }) => name === engine.name)!.open();
    try {
      await widenIds(scratch.knex);
      expect(await shapesOf(scratch.knex)).toEqual(await shapesOf(booted.app.db.connection));
    } finally {
      await scratch.close();
      await booted.stop();
    }
  },
  60_000
);
