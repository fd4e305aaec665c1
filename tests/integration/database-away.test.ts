/** PostgreSQL goes away and comes back under a running site: nobody waits, nobody is told a lie, nothing is lost. */
import type { Core } from '@strapi/strapi';
import createKnex, { type Knex } from 'knex';
import request from 'supertest';

import { LIMITS } from '../../server/src/config/defaults';
import type { JournalAnswer } from '../../server/src/contracts/admin';
import { adminJwt, apiToken, grantPublic } from '../helpers/credentials';
import { type Lane, LANES, nameOf, type Route, routesOf, rowOf } from '../helpers/permission-matrix';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { SITE_ENGINES, type SiteDatabase } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';
import { type TcpGate, tcpGate } from '../helpers/tcp-gate';

const url = process.env['FORESIGHT_POSTGRES_URL'];
const engine = SITE_ENGINES.find(({ name }) => name === 'PostgreSQL');
/** What the issue allows: no request hangs longer. */
const LONGEST_MS = 2_000;
/** A machine with other things to do. */
const SLACK_MS = 5_000;

const withPostgres = engine ? describe : describe.skip;
if (!engine) console.log('skipped: an outage of PostgreSQL (set FORESIGHT_POSTGRES_URL)');

withPostgres('while PostgreSQL is away', () => {
  let direct: Knex;
  let gate: TcpGate;
  let database: SiteDatabase;
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let bearers: Record<Lane, string>;
  let key: string;
  let documentId: string;
  let lastEvent = 0;

  beforeAll(async () => {
    const server = new URL(url ?? '');
    direct = createKnex({ client: 'pg', connection: url ?? '', pool: { min: 0, max: 2 } });
    database = await engine!.create();
    gate = await tcpGate({ host: server.hostname, port: Number(server.port || 5432) });
    server.hostname = '127.0.0.1';
    server.port = String(gate.port);
    booted = await bootStrapi(
      {
        FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' }, rateLimit: false }),
      },
      { env: { ...database.env, DATABASE_URL: server.href }, drop: () => database.drop() }
    );
    app = booted.app;
    Object.assign(app.log, { silent: true });
    bearers = { 'content-api': await apiToken(app, 'full-access'), admin: await adminJwt(app, 'strapi-super-admin') };
    await grantPublic(app, 'plugin::foresight.ranking.find');
    const [first] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
    key = first?.publishableKey ?? '';
    ({ documentId } = await documents(app, ARTICLE).create({
      locale: 'en',
      status: 'published',
      data: { title: 'Read through the storm', body: 'Words. '.repeat(30) },
    }));
    await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
    expect((await collect(event())).status).toBe(200);
  }, 120_000);

  afterAll(async () => {
    await gate?.open();
    await booted?.stop();
    await database?.drop();
    await direct?.destroy();
    await gate?.close();
  }, 60_000);

  const event = () => ({ eventId: `through-the-storm-${++lastEvent}`, type: 'view', documentId, locale: 'en' });
  const collect = (one: object) =>
    request(booted.http)
      .post('/api/foresight/events')
      .send({ key, ...one });
  const call = (lane: Lane, route: Route) => {
    const { url: path, body } = rowOf(route);
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
    const asked = request(booted.http)[method](`${LANES[lane]}${path}`).set('Authorization', `Bearer ${bearers[lane]}`);
    return body === undefined ? asked : asked.send(body);
  };
  const timed = async <T>(work: PromiseLike<T>): Promise<[T, number]> => {
    const started = performance.now();
    const done = await work;
    return [done, performance.now() - started];
  };
  /** Every route at once: one after the other would take a minute. */
  const askAll = () =>
    Promise.all(
      (Object.keys(LANES) as Lane[]).flatMap((lane) =>
        routesOf(app, lane).map(async (route) => {
          const [{ status, body, headers }, ms] = await timed(call(lane, route));
          return { name: nameOf(route), status, code: body.error?.details?.code, retry: headers['retry-after'], ms };
        })
      )
    );
  /** Outages in the journal, newest first. */
  const incidents = async (): Promise<JournalAnswer['data']> => {
    const { body } = await request(booted.http)
      .get('/foresight/journal?kind=incident&pageSize=100')
      .set('Authorization', `Bearer ${bearers.admin}`);
    return ((body as JournalAnswer).data ?? []).filter(({ code }) => code === 'database-away');
  };
  const back = async (): Promise<void> => {
    await gate.open();
    for (const end = performance.now() + 15_000; performance.now() < end;) {
      const { status } = await request(booted.http).get('/api/foresight/rankings');
      if (status === 200 && (await incidents()).length > outages) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the site did not come back');
  };
  let outages = 0;

  it.each([
    ['refuses connections', () => gate.shut()],
    ['no longer answers', () => gate.silence()],
  ])(
    'and %s, every route says so within two seconds',
    async (_, goAway) => {
      outages = (await incidents()).length;
      await goAway();
      const answers = await askAll();
      const late = answers.filter(({ ms }) => ms > LONGEST_MS + SLACK_MS);
      expect(late).toEqual([]);
      const unavailable = answers.filter(({ status }) => status === 503);
      for (const { name, code, retry } of unavailable) {
        expect([name, ['DATABASE_UNAVAILABLE', 'TIMED_OUT'].includes(code), Number(retry) > 0]).toEqual([
          name,
          true,
          true,
        ]);
      }
      // All but the tracker need the database to know who asks, or what to answer.
      const others = answers.filter(({ status }) => status !== 503);
      expect(others.map(({ name, status }) => [name, status])).toEqual([
        ['GET /tracker.js', 200],
        ['GET /tracker.json', 200],
      ]);

      // Without credentials Strapi would say 401, as if it had looked.
      const [publicly, ms] = await timed(request(booted.http).get('/api/foresight/rankings'));
      expect([publicly.status, ms < LONGEST_MS + SLACK_MS]).toEqual([503, true]);
      await back();

      const [outage] = await incidents();
      expect(outage).toMatchObject({ kind: 'incident', code: 'database-away', level: 'danger', actor: null });
      expect(Date.parse(outage?.endedAt ?? '')).toBeGreaterThan(Date.parse(outage?.at ?? ''));
      // One incident, however many requests met it.
      expect(await incidents()).toHaveLength(outages + 1);
    },
    60_000
  );

  it('an event is acknowledged only when it is kept, and may be sent again', async () => {
    outages = (await incidents()).length;
    const [kept, lost] = [event(), event()];
    expect((await collect(kept)).body.data).toMatchObject({ accepted: 1 });
    await gate.shut();
    const [{ status, body }, ms] = await timed(collect(lost));
    expect([status, body.error.details.code, ms < LONGEST_MS + SLACK_MS]).toEqual([503, 'DATABASE_UNAVAILABLE', true]);
    await back();
    expect((await collect(lost)).body.data).toMatchObject({ accepted: 1, duplicate: 0 });
    expect((await collect(lost)).body.data).toMatchObject({ accepted: 0, duplicate: 1 });
    expect((await collect(kept)).body.data).toMatchObject({ accepted: 0, duplicate: 1 });
  }, 60_000);

  it('connections that are ended one by one cost a retry at most, and are no outage', async () => {
    const before = (await incidents()).length;
    const end = () =>
      direct.raw(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query like ?',
        [`%${database.env['DATABASE_SCHEMA']}%`]
      );
    for (let turn = 0; turn < 5; turn++) {
      await end();
      const { status } = await request(booted.http).get('/api/foresight/rankings');
      expect([200, 503]).toContain(status);
    }
    await new Promise((resolve) => setTimeout(resolve, LIMITS.databasePingMs));
    expect((await request(booted.http).get('/api/foresight/rankings')).status).toBe(200);
    expect(await incidents()).toHaveLength(before);
  });
});
