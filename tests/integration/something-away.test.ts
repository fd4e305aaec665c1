/** A thread that does not answer, and a database file that another program holds: said with 503, in time. */
import type { Core } from '@strapi/strapi';
import createKnex from 'knex';
import request from 'supertest';

import { LIMITS } from '../../server/src/config/defaults';
import { adminJwt, apiToken } from '../helpers/credentials';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const SLACK_MS = 5_000;

let booted: BootedStrapi;
let app: Core.Strapi;
let token: string;
let admin: string;
let key: string;
let documentId: string;

beforeAll(async () => {
  booted = await bootStrapi({
    FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } }),
  });
  app = booted.app;
  token = await apiToken(app, 'full-access');
  admin = await adminJwt(app, 'strapi-super-admin');
  const [first] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
  key = first?.publishableKey ?? '';
  ({ documentId } = await documents(app, ARTICLE).create({
    locale: 'en',
    status: 'published',
    data: { title: 'Ten harbour walks', body: 'Words. '.repeat(30) },
  }));
  await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
});
afterAll(() => booted.stop());

const timed = async <T>(work: PromiseLike<T>): Promise<[T, number]> => {
  const started = performance.now();
  const done = await work;
  return [done, performance.now() - started];
};

it('a thread that does not answer keeps nobody waiting, and its site goes on', async () => {
  const workers = foresight<{ run: unknown }>(app, 'workers');
  const { run } = workers;
  workers.run = () => new Promise(() => undefined);
  foresight<{ forget(): void }>(app, 'articles').forget();
  const asked = [
    request(booted.http)
      .post('/api/foresight/classify')
      .set('Authorization', `Bearer ${token}`)
      .send({ text: 'Words' }),
    request(booted.http).get('/api/foresight/rankings').set('Authorization', `Bearer ${token}`),
    request(booted.http).get('/foresight/overview').set('Authorization', `Bearer ${admin}`),
    request(booted.http).get(`/foresight/panel/${ARTICLE}/${documentId}`).set('Authorization', `Bearer ${admin}`),
  ];
  for (const [{ status, body }, ms] of await Promise.all(asked.map(timed))) {
    expect([status, body.error.details.code]).toEqual([503, 'TIMED_OUT']);
    expect(ms).toBeLessThan(LIMITS.requestMs + SLACK_MS);
  }
  // What needs no thread is answered meanwhile.
  expect((await request(booted.http).get('/api/foresight/health')).status).toBe(200);
  workers.run = run;
});

it('a locked file is said to be one, and an event that was not kept may be sent again', async () => {
  const other = createKnex({
    client: 'better-sqlite3',
    connection: { filename: booted.database.env['DATABASE_FILENAME'] ?? '' },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await other.raw('begin immediate');
  // SQLite waits for a lock inside its driver, and with it the whole process, which may not take minutes here.
  await app.db.connection.raw('pragma busy_timeout = 250');
  Object.assign(app.log, { silent: true });
  const event = { key, eventId: 'through-the-lock-1', type: 'view', documentId, locale: 'en' };
  const send = () => request(booted.http).post('/api/foresight/events').send(event);
  const { status, body, headers } = await send();
  expect([status, body.error.details.code, headers['retry-after']]).toEqual([503, 'DATABASE_UNAVAILABLE', '5']);
  await other.raw('rollback');
  await other.destroy();
  const again = await send();
  expect([again.status, again.body.data]).toEqual([200, expect.objectContaining({ accepted: 1, duplicate: 0 })]);
});
