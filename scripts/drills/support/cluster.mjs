/** What drills over several processes begin with: a built plugin, servers of their own, a site seeded once. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { buildPlayground, buildPlugin, step } from '../../lib.mjs';
import { ownPostgres, ownRedis } from '../../servers.mjs';
import { drillsFolder } from './kept.mjs';

const SEEDED = 'seeded';

/** What a drill over processes depends on, beside its own files. */
export const CLUSTER_READS = [
  'server/src',
  'bin',
  'playground/config',
  'playground/src/api',
  'tests/helpers/small-site.ts',
  'tests/helpers/cluster',
];

/** Folders of a drill on other code: their databases are of no use any more. */
const removeOld = (name, hash) => {
  for (const found of existsSync(drillsFolder) ? readdirSync(drillsFolder) : []) {
    const isOld = found.startsWith(`${name}-`) && !found.endsWith('.jsonl') && found !== `${name}-${hash}`;
    if (isOld) rmSync(path.join(drillsFolder, found), { recursive: true });
  }
};

/**
 * @param name    of the drill's folder below .tmp/drills
 * @param hash    of the code it belongs to
 * @param redis   whether there is one
 * @param reset   forget what an earlier run left
 * @returns servers that run, the folder, and TypeScript's way in
 */
export const prepareCluster = async (name, hash, { redis, reset = false }) => {
  await buildPlugin();
  await buildPlayground();
  removeOld(name, hash);
  const folder = path.join(drillsFolder, `${name}-${hash}`);
  if (reset && existsSync(folder)) rmSync(folder, { recursive: true });
  const postgres = ownPostgres({ folder: path.join(folder, 'postgres'), fsync: false });
  await postgres.start();
  const redisServer = redis ? ownRedis({ folder: path.join(folder, 'redis') }) : null;
  await redisServer?.start();
  const { requireTs } = await import('../../ts.mjs');
  const { postgresServer } = requireTs('../tests/helpers/cluster/databases.ts');
  return { folder, postgres, redis: redisServer, databases: postgresServer(postgres.url()), requireTs };
};

/** A copy of the seeded site under this name, or the one that is there. */
export const seededCopy = async ({ databases, folder, requireTs }, name) => {
  if (await databases.exists(name)) return databases.open(name);
  const { seedDatabase } = requireTs('../tests/helpers/cluster/seeded.ts');
  if (!(await databases.exists(SEEDED))) {
    await step('Seeding a small site', async () => {
      try {
        await seedDatabase(databases, SEEDED, { folder });
      } catch (error) {
        await databases.drop(SEEDED);
        throw error;
      }
    });
  }
  return databases.copy(SEEDED, name);
};
