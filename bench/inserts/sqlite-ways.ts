import { insertRows } from '../../server/src/repositories/statements';
import { TABLES } from '../../server/src/repositories/tables';
import { NAMES } from './events';
import { values } from './values';
import type { Way } from './way';

interface Sqlite {
  prepare(sql: string): { run(...values: unknown[]): { changes: number } };
  exec(sql: string): void;
}

const CONFLICT = { columns: ['event_key'], action: 'do nothing' };
const ONE = `insert into "${TABLES.events}" (${NAMES.join(',')}) values (${NAMES.map(() => '?').join(',')}) on conflict (event_key) do nothing`;

const shipped: Way['insert'] = (knex, rows) => insertRows(knex, TABLES.events, NAMES, rows, CONFLICT, ['event_key']);

/** The driver's own statement, prepared once, run for each row: what changed nothing was known. */
const prepared: Way['insert'] = async (knex, rows) => {
  const sqlite = (await knex.client.acquireConnection()) as Sqlite;
  try {
    const statement = (statements.get(sqlite) ?? statements.set(sqlite, sqlite.prepare(ONE)).get(sqlite))!;
    sqlite.exec('begin immediate');
    const fresh = rows.filter((row) => statement.run(...row).changes === 1);
    sqlite.exec('commit');
    return fresh;
  } finally {
    await knex.client.releaseConnection(sqlite);
  }
};
const statements = new WeakMap<Sqlite, ReturnType<Sqlite['prepare']>>();

/** The first one is what the others are measured against. */
export const SQLITE_WAYS: readonly Way[] = [
  ...[50, 100, 200, 500, 1_000].map((rows) => ({ name: `values, ${rows} rows`, rows, insert: values })),
  ...[50, 100, 200, 500, 1_000].map((rows) => ({ name: `prepared statement, ${rows} rows`, rows, insert: prepared })),
  { name: 'insertRows as shipped, 200 rows', rows: 200, insert: shipped },
];
