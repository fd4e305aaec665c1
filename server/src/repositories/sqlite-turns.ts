import { setTimeout as pause } from 'node:timers/promises';

import type { Knex } from 'knex';

import { isSqlite } from './time';

/** What knex makes of a client's `transaction`. */
interface Transaction {
  begin(connection: unknown): Promise<unknown>;
  query(connection: unknown, sql: string): Promise<unknown>;
}

/** As much of knex's client as is needed here. */
interface Client {
  transaction(...given: unknown[]): Transaction;
  _query(connection: unknown, statement: { readonly sql: string }): Promise<unknown>;
}

/** As much of better-sqlite3's connection as is needed here. */
interface Connection {
  pragma(text: string, options?: { readonly simple: true }): unknown;
}

/** How often a transaction that waits looks whether it can begin, in milliseconds. */
const LOOK_MS = 2;

/** Transactions of a client that wait to begin. */
const waiting = new WeakMap<object, Set<Promise<unknown>>>();

/**
 * SQLite has one writer at a time, and refuses a transaction that has read and then wants to write when another
 * connection has written between: "database is locked", at once, however long it may wait. With threads that write,
 * an editor's save would fail so. Therefore every transaction takes its turn among the writers when it begins, where
 * waiting helps; and it waits without holding this thread's event loop, which SQLite's own waiting does.
 */
export function takeTurnsToWrite(knex: Knex): void {
  if (!isSqlite(knex)) return;
  const client = knex.client as Client;
  const own = new Set<Promise<unknown>>();
  waiting.set(client, own);
  const make = client.transaction.bind(client);
  client.transaction = (...given) => {
    const transaction = make(...given);
    transaction.begin = (connection) => {
      const begun = begin(client, transaction, connection as Connection).finally(() => own.delete(begun));
      own.add(begun);
      return begun;
    };
    return transaction;
  };
}

/**
 * Let transactions of this thread that wait to write begin before another thread is given more to write: it would else
 * be quicker each time. Costs nothing while none waits.
 */
export async function letOthersBegin(knex: Knex): Promise<void> {
  await Promise.allSettled(waiting.get(knex.client as object) ?? []);
}

async function begin(client: Client, transaction: Transaction, connection: Connection): Promise<unknown> {
  const patience = Number(connection.pragma('busy_timeout', { simple: true }));
  const end = performance.now() + patience;
  connection.pragma('busy_timeout = 0');
  try {
    while (!(await isBegun(client, connection))) {
      // What knex makes of the error is what its callers know.
      if (performance.now() >= end) return await transaction.query(connection, 'BEGIN IMMEDIATE;');
      await pause(LOOK_MS);
    }
    return undefined;
  } finally {
    connection.pragma(`busy_timeout = ${patience}`);
  }
}

/** @throws when it can't begin for another reason than a writer before it. */
async function isBegun(client: Client, connection: Connection): Promise<boolean> {
  try {
    // Past the events of a query that failed: nothing has.
    await client._query(connection, { sql: 'BEGIN IMMEDIATE;' });
    return true;
  } catch (error) {
    if (/^SQLITE_BUSY/.test(String((error as { readonly code?: unknown }).code))) return false;
    throw error;
  }
}
