/** A process dies by kill -9 in the middle of a training: what was live serves on, and after the restart the run is taken over. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

import request from 'supertest';

import type { RunSummary } from '../../server/src/contracts/admin';
import { GetHealth, GetRankings } from '../../server/src/contracts/serving';
import { TABLES } from '../../server/src/repositories/tables';
import { adminJwt, apiToken } from '../helpers/credentials';
import { train } from '../helpers/runs';
import { cover, DAY_MS, publishArticles, sendEvents, trainByHand, viewsOf } from '../helpers/small-site';
import { SITE_ENGINES, type SiteDatabase } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const DAYS = 90;
const QUIET = { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' };
/** So many trees that the training can be met in the middle. */
const SLOW = { ranker: { nEstimators: 1000 }, schedule: QUIET, jobs: { leaseSeconds: 3 } };
/** Looks for runs left behind every second. On PostgreSQL the lease must run out: its holder may be on any machine. */
const QUICK = { ranker: { nEstimators: 30 }, schedule: QUIET, jobs: { leaseSeconds: 3 } };
const LONGEST_MS = 60_000;

interface Line {
  readonly runId?: string;
  readonly status?: RunSummary['status'];
  readonly progress?: RunSummary['progress'];
  readonly error?: string;
}

const boot = (database: SiteDatabase): Promise<BootedStrapi> =>
  bootStrapi({ FORESIGHT_CONFIG: JSON.stringify(QUICK) }, database);

/** What readers and editors get, for comparing before and after. */
const answers = async ({ http }: BootedStrapi, token: string) => {
  const ask = () =>
    request(http).get('/api/foresight/rankings?limit=100&days=90').set('Authorization', `Bearer ${token}`);
  let { status, body } = await ask();
  // A process that has just started on a busy machine may say 503 and when to come again.
  for (let again = 0; status === 503 && again < 10; again++) ({ status, body } = await ask());
  const { data, meta } = GetRankings.response.parse(body);
  return {
    modelVersion: meta.modelVersion,
    fallback: meta.fallback,
    documents: data.map(({ documentId }) => documentId),
  };
};

const exited = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

/** Starts a training in a process of its own and kills that process once it is learning. Resolves with the run's id. */
const killMidway = async (database: SiteDatabase): Promise<string> => {
  const child = spawn(process.execPath, [path.resolve(__dirname, '../helpers/training-process.cjs')], {
    env: { ...process.env, ...database.env, FORESIGHT_CONFIG: JSON.stringify(SLOW) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = exited(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  let runId = '';
  const seen: string[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    if (!text.startsWith('{')) continue;
    const line = JSON.parse(text) as Line;
    seen.push(text);
    if (line.progress && ['features', 'evaluating', 'fitting'].includes(line.progress.step)) {
      runId = line.runId ?? '';
      child.kill('SIGKILL');
      break;
    }
  }
  clearTimeout(timer);
  expect(await end).toBe('SIGKILL');
  if (runId === '') throw new Error(`the training was not met in the middle: ${seen.join(' ')}`);
  return runId;
};

/** The run once it has ended. */
const ended = async ({ http }: BootedStrapi, jwt: string, runId: string): Promise<RunSummary> => {
  for (const end = performance.now() + LONGEST_MS; performance.now() < end;) {
    const { body } = await request(http).get(`/foresight/runs/${runId}`).set('Authorization', `Bearer ${jwt}`);
    const run = (body as { data: RunSummary }).data;
    if (!['queued', 'running'].includes(run.status)) return run;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the run ${runId} did not end within ${LONGEST_MS} ms`);
};

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let database: SiteDatabase;
  beforeAll(async () => {
    database = await engine.create();
  });
  afterAll(() => database.drop());

  it('serves the live model after a death in the middle of a training, and does what was left after the restart', async () => {
    const first = await boot(database);
    const now = Date.now();
    await trainByHand(first);
    const articles = await publishArticles(first, { articles: 150, days: DAYS, now, seed: 7 });
    await cover(first.app, now - (DAYS + 5) * DAY_MS, now);
    await sendEvents(first, viewsOf(articles, now, 11));
    const jwt = await adminJwt(first.app, 'strapi-super-admin');
    const token = await apiToken(first.app, 'read-only');
    expect((await train(first, jwt)).run.status).toBe('succeeded');
    const before = await answers(first, token);
    expect(before).toMatchObject({ modelVersion: 'ranker-1', fallback: null });
    await first.stop();

    const dead = await killMidway(database);

    const second = await boot(database);
    try {
      expect(await answers(second, token)).toEqual(before);
      const health = GetHealth.response.parse((await request(second.http).get('/api/foresight/health')).body);
      expect(health.data.status).toBe('healthy');
      expect(health.data.models.find(({ kind }) => kind === 'ranker')?.modelVersion).toBe('ranker-1');

      const asAdmin = await adminJwt(second.app, 'strapi-super-admin');
      const run = await ended(second, asAdmin, dead);
      expect(run).toMatchObject({ runId: dead, status: 'succeeded', attempts: 2 });
      expect(run.outcomes.map(({ kind }) => kind).sort()).toEqual(['performance-text', 'ranker', 'topic']);
      const live = run.outcomes.find(({ kind }) => kind === 'ranker');
      expect(await answers(second, token)).toMatchObject({
        modelVersion: live?.promoted === true ? live.modelVersion : 'ranker-1',
        fallback: null,
      });
      const { body } = await request(second.http).get('/api/foresight/health');
      expect(body.data).toMatchObject({ status: 'healthy', lastRun: { status: 'succeeded' } });

      // Nothing half-made is left: every version has its bytes, and there are no bytes without a version.
      const knex = second.app.db.connection;
      const rows: { kind: string; version_number: number }[] = await knex(TABLES.modelVersions);
      const chunks: string[] = await knex(TABLES.artifactChunks).distinct().pluck('model_version');
      expect(chunks.sort()).toEqual(rows.map(({ kind, version_number }) => `${kind}-${version_number}`).sort());
    } finally {
      await second.stop();
    }
  }, 180_000);
});
