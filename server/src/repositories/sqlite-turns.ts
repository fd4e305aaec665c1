import type { Knex } from 'knex';

import { isSqlite } from './time';

/** What knex makes of a client's `transaction`. */
interface Transaction {
  begin(connection: unknown): unknown;
  query(connection: unknown, sql: string): unknown;
}

/**
 * SQLite has one writer at a time, and refuses a transaction that has read and then wants to write when another
 * connection has written between: "database is locked", at once, however long it may wait. With threads that write,
 * an editor's save would fail so. Therefore every transaction takes its turn among the writers when it begins, where
 * waiting helps.
 */
export function takeTurnsToWrite(knex: Knex): void {
  if (!isSqlite(knex)) return;
  const client = knex.client as { transaction(...given: unknown[]): Transaction };
  const make = client.transaction.bind(client);
  client.transaction = (...given) => {
    const transaction = make(...given);
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  };
}
