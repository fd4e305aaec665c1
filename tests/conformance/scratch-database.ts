import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import createKnex, { type Knex } from 'knex';

import { contentTypes } from '../../server/src/content-types';
import { PLAIN_TABLES, type PlainColumn } from '../../server/src/repositories/plain-tables';
import { takeTurnsToWrite } from '../../server/src/repositories/sqlite-turns';
import { STRAPI_COLUMNS } from '../../server/src/repositories/strapi-columns';
import { makeKnownIndex } from '../../server/src/repositories/visitor-events';

/** An empty database with the plugin's tables, as Strapi would make them; `close` removes it. */
export interface ScratchDatabase {
  readonly knex: Knex;
  /** Another client of the same database, with one connection, as another process or thread would have. */
  connect(more?: Knex.Config): Knex;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** @param durable wait for the disk at each commit, as a site's database does. */
  open(options?: { readonly durable?: boolean }): Promise<ScratchDatabase>;
}

const sqlite: Engine = {
  name: 'SQLite',
  async open() {
    const file = path.join(tmpdir(), `foresight-${randomBytes(6).toString('hex')}.db`);
    const clients = clientsOf({
      client: 'better-sqlite3',
      connection: { filename: file },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    const knex = clients.make();
    await knex.raw('pragma journal_mode = WAL');
    await createTables(knex);
    const close = async () => {
      await clients.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    };
    return { knex, connect: (more) => clients.make(more), close };
  },
};

/** What these databases hold need not survive a power cut, and nobody waits for the disk. */
const QUICK = {
  min: 0,
  afterCreate: (connection: { query(sql: string, done: (error: Error | null) => void): void }, done: () => void) =>
    connection.query('set synchronous_commit = off', done),
};

const postgres = (url: string): Engine => ({
  name: 'PostgreSQL',
  async open({ durable = false } = {}) {
    const own = durable ? { min: 0 } : QUICK;
    const schema = `t_${randomBytes(6).toString('hex')}`;
    const clients = clientsOf({ client: 'pg', connection: url, searchPath: [schema], pool: { ...own, max: 6 } });
    const knex = clients.make();
    await knex.raw('create schema ??', [schema]);
    await createTables(knex);
    const close = async () => {
      await clients.closeOthers();
      await knex.raw('drop schema ?? cascade', [schema]);
      await clients.close();
    };
    return { knex, connect: (more) => clients.make({ pool: { ...own, max: 1 }, ...more }), close };
  },
});

/** Clients of one database: the first one owns it. */
function clientsOf(config: Knex.Config) {
  const made: Knex[] = [];
  const closeOthers = async () => {
    for (const knex of made.splice(1)) await knex.destroy();
  };
  return {
    make(more: Knex.Config = {}): Knex {
      const knex = createKnex({ ...config, ...more });
      takeTurnsToWrite(knex);
      made.push(knex);
      return knex;
    },
    closeOthers,
    async close() {
      await closeOthers();
      await made[0]?.destroy();
    },
  };
}

const url = process.env.FORESIGHT_POSTGRES_URL;

/** SQLite always; PostgreSQL where FORESIGHT_POSTGRES_URL names one. */
export const ENGINES: readonly Engine[] = url ? [sqlite, postgres(url)] : [sqlite];

interface Schema {
  readonly collectionName: string;
  readonly attributes: Readonly<Record<string, { readonly type: string }>>;
  readonly indexes?: readonly { readonly name: string; readonly columns: readonly string[]; readonly type?: string }[];
}

async function createTables(knex: Knex): Promise<void> {
  for (const { name, columns, indexes } of PLAIN_TABLES) {
    await knex.schema.createTable(name, (table) => {
      for (const [column, kind] of Object.entries(columns)) addPlain(table, column, kind);
      for (const index of indexes) addIndex(table, index.name, index.columns, index.unique);
    });
  }
  for (const { schema } of Object.values(contentTypes) as unknown as { schema: Schema }[]) {
    await knex.schema.createTable(schema.collectionName, (table) => {
      table.increments('id');
      for (const column of STRAPI_COLUMNS) addColumn(table, column, column === 'document_id' ? 'string' : 'datetime');
      for (const [name, { type }] of Object.entries(schema.attributes)) addColumn(table, snakeCase(name), type);
      for (const index of schema.indexes ?? []) addIndex(table, index.name, index.columns, index.type === 'unique');
      addHostsOwn(table, schema.collectionName);
    });
  }
  await makeKnownIndex(knex);
}

/** Columns and indexes that Strapi gives every content type beside those; we leave them empty, and they cost all the same. */
function addHostsOwn(table: Knex.CreateTableBuilder, name: string): void {
  addColumn(table, 'locale', 'string');
  addIndex(table, `${name}_documents_idx`, ['document_id', 'locale', 'published_at'], false);
  for (const column of ['created_by_id', 'updated_by_id']) {
    addColumn(table, column, 'integer');
    addIndex(table, `${name}_${column}_fk`, [column], false);
  }
}

function addPlain(table: Knex.CreateTableBuilder, column: string, kind: PlainColumn): void {
  if (kind === 'id') table.increments(column);
  else if (kind === 'bytes') table.binary(column);
  else addColumn(table, column, kind === 'bigint' ? 'biginteger' : kind);
}

function addColumn(table: Knex.CreateTableBuilder, column: string, type: string): void {
  if (type === 'string') table.string(column, 255);
  else if (type === 'text') table.text(column);
  else if (type === 'integer') table.integer(column);
  else if (type === 'biginteger') table.bigInteger(column);
  else if (type === 'float') table.double(column);
  else if (type === 'boolean') table.boolean(column);
  else if (type === 'json') table.jsonb(column);
  else if (type === 'datetime') table.datetime(column, { useTz: false, precision: 6 });
  else throw new Error(`No column type for "${type}".`);
}

function addIndex(table: Knex.CreateTableBuilder, name: string, columns: readonly string[], unique: boolean): void {
  if (unique) table.unique([...columns], { indexName: name });
  else table.index([...columns], name);
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
