/** Databases a test can boot Strapi on: an empty one of its own each time, as an operator would name it. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import createKnex, { type Knex } from 'knex';

export interface SiteDatabase {
  /** What the playground's `config/database.ts` reads. */
  readonly env: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

export interface SiteEngine {
  readonly name: 'SQLite' | 'PostgreSQL';
  create(): Promise<SiteDatabase>;
}

export const SQLITE: SiteEngine = {
  name: 'SQLite',
  async create() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-'));
    return {
      env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'test.db') },
      drop: async () => fs.rmSync(folder, { recursive: true, force: true }),
    };
  },
};

/** A schema per site; every site of a run shares one database. */
const postgres = (url: string): SiteEngine => ({
  name: 'PostgreSQL',
  async create() {
    const schema = `site_${randomBytes(6).toString('hex')}`;
    await once(url, (knex) => knex.raw('create schema ??', [schema]));
    return {
      env: { DATABASE_CLIENT: 'postgres', DATABASE_URL: url, DATABASE_SCHEMA: schema },
      drop: () => once(url, (knex) => knex.raw('drop schema ?? cascade', [schema])),
    };
  },
});

async function once(url: string, work: (knex: Knex) => Promise<unknown>): Promise<void> {
  const knex = createKnex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
  try {
    await work(knex);
  } finally {
    await knex.destroy();
  }
}

const url = process.env['FORESIGHT_POSTGRES_URL'];

/** SQLite always; PostgreSQL where FORESIGHT_POSTGRES_URL names one. */
export const SITE_ENGINES: readonly SiteEngine[] = url ? [SQLITE, postgres(url)] : [SQLITE];
