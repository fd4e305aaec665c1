import path from 'node:path';

import type { Knex } from 'knex';

import type { ClusterDatabase, DatabaseServer } from './databases';
import { createMember } from './member';
import { freePort } from '../../../scripts/servers.mjs';
import type { SeededSite, SeedOptions } from './seed-site';

/** Where a seeded database keeps what tests need to know of it. */
const TABLE = 'seeded_site';

/** Quick models, no limits, and a schedule that never wakes by itself: whoever drives the cluster says when. */
export const QUICK = {
  ranker: { nEstimators: 20 },
  rateLimit: false,
  schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
} as const;

export const SMALL: SeedOptions = { articles: 130, seed: 7 };

/** Environment of every process of a test cluster; nothing in it is a secret. */
export const TEST_ENV = {
  NODE_ENV: 'test',
  STRAPI_TELEMETRY_DISABLED: 'true',
  HOST: '127.0.0.1',
  STARTUP_BANNER: 'false',
} as const;

export async function readSite(knex: Knex): Promise<SeededSite> {
  const row = (await knex(TABLE).first('site')) as { site: string };
  return JSON.parse(row.site) as SeededSite;
}

/** A database named `name` with a small site that has learned once; made by one process that then ends. */
export async function seedDatabase(
  server: DatabaseServer,
  name: string,
  { folder, options = SMALL }: { folder: string; options?: SeedOptions }
): Promise<ClusterDatabase> {
  const database = await server.create(name);
  const seeder = createMember({
    name: `seed-${name}`,
    role: 'site',
    port: await freePort(),
    env: { ...TEST_ENV, ...database.env, FORESIGHT_CONFIG: JSON.stringify(QUICK) },
    folder,
  });
  await seeder.start();
  try {
    const site = await seeder.run<SeededSite>(path.join(__dirname, 'seed-site.ts'), 'seedSite', options);
    const knex = database.connect();
    await knex.schema.createTable(TABLE, (table) => table.text('site'));
    await knex(TABLE).insert({ site: JSON.stringify(site) });
    await knex.destroy();
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${seeder.lastLines()}`, { cause: error });
  } finally {
    await seeder.stop();
  }
  return database;
}
