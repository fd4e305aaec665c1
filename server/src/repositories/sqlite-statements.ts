import type { Knex } from 'knex';

import type { Value } from './statements';

/** As much of better-sqlite3's connection as is needed here. */
interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
}

interface Statement {
  /** The statement gives rows back. */
  readonly reader: boolean;
  run(...values: readonly unknown[]): { readonly changes: number };
  get(...values: readonly unknown[]): Record<string, unknown> | undefined;
}

/** Statements of each connection by their text. Bound: the texts of our own inserts, one for a table and a purpose. */
const prepared = new WeakMap<Connection, Map<string, Statement>>();

/** What came of a statement run for one row. */
export interface RowResult {
  /** It changed something. */
  readonly isChanged: boolean;
  /** What it gives back, where it does. */
  readonly given: Record<string, unknown> | undefined;
}

/** Run one statement for each row, all of them or none: in the transaction under way, or in one of its own. */
export async function runForEach(knex: Knex, sql: string, rows: readonly (readonly Value[])[]): Promise<RowResult[]> {
  // A transaction that has ended says so to whoever still asks it for something.
  if (isTransaction(knex) && knex.isCompleted()) await knex.raw('select 1');
  const client = knex.client as Knex.Client;
  // For whoever traces what is asked of the database.
  client.emit('query', { method: 'raw', sql, bindings: rows[0] });
  const connection = (await client.acquireConnection()) as Connection;
  try {
    if (connection.inTransaction) return runAll(connection, sql, rows);
    connection.exec('begin immediate');
    try {
      const results = runAll(connection, sql, rows);
      connection.exec('commit');
      return results;
    } catch (error) {
      if (connection.inTransaction) connection.exec('rollback');
      throw error;
    }
  } finally {
    await client.releaseConnection(connection);
  }
}

function runAll(connection: Connection, sql: string, rows: readonly (readonly Value[])[]): RowResult[] {
  const statement = statementOf(connection, sql);
  return rows.map((row): RowResult => {
    const values = row.map(bindable);
    if (!statement.reader) return { isChanged: statement.run(...values).changes > 0, given: undefined };
    const given = statement.get(...values);
    return { isChanged: given !== undefined, given };
  });
}

function statementOf(connection: Connection, sql: string): Statement {
  let own = prepared.get(connection);
  if (own === undefined) prepared.set(connection, (own = new Map()));
  let statement = own.get(sql);
  if (statement === undefined) own.set(sql, (statement = connection.prepare(sql)));
  return statement;
}

/** SQLite knows no booleans. */
const bindable = (value: Value | undefined): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null));

const isTransaction = (knex: Knex): knex is Knex.Transaction => knex.isTransaction === true;
