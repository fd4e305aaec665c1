/** How many requests each caller of the REST API has. */
import type { Core } from '@strapi/strapi';
import request, { type Response } from 'supertest';

import { apiToken, grantPublic } from '../helpers/credentials';
import { readerWith } from '../helpers/roles';
import { foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const BURST = 10;
const PER_SECOND = 4;
const COMPUTE_BURST = 3;
const RANKINGS = '/api/foresight/rankings';

let booted: BootedStrapi;
let app: Core.Strapi;

const get = (url: string, token: string | null = null, headers: Record<string, string> = {}) => {
  const asked = request(booted.http).get(url).set(headers);
  return token === null ? asked : asked.set('Authorization', `Bearer ${token}`);
};
const inTurn = async (count: number, ask: (at: number) => PromiseLike<Response>): Promise<Response[]> => {
  const answers: Response[] = [];
  for (let at = 0; at < count; at++) answers.push(await ask(at));
  return answers;
};
const allowed = (answers: readonly Response[]): number => answers.filter(({ status }) => status === 200).length;
/** Asks until it is refused, at most so often. */
const spend = async (ask: () => PromiseLike<Response>, most = 3 * BURST): Promise<Response[]> => {
  const answers: Response[] = [];
  while (answers.length < most && answers[answers.length - 1]?.status !== 429) answers.push(await ask());
  return answers;
};
const reader = () => apiToken(app, 'read-only');

beforeAll(async () => {
  booted = await bootStrapi({
    FORESIGHT_CONFIG: JSON.stringify({
      schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
      rateLimit: { burst: BURST, perSecond: PER_SECOND, computeBurst: COMPUTE_BURST, computePerSecond: 0.1 },
    }),
  });
  app = booted.app;
  await grantPublic(app, 'plugin::foresight.ranking.find');
});
afterAll(() => booted.stop());

it('allows a burst, then says when there is more, and keeps its word', async () => {
  const token = await reader();
  const answers = await spend(() => get(RANKINGS, token));
  // While asking, some come back: a busy machine may take a second for ten requests.
  expect(allowed(answers)).toBeGreaterThanOrEqual(BURST);
  const refused = answers[answers.length - 1] as Response;
  expect(refused.status).toBe(429);
  expect(refused.body.error).toMatchObject({ status: 429, details: { code: 'RATE_LIMITED' } });
  expect(refused.headers).toMatchObject({
    'retry-after': '1',
    'ratelimit-limit': String(BURST),
    'ratelimit-remaining': '0',
    'ratelimit-reset': String(Math.ceil(BURST / PER_SECOND)),
  });
  await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(refused.headers['retry-after'])));
  expect((await get(RANKINGS, token)).status).toBe(200);
});

it('says with every answer what is left', async () => {
  const { headers } = await get(RANKINGS, await reader());
  expect(headers).toMatchObject({ 'ratelimit-limit': String(BURST), 'ratelimit-remaining': String(BURST - 1) });
});

it('counts each token, each reader and each network for itself', async () => {
  const [greedy, modest] = [await reader(), await reader()];
  const session = await readerWith(app, 'greedy', ['plugin::foresight.ranking.find']);
  await spend(() => get(RANKINGS, greedy));
  await spend(() => get(RANKINGS, session));
  expect((await get(RANKINGS, modest)).status).toBe(200);
  expect((await get(RANKINGS)).status).toBe(200);
});

it('is not misled by a forwarded address, for no proxy is trusted here', async () => {
  let at = 0;
  const answers = await spend(() => get(RANKINGS, null, { 'X-Forwarded-For': `198.51.${at++}.7` }));
  expect(answers[answers.length - 1]?.status).toBe(429);
});

it('has less of what costs a thread, and that apart', async () => {
  const token = await apiToken(app, 'full-access');
  const classify = () =>
    request(booted.http)
      .post('/api/foresight/classify')
      .set('Authorization', `Bearer ${token}`)
      .send({ text: 'Ferries leave at dawn.' });
  const answers = await inTurn(COMPUTE_BURST + 1, classify);
  expect(answers.map(({ status }) => status)).toEqual([...new Array(COMPUTE_BURST).fill(200), 429]);
  expect(Number(answers[COMPUTE_BURST]?.headers['retry-after'])).toBeGreaterThan(5);
  expect((await get(RANKINGS, token)).status).toBe(200);
});

it('never keeps a health check from its answer because of what else the network asks', async () => {
  await spend(() => get(RANKINGS));
  expect((await get('/api/foresight/health')).status).toBe(200);
});

it('counts what is refused for its parameters, and not what is not let in', async () => {
  const token = await reader();
  const answers = await spend(() => get(`${RANKINGS}?limit=0`, token));
  expect(answers.map(({ status }) => status)).toEqual([...answers.slice(1).map(() => 400), 429]);
  const strangers = await inTurn(BURST + 5, () => get(RANKINGS, 'no-such-token'));
  expect(strangers.every(({ status }) => status === 401)).toBe(true);
});

it('is shared by several processes: each gives out its part', async () => {
  const processes = foresight<{ siteCount(): number }>(app, 'processes');
  const [own] = await app.db.connection('foresight_processes').select('*');
  const { id, ...row } = own as Record<string, unknown>;
  await app.db.connection('foresight_processes').insert({
    ...row,
    id: Number(id) + 1,
    process_id: 'another#1#x',
    host: 'another',
    beat_at: Date.now() + 60_000,
  });
  for (const end = performance.now() + 15_000; processes.siteCount() < 2 && performance.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect((await get(RANKINGS, await reader())).headers['ratelimit-limit']).toBe(String(BURST / 2));
  // Browsers' events as well: alone, this process would let a burst of 200 in.
  const events = await spend(() => request(booted.http).post('/api/foresight/events').send({}), 180);
  expect(events[events.length - 1]?.body.error.details.code).toBe('RATE_LIMITED');
  await app.db.connection('foresight_processes').where('process_id', 'another#1#x').delete();
}, 30_000);
