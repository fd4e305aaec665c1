/** Roll back and promotion while readers ask. The drill itself: tests/drills/rollback.ts. */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { step } from '../lib.mjs';
import { CLUSTER_READS, prepareCluster, seededCopy } from './support/cluster.mjs';
import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';

const READS = [...CLUSTER_READS, 'tests/drills/rollback.ts'];
const CONNECTIONS = 5;
/** How long each change is watched: longer than the bar for sites that are not told. */
const SETTLE_MS = 6_000;

export const help = `rollback [--rounds 10] [--no-redis] [--reset]
    rolls the model back and promotes it again, in turns on two sites, while autocannon asks both of them`;

const SECTION = `Two sites on one PostgreSQL, each asked by autocannon over ${CONNECTIONS} connections, as fast as it answers, for predictions of
five articles and for the rankings. In turns the ranker is rolled back on one site and made live again on the other,
over HTTP. *Here*: from the question until the last answer of the site that did it which named another version (bar 1 s).
*Elsewhere*: the same of the other site (bar 5 s, with Redis 1 s). Failed: any other status than 2xx, refused or reset
connections, and answers that took over 2 s; bar 0.

| sites | changes | requests | failed | here p50 / max | elsewhere p50 / max | answers p50 / p99 / max | bars | commit | duration |
|---|---|---|---|---|---|---|---|---|---|`;

const OPTIONS = { rounds: { type: 'string' }, 'no-redis': { type: 'boolean' }, reset: { type: 'boolean' } };
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
const figures = (numbers) => `${median(numbers)} / ${Math.max(...numbers)} ms`;

const say = ({ what, site, modelVersion, answeredMs, hereMs, elsewhereMs }) =>
  console.log(
    `${what} at ${site}: ${modelVersion} live, answered after ${answeredMs} ms, here after ${hereMs} ms, elsewhere after ${elsewhereMs} ms`
  );

export const run = async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const rounds = wholeNumber('rounds', values.rounds ?? '10', 1);
  const redis = values['no-redis'] !== true;
  const prepared = await prepareCluster('rollback', hashOfCode(READS), { redis, reset: values.reset });
  const { requireTs, folder, databases, redis: redisServer, postgres } = prepared;
  const { startCluster } = requireTs('../tests/helpers/cluster/cluster.ts');
  const { readSite } = requireTs('../tests/helpers/cluster/seeded.ts');
  const { learnAt } = requireTs('../tests/helpers/cluster/night.ts');
  const { runRollback, HERE_MS, ELSEWHERE_MS, ELSEWHERE_REDIS_MS } = requireTs('../tests/drills/rollback.ts');

  await databases.drop('rollback');
  const database = await seededCopy(prepared, 'rollback');
  const knex = database.connect();
  const site = await readSite(knex);
  const cluster = await step('Starting 2 sites', () =>
    startCluster({
      sites: 2,
      workers: 0,
      database,
      redisUrl: redisServer?.url() ?? null,
      folder: path.join(folder, 'sites'),
    })
  );
  await step('Learning a second time', () => learnAt(cluster.sites[0]));
  const started = performance.now();
  const { changes, failures, loads } = await runRollback(cluster, site, {
    rounds,
    settleMs: SETTLE_MS,
    connections: CONNECTIONS,
  });
  const minutes = (performance.now() - started) / 60_000;
  await cluster.stop();
  await knex.destroy();
  await redisServer?.stop();
  await postgres.stop();

  for (const change of changes) say(change);
  for (const failure of failures) console.log(failure);
  const here = changes.map(({ hereMs }) => hereMs);
  const elsewhere = changes.map(({ elsewhereMs }) => elsewhereMs);
  const failed = loads.reduce((sum, each) => sum + each.failed, 0);
  const kept =
    failed === 0 &&
    failures.length === 0 &&
    Math.max(...here) <= HERE_MS &&
    Math.max(...elsewhere) <= (redis ? ELSEWHERE_REDIS_MS : ELSEWHERE_MS);
  writeDoc('rollback', SECTION, [
    `2, ${redis ? 'Redis' : 'no Redis'}`,
    changes.length,
    loads.reduce((sum, { answered }) => sum + answered, 0).toLocaleString('en'),
    failed,
    figures(here),
    figures(elsewhere),
    ['p50', 'p99', 'max'].map((name) => Math.max(...loads.map((each) => each[name]))).join(' / ') + ' ms',
    kept ? 'kept' : 'not kept',
    commitOf(READS),
    `${minutes.toFixed(1)} min`,
  ]);
  console.log(`${failed} failed requests, bars ${kept ? 'kept' : 'NOT kept'}`);
  return kept;
};
