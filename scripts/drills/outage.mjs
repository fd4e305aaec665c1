/** What a site does while something it needs is away, or lies. The scenes: tests/drills/outage. */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { CLUSTER_READS, prepareCluster, seededCopy } from './support/cluster.mjs';
import { commitOf, hashOfCode } from './support/code.mjs';
import { writeDoc } from './support/doc.mjs';
import { keptResults } from './support/kept.mjs';

const READS = [...CLUSTER_READS, 'tests/drills/outage', 'tests/drills/nights-checks.ts', 'tests/drills/rollback.ts'];

export const help = `outage [--scene NAME]... [--reset]
    plays scenes in which Redis, PostgreSQL, a thread, a job, a clock or a model fails, before readers and writers`;

const SECTION = `Real processes on servers of their own. In every scene each site is asked for its health and a prediction every 150 ms, and
sent events all the time; a batch that is not acknowledged is sent again. A scene is right when no request took over 2 s,
nothing but 503 was answered and that only while PostgreSQL was away, each acknowledged event is there exactly once
afterwards, a model answered throughout, the work that was cut off was done once, and the journal says what happened.

| scene | right | requests, 503 | slowest | events acknowledged, lost, doubled | the journal says | commit | duration |
|---|---|---|---|---|---|---|---|`;

const say = (name, { failures, requests, slowestMs, acknowledged, told, seconds }) => {
  const figures = `${requests} requests, slowest ${slowestMs} ms, ${acknowledged} events, journal: ${told.join(', ')}`;
  console.log(`${name}: ${failures.length === 0 ? 'right' : 'WRONG'}; ${figures}; ${Math.round(seconds)} s`);
  const often = new Map();
  for (const failure of failures) {
    const kind = failure.replaceAll(/\d+ ms/g, '… ms');
    often.set(kind, [...(often.get(kind) ?? []), failure]);
  }
  for (const all of often.values())
    console.log(`    ${all[0]}${all.length > 1 ? ` (and ${all.length - 1} like it)` : ''}`);
};

const report = (name, result) =>
  writeDoc('outage', SECTION, [
    name,
    result.failures.length === 0 ? 'yes' : `no: ${result.failures.length} findings`,
    `${result.requests}, ${result.unavailable}`,
    `${result.slowestMs} ms`,
    `${result.acknowledged}, ${result.lost}, ${result.doubled}`,
    result.told.join(', '),
    commitOf(READS),
    `${Math.round(result.seconds)} s`,
  ]);

export const run = async (args) => {
  const { values } = parseArgs({
    args,
    options: { scene: { type: 'string', multiple: true }, reset: { type: 'boolean' } },
  });
  const hash = hashOfCode(READS);
  const kept = keptResults('outage', hash);
  const prepared = await prepareCluster('outage', hash, { redis: true, reset: values.reset });
  const { requireTs, folder, databases, redis, postgres } = prepared;
  const { SCENES, runScene } = requireTs('../tests/drills/outage/index.ts');
  const names = SCENES.map(({ name }) => name);
  const wanted = values.scene ?? names;
  for (const name of wanted) if (!names.includes(name)) throw new Error(`--scene: expected one of ${names.join(', ')}`);

  let allRight = true;
  for (const scene of SCENES.filter(({ name }) => wanted.includes(name))) {
    let result = kept.get(scene.name);
    if (result === undefined) {
      const copy = `outage_${scene.name.replaceAll('-', '_')}`;
      await databases.drop(copy);
      const database = await seededCopy(prepared, copy);
      await redis.restart();
      const started = performance.now();
      const played = await runScene(scene, {
        database,
        servers: { postgres, redis },
        folder: path.join(folder, 'scenes'),
      });
      result = kept.add(scene.name, { ...played, seconds: (performance.now() - started) / 1000 });
      report(scene.name, result);
      await databases.drop(copy);
    }
    say(scene.name, result);
    allRight &&= result.failures.length === 0;
  }
  await redis.stop();
  await postgres.stop();
  return allRight;
};
