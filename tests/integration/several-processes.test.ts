/**
 * Several processes on one database, without Redis: small versions of the drills `nights` and `rollback`. On PostgreSQL
 * where FORESIGHT_POSTGRES_URL names one, else on a SQLite file that two processes share.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import type { Knex } from 'knex';

import { roundRobin } from '../../scripts/cluster/proxy.mjs';
import { runNight } from '../drills/nights';
import { ELSEWHERE_MS, ELSEWHERE_REDIS_MS, HERE_MS, runRollback } from '../drills/rollback';
import { type Cluster, startCluster } from '../helpers/cluster/cluster';
import { type ClusterDatabase, postgresServer, sqliteFiles } from '../helpers/cluster/databases';
import { beginLoad } from '../helpers/cluster/load';
import { learnAt } from '../helpers/cluster/night';
import { readSite, seedDatabase } from '../helpers/cluster/seeded';

const NIGHTS = 5;
const SEED = 3;
/** Other tests run at the same time: the drills have the stricter bar. */
const LONGEST_ANSWER_MS = 6_000;
const postgresUrl = process.env.FORESIGHT_POSTGRES_URL;
const redisUrl = process.env.FORESIGHT_REDIS_URL;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-processes-'));
const databases = postgresUrl ? postgresServer(postgresUrl) : sqliteFiles(folder);
const nameOf = (what: string) => `foresight_${what}_${randomBytes(4).toString('hex')}`;
const seeded = nameOf('seeded');
const copies: string[] = [];

/** Two sites on a copy of the seeded database. */
const startOn = async (config: object): Promise<{ cluster: Cluster; knex: Knex; end(): Promise<void> }> => {
  const name = nameOf('copy');
  copies.push(name);
  const database: ClusterDatabase = await databases.copy(seeded, name);
  const cluster = await startCluster({
    sites: 2,
    workers: 0,
    database,
    redisUrl: null,
    folder: path.join(folder, name),
    config,
  });
  const knex = database.connect();
  const end = async () => {
    await cluster.stop();
    await knex.destroy();
  };
  return { cluster, knex, end };
};

beforeAll(async () => void (await seedDatabase(databases, seeded, { folder })), 120_000);
afterAll(async () => {
  for (const name of [...copies, seeded]) await databases.drop(name);
  fs.rmSync(folder, { recursive: true, force: true });
});

it('counts every night once, whoever is killed in it, and never stops answering', async () => {
  const { cluster, knex, end } = await startOn({ jobs: { leaseSeconds: 3 } });
  try {
    const scene = { cluster, knex, site: await readSite(knex) };
    const plan = { seed: SEED, longestAnswerMs: LONGEST_ANSWER_MS };
    const quiet = await runNight(scene, { ...plan, night: 0, usualMs: 0, dies: 'nobody' });
    expect(quiet.failures).toEqual([]);
    for (let night = 1; night <= NIGHTS; night++) {
      // In every other night it is the one at work, and the other takes over.
      const dies = night % 2 === 0 ? 'worker' : 'anybody';
      const result = await runNight(scene, { ...plan, night, usualMs: quiet.durationMs, dies });
      expect({ night, failures: result.failures }).toEqual({ night, failures: [] });
      if (dies === 'worker') expect(result).toMatchObject({ hadRun: true, attempts: 2 });
    }
  } finally {
    await end();
  }
}, 400_000);

const withRedis = { redis: { url: redisUrl, prefix: nameOf('bull') } };
const variants: [string, object, number][] = [['without Redis', {}, ELSEWHERE_MS]];
if (redisUrl) variants.push(['with Redis', withRedis, ELSEWHERE_REDIS_MS]);

it.each(variants)(
  'rolls back and promotes under load without losing a request, %s',
  async (_, config, elsewhereMs) => {
    const { cluster, knex, end } = await startOn(config);
    try {
      await learnAt(cluster.sites[0] as Cluster['sites'][number]);
      const { changes, failures, loads } = await runRollback(cluster, await readSite(knex), {
        rounds: 1,
        settleMs: ELSEWHERE_MS,
        connections: 1,
      });
      expect(failures).toEqual([]);
      expect(loads.map(({ failed }) => failed)).toEqual([0, 0]);
      for (const { answered } of loads) expect(answered).toBeGreaterThan(50);
      expect(changes.map(({ what, modelVersion }) => [what, modelVersion])).toEqual([
        ['roll back', 'ranker-1'],
        ['promote', 'ranker-2'],
      ]);
      for (const change of changes) {
        expect(change.hereMs).toBeLessThanOrEqual(HERE_MS);
        expect(change.elsewhereMs).toBeLessThanOrEqual(elsewhereMs);
      }
    } finally {
      await end();
    }
  },
  180_000
);

it('loses no request while its sites are restarted one after another behind a proxy', async () => {
  const { cluster, knex, end } = await startOn({});
  const proxy = roundRobin(cluster.sites.map(({ url }) => Number(new URL(url).port)));
  try {
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { readToken } = await readSite(knex);
    const stop = beginLoad({
      origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      paths: ['/api/foresight/rankings?limit=5', '/api/foresight/health'],
      token: readToken,
      connections: 2,
      onBody: () => undefined,
    });
    for (const site of cluster.sites) {
      expect(await site.stop()).toBe(0);
      await site.start();
    }
    const { answered, failed } = await stop();
    expect(failed).toBe(0);
    expect(answered).toBeGreaterThan(50);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
    await end();
  }
}, 120_000);
