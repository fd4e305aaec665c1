import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { rowsOf } from './statements';
import { isSqlite } from './time';

/**
 * Put the app's SQLite file into WAL once (it stays so): a worker may then read while requests write. In SQLite's
 * default mode a write waits for another connection's read, and holds the event loop meanwhile.
 * `sqlite.wal: false` forbids it. Not inside a transaction.
 */
export async function useWal(strapi: Core.Strapi): Promise<void> {
  if (strapi.db.dialect.client !== 'sqlite') return;
  const mode = async (sql: string) => String(rowsOf(await strapi.db.connection.raw(sql))[0]?.['journal_mode'] ?? '');
  if ((await mode('pragma journal_mode')) === 'wal') return;
  if (strapi.config.get('plugin::foresight.sqlite.wal') === false) {
    strapi.log.warn('foresight: sqlite.wal is false: training and counting may make requests wait for the database.');
    return;
  }
  const now = await mode('pragma journal_mode = wal');
  if (now !== 'wal') strapi.log.warn(`foresight: the database stays in journal mode "${now}"; WAL was refused.`);
}

/**
 * Write what SQLite's journal holds into the database file now. Somebody must, once it holds 1,000 pages: a thread that
 * writes much does it itself, so that no request that writes little is the one to wait for the disk. Nobody waits for it.
 */
export async function writeBack(knex: Knex): Promise<void> {
  if (isSqlite(knex)) await knex.raw('pragma wal_checkpoint(passive)');
}
