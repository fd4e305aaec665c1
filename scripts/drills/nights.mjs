/** Nights in which a process dies. The drill itself: tests/drills/nights.ts. */
import { parseArgs } from 'node:util';

import { step } from '../lib.mjs';
import { CLUSTER_READS, prepareCluster, seededCopy } from './support/cluster.mjs';
import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { wholeNumber } from './support/flags.mjs';
import { keptResults } from './support/kept.mjs';

const READS = [...CLUSTER_READS, 'tests/drills/nights.ts', 'tests/drills/nights-checks.ts'];
const LEASE_SECONDS = 5;

export const help = `nights [--nights 100] [--from 1] [--seed 1] [--sites 3] [--workers 1] [--no-redis] [--reset]
    several processes are woken for the same nights, and one of them is killed in each: every night must count once`;

const SECTION = `Processes on one PostgreSQL, all woken for the same night at the same moment; one random process is killed -9 at a random
moment of the night and restarted within three seconds. A lease lasts ${LEASE_SECONDS} s. A night is right when there is one run for it
and it succeeded, each kind of model was kept once, what it promoted is live and took the place of one other version, no
reader who asked a living site for its health or a prediction every 150 ms got an error, an answer without a model or had
to wait for 2 s, and all sites name the same version within 5 s of the promotion. *Taken over*: nights whose run was begun
by one process and ended by another.

| processes | seed | nights | right | killed while at work | taken over | night p50 / max | one version after p50 / max | requests, failed | slowest | commit | duration |
|---|---|---|---|---|---|---|---|---|---|---|---|`;

const OPTIONS = {
  nights: { type: 'string' },
  from: { type: 'string' },
  seed: { type: 'string' },
  sites: { type: 'string' },
  workers: { type: 'string' },
  'no-redis': { type: 'boolean' },
  reset: { type: 'boolean' },
};

const readFlags = (args) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const redis = values['no-redis'] !== true;
  return {
    nights: wholeNumber('nights', values.nights ?? '100', 1),
    from: wholeNumber('from', values.from ?? '1', 1),
    seed: wholeNumber('seed', values.seed ?? '1', 0),
    sites: wholeNumber('sites', values.sites ?? '3', 1),
    workers: wholeNumber('workers', values.workers ?? (redis ? '1' : '0'), 0),
    redis,
    reset: values.reset ?? false,
  };
};

const say = ({ night, victim, killedAfterMs, step: at, hadRun, attempts, durationMs, lagMs, failures }) => {
  const death = `${victim} died after ${killedAfterMs} ms${at === null ? '' : `, at "${at}"`}${hadRun ? ', at work' : ''}`;
  console.log(
    `night ${night}: ${death}; ${durationMs} ms, ${attempts} at it, one version after ${lagMs} ms: ${failures.length === 0 ? 'right' : 'WRONG'}`
  );
  for (const failure of failures) console.log(`    ${failure}`);
};

const atShare = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))];
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

const report = (flags, results) => {
  const { sites, workers, redis, seed, from } = flags;
  const right = results.filter(({ failures }) => failures.length === 0).length;
  const durations = results.map(({ durationMs }) => durationMs);
  const lags = results.map(({ lagMs }) => lagMs);
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
  const wrongAnswers = results.flatMap(({ failures }) =>
    failures.filter((one) => / answered | predicts | says /.test(one))
  );
  writeDoc('nights', SECTION, [
    `${sites} sites${workers > 0 ? `, ${workers} worker` : ''}, ${redis ? 'Redis' : 'no Redis'}`,
    seed,
    `${from}-${from + results.length - 1}`,
    `${right} of ${results.length}`,
    results.filter(({ hadRun }) => hadRun).length,
    results.filter(({ attempts }) => attempts > 1).length,
    `${seconds(atShare(durations, 0.5))} / ${seconds(Math.max(...durations))}`,
    `${seconds(atShare(lags, 0.5))} / ${seconds(Math.max(...lags))}`,
    `${sum(results.map(({ requests }) => requests)).toLocaleString('en')}, ${wrongAnswers.length}`,
    `${Math.max(...results.map(({ slowestMs }) => slowestMs))} ms`,
    commitOf(READS),
    `${Math.round(sum(results.map(({ seconds: each }) => each)) / 60)} min`,
  ]);
  console.log(`${right} of ${results.length} nights right`);
  return right === results.length;
};

/** Nights in which nobody dies, before the others. */
const QUIET_NIGHTS = [-2, -1, 0];
/** Deaths fall into the time that so many of the last nights took which one process did alone. */
const RECENT = 9;

const playQuietNights = async (kept, quietNight) => {
  for (const night of QUIET_NIGHTS) {
    const { failures } = kept.get(night) ?? kept.add(night, await quietNight(night));
    if (failures.length > 0) throw new Error(`a night in which nobody dies goes wrong: ${failures.join('; ')}`);
  }
};

const usualMsBefore = (kept, night) => {
  const durations = [];
  for (let before = night - 1; before >= QUIET_NIGHTS[0] && durations.length < RECENT; before--) {
    const { attempts, durationMs } = kept.get(before) ?? {};
    if (attempts === 1) durations.push(durationMs);
  }
  return atShare(durations, 0.5);
};

export const run = async (args) => {
  const flags = readFlags(args);
  const { nights, from, seed, sites, workers, redis, reset } = flags;
  const variant = `nights-${sites}-${workers}-${redis ? 'redis' : 'alone'}-${seed}`;
  const hash = hashOfCode(READS);
  const kept = keptResults(variant, hash);
  const wanted = Array.from({ length: nights }, (_, at) => from + at);

  if (wanted.some((night) => kept.get(night) === undefined)) {
    const prepared = await prepareCluster(variant, hash, { redis, reset });
    const { requireTs, folder, redis: redisServer } = prepared;
    const { startCluster } = requireTs('../tests/helpers/cluster/cluster.ts');
    const { readSite } = requireTs('../tests/helpers/cluster/seeded.ts');
    const { runNight } = requireTs('../tests/drills/nights.ts');

    const database = await seededCopy(prepared, 'nights');
    const knex = database.connect();
    const cluster = await step(`Starting ${sites} sites and ${workers} workers`, () =>
      startCluster({
        sites,
        workers,
        database,
        redisUrl: redisServer?.url() ?? null,
        folder,
        config: { jobs: { leaseSeconds: LEASE_SECONDS } },
      })
    );
    const scene = { cluster, knex, site: await readSite(knex) };
    await playQuietNights(kept, (night) => runNight(scene, { night, seed, usualMs: 0, dies: 'nobody' }));
    for (const night of wanted.filter((each) => kept.get(each) === undefined)) {
      const started = performance.now();
      const result = await runNight(scene, { night, seed, usualMs: usualMsBefore(kept, night) });
      say(kept.add(night, { ...result, seconds: (performance.now() - started) / 1000 }));
    }
    await cluster.stop();
    await knex.destroy();
    await redisServer?.stop();
    await prepared.postgres.stop();
  }
  return report(
    flags,
    wanted.map((night) => kept.get(night))
  );
};
