/** Who reads an article: how they came, with what, for how long; kept after the events are gone. */
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import request from 'supertest';

import type { JournalAnswer, ReadersAnswer, Recompute } from '../../server/src/contracts/admin';
import { TABLES } from '../../server/src/repositories/tables';
import { toColumn } from '../../server/src/repositories/time';
import { adminJwt, apiToken } from '../helpers/credentials';
import { SITE_ENGINES } from '../helpers/site-databases';
import { ARTICLE, DAY_MS, documents, foresight, HOUR_MS } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';
import { until } from '../helpers/until';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

describe.each(SITE_ENGINES)('readers on $name', (engine) => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let key: string;
  let token: string;
  let jwt: string;
  let documentId: string;

  let lastId = 0;
  const event = (more: object) => ({
    eventId: `reader-event-${String(++lastId).padStart(8, '0')}`,
    documentId,
    locale: 'en',
    ...more,
  });
  const browse = (userAgent: string, events: object[]) =>
    request(booted.http).post('/api/foresight/events').set('User-Agent', userAgent).send({ key, events });
  const serve = (events: object[]) =>
    request(booted.http).post('/api/foresight/events').set('Authorization', `Bearer ${token}`).send({ events });
  const admin = (method: 'get' | 'post', path: string) =>
    request(booted.http)[method](`/foresight${path}`).set('Authorization', `Bearer ${jwt}`);
  const count = () => foresight<{ run(): Promise<unknown> }>(app, 'rollup').run();
  const readers = async (from: number, to: number): Promise<ReadersAnswer> => {
    const window = `from=${dateOf(from)}&to=${dateOf(to)}`;
    const { body } = await admin('get', `/articles/${ARTICLE}/${documentId}/readers?locale=en&${window}`).expect(200);
    return body as ReadersAnswer;
  };
  const knex = () => app.db.connection as Knex;

  beforeAll(async () => {
    booted = await bootStrapi(
      { FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } }) },
      engine
    );
    app = booted.app;
    jwt = await adminJwt(app, 'strapi-super-admin');
    token = await apiToken(app, 'custom', ['plugin::foresight.event.create']);
    const [first] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
    key = first?.publishableKey ?? '';
    ({ documentId } = await documents(app, ARTICLE).create({
      locale: 'en',
      status: 'published',
      data: { title: 'Read by many', body: 'Words. '.repeat(30) },
    }));
    await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
  });
  afterAll(() => booted.stop());

  it('are told apart by how they came and with what, of which nothing but the word is kept', async () => {
    const page = 'https://garden.example/beds';
    await browse(IPHONE, [
      event({ type: 'view', url: page, referrer: 'https://www.google.com/?q=secret' }),
      event({ type: 'engagement', value: 9_000, properties: { scroll: 0.3 } }),
      event({ type: 'engagement', value: 11_000, properties: { scroll: 0.8 } }),
    ]).expect(200);
    await browse(FIREFOX, [event({ type: 'view', url: `${page}?utm_source=letter-77`, referrer: '' })]).expect(200);
    await serve([event({ type: 'view' })]).expect(200);

    const rows = (await knex()(TABLES.events).select('*')) as Record<string, unknown>[];
    expect(JSON.stringify(rows)).not.toMatch(/secret|garden\.example|letter-77|Mozilla|google/);
    await count();
    const { data, meta } = await readers(Date.now() - DAY_MS, Date.now() + DAY_MS);
    expect(data).toMatchObject({ views: 3, unknownBuckets: 0, visitors: { estimate: 2 } });
    expect(data.sources).toMatchObject({ search: 1, campaign: 1, direct: 0, unknown: 1 });
    expect(data.devices).toMatchObject({ mobile: 1, desktop: 1, unknown: 1 });
    expect(data.engaged.readers).toBe(1);
    expect(Math.abs((data.engaged.spread?.p50 ?? 0) - 20_000)).toBeLessThanOrEqual(400);
    expect(data.scroll.spread?.p50).toBe(0.8);
    expect(meta).toMatchObject({ engagedError: 0.02, scrollError: 0.01 });
  });

  it('are asked for by days of the calendar, not too many of them', async () => {
    const asked = async (from: string, to: string, type = ARTICLE) => {
      const { status, body } = await admin('get', `/articles/${type}/${documentId}/readers?from=${from}&to=${to}`);
      return [status, (body as { error?: { details?: { code?: string } } }).error?.details?.code];
    };
    expect(await asked('2026-01-01', '2026-01-01')).toEqual([200, undefined]);
    expect(await asked('2026-01-02', '2026-01-01')).toEqual([400, 'INVALID_REQUEST']);
    expect(await asked('2025-01-01', '2026-06-01')).toEqual([400, 'INVALID_REQUEST']);
    expect(await asked('2026-02-30', '2026-03-01')).toEqual([400, 'INVALID_REQUEST']);
    expect(await asked('yesterday', '2026-03-01')).toEqual([400, 'INVALID_REQUEST']);
    expect(await asked('2026-01-01', '2026-01-01', 'api::nothing.nothing')).toEqual([404, 'NOT_FOUND']);
  });

  it('of a window are counted again when an administrator says so, and the journal knows who', async () => {
    await knex()(TABLES.rollups).where('granularity', 'day').update({ views: 1_000 });
    const window = {
      from: new Date(Date.now() - HOUR_MS).toISOString(),
      to: new Date(Date.now() + HOUR_MS).toISOString(),
    };
    const refused = [
      {},
      { from: window.to, to: window.from },
      { ...window, also: 1 },
      { from: '2999-01-01T00:00:00Z', to: '2999-01-02T00:00:00Z' },
    ];
    for (const body of refused) await admin('post', '/recompute').send(body).expect(400);
    const { body } = await admin('post', '/recompute').send(window).expect(202);
    expect((body as { data: Recompute }).data).toMatchObject({ status: expect.stringMatching(/queued|running|done/) });

    const latest = async () => ((await admin('get', '/recompute').expect(200)).body as { data: Recompute }).data;
    await until('it is counted again', async () => (await latest()).status === 'done', { everyMs: 100 });
    expect((await latest()).markedHours).toBeGreaterThan(0);
    expect((await readers(Date.now() - DAY_MS, Date.now() + DAY_MS)).data.views).toBe(3);
    const journal = (await admin('get', '/journal?kind=audit').expect(200)).body as JournalAnswer;
    expect(journal.data.map(({ code }) => code)).toContain('recomputed');
  });

  it('are still known when their events are old and gone; later ones of those hours are refused', async () => {
    const longAgo = Date.now() - 100 * DAY_MS;
    const old = (more: object = {}) =>
      event({ type: 'view', visitorId: 'a', userAgent: FIREFOX, occurredAt: new Date(longAgo).toISOString(), ...more });
    await serve([old(), old({ visitorId: 'b' })]).expect(200);
    const retain = () => foresight<{ run(): Promise<object> }>(app, 'retention').run();
    await count();
    // Its first week is not over.
    expect(await retain()).toEqual({ deleted: 0, waiting: 1 });
    await knex()(TABLES.publications)
      .where('target_document_id', documentId)
      .update({ first_published_at: toColumn(knex(), longAgo) });
    await knex()(TABLES.ageCounters).delete();
    await count();
    expect(await retain()).toEqual({ deleted: 2, waiting: 0 });

    const { data } = await readers(longAgo, longAgo);
    expect(data).toMatchObject({ views: 2, visitors: { estimate: 2 }, devices: { desktop: 2 } });
    const { body } = await serve([old(), old({ occurredAt: new Date(longAgo - 3 * DAY_MS).toISOString() })]).expect(
      200
    );
    const answer = (body as { data: { accepted: number; errors: { index: number; code: string }[] } }).data;
    expect(answer).toMatchObject({ accepted: 1, errors: [{ index: 0, code: 'TIME_TOO_OLD' }] });
  });
});
