/** Databases of test clusters: made empty, or as copies of one that was filled once. */
import fs from 'node:fs';
import path from 'node:path';

import createKnex, { type Knex } from 'knex';

export interface ClusterDatabase {
  /** What a process needs in its environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** A connection of one's own; the caller destroys it. */
  connect(): Knex;
}

export interface DatabaseServer {
  exists(name: string): Promise<boolean>;
  create(name: string): Promise<ClusterDatabase>;
  /** As it was when nobody used it: processes on the original must have ended. */
  copy(original: string, name: string): Promise<ClusterDatabase>;
  open(name: string): ClusterDatabase;
  drop(name: string): Promise<void>;
}

const POSTGRES_POOL = { min: 0, max: 4 };

export function postgresServer(serverUrl: string): DatabaseServer {
  const urlOf = (database: string): string =>
    Object.assign(new URL(serverUrl), { pathname: `/${database}` }).toString();
  const admin = async <T = unknown>(sql: string, values: readonly string[]): Promise<T[]> => {
    const knex = createKnex({ client: 'pg', connection: urlOf('postgres'), pool: { min: 0, max: 1 } });
    try {
      return (await knex.raw<{ rows: T[] }>(sql, [...values])).rows;
    } finally {
      await knex.destroy();
    }
  };
  const open = (name: string): ClusterDatabase => ({
    env: { DATABASE_CLIENT: 'postgres', DATABASE_URL: urlOf(name) },
    connect: () => createKnex({ client: 'pg', connection: urlOf(name), pool: POSTGRES_POOL }),
  });

  return {
    exists: async (name) => (await admin('select 1 from pg_database where datname = ?', [name])).length > 0,
    async create(name) {
      await admin('create database ??', [name]);
      return open(name);
    },
    async copy(original, name) {
      await admin('create database ?? template ??', [name, original]);
      return open(name);
    },
    open,
    drop: async (name) => void (await admin('drop database if exists ?? with (force)', [name])),
  };
}

/** SQLite files in a folder. */
export function sqliteFiles(folder: string): DatabaseServer {
  const fileOf = (name: string): string => path.join(folder, `${name}.db`);
  const parts = (name: string): string[] => ['', '-wal', '-shm'].map((end) => fileOf(name) + end);
  const open = (name: string): ClusterDatabase => ({
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: fileOf(name) },
    connect: () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: fileOf(name) },
        useNullAsDefault: true,
        pool: { min: 0, max: 1 },
      }),
  });

  return {
    exists: async (name) => fs.existsSync(fileOf(name)),
    async create(name) {
      fs.mkdirSync(folder, { recursive: true });
      return open(name);
    },
    async copy(original, name) {
      const [from, to] = [parts(original), parts(name)];
      from.forEach((file, at) => fs.existsSync(file) && fs.copyFileSync(file, to[at] as string));
      return open(name);
    },
    open,
    drop: async (name) => parts(name).forEach((file) => fs.rmSync(file, { force: true })),
  };
}
