/** A reader asks what is kept and to be forgotten, over HTTP: told everything, then nothing of them is left anywhere. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { BROWSER } from '../helpers/ingest-site';
import { adminJwt, apiToken } from '../helpers/credentials';
import { allText } from '../helpers/erasing-site';
import { ARTICLE, documents, foresight, sendEvents } from '../helpers/small-site';
import { SITE_ENGINES } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';
import { until } from '../helpers/until';

const ID = 'customer-4711@example.com';
const ACTIONS = ['export', 'erase', 'erasure'].map((name) => `plugin::foresight.visitor.${name}`);

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let token: string;
  let admin: string;
  let documentId: string;
  let key: string;

  beforeAll(async () => {
    booted = await bootStrapi(
      { FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } }) },
      engine
    );
    app = booted.app;
    token = await apiToken(app, 'custom', ACTIONS);
    admin = await adminJwt(app, 'strapi-super-admin');
    ({ documentId } = await documents(app, ARTICLE).create({
      locale: 'en',
      status: 'published',
      data: { title: 'Read by somebody', body: 'Words. '.repeat(30) },
    }));
    await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
    const [known] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
    key = known?.publishableKey ?? '';
  });
  afterAll(() => booted.stop());

  const post = (path: string, body: unknown, bearer: string | null = token, root = '/api/foresight') => {
    const asked = request(booted.http).post(`${root}/visitors/${path}`).set('Content-Type', 'application/json');
    if (bearer !== null) void asked.set('Authorization', `Bearer ${bearer}`);
    return asked.send(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const asAdmin = (path: string, body: object) => post(path, body, admin, '/foresight');
  const state = async (id: string) =>
    (await request(booted.http).get(`/api/foresight/visitors/erasures/${id}`).set('Authorization', `Bearer ${token}`))
      .body.data;
  const isDone = (id: string) =>
    until('it is done', async () => (await state(id)).status === 'done', { limitMs: 60_000 });
  const rollup = () => foresight<{ run(): Promise<unknown> }>(app, 'rollup').run();
  const views = async () =>
    (await app.db
      .connection('foresight_rollups')
      .where({ granularity: 'day' })
      .select('views', 'visitors')) as object[];

  /** Events of a server, of a browser whose reader agreed, and one that waits in quarantine. */
  const read = async (round: number) => {
    const id = (n: number) => `erasure-round${round}-event-${n}`;
    await sendEvents(booted, [
      { eventId: id(1), type: 'view', documentId, locale: 'en', visitorId: ID, sessionId: 'their-session' },
      { eventId: id(2), type: 'custom', name: 'theirOwnWord', documentId, locale: 'en', visitorId: ID },
      { eventId: id(3), type: 'view', documentId, locale: 'en', visitorId: 'somebody-else' },
      { eventId: id(4), type: 'view', documentId: 'notpublished00000000', locale: 'en', visitorId: ID },
    ]);
    const { status } = await request(booted.http)
      .post('/api/foresight/events')
      .set('User-Agent', BROWSER)
      .send({
        key,
        events: [{ eventId: id(5), type: 'view', documentId, locale: 'en', visitorId: ID, consent: true }],
      });
    expect(status).toBe(200);
  };

  it('tells a server all that is kept, erases it, and leaves no trace of it in any table', async () => {
    await read(1);
    await rollup();
    expect(await views()).toEqual([expect.objectContaining({ views: 3 })]);

    const { status, body } = await post('export', { visitorId: ID });
    expect(status).toBe(200);
    expect(body.meta).toMatchObject({ events: 3, quarantined: 1, next: null });
    expect(body.data.map(({ kept, type }: { kept: string; type: string }) => `${kept} ${type}`).sort()).toEqual([
      'event custom',
      'event view',
      'event view',
      'quarantine view',
    ]);
    expect(body.data[0]).toMatchObject({ title: 'Read by somebody', documentId, contentType: ARTICLE, locale: 'en' });
    expect(JSON.stringify(body)).not.toContain(ID);

    const hash = await foresight<{ hashGiven(kind: string, id: string, at: number): Promise<string> }>(
      app,
      'visitors'
    ).hashGiven('visitor', ID, Date.now());
    expect(await allText(app.db.connection)).toContain(hash);

    const asked = await post('erase', { visitorId: ID });
    expect(asked.status).toBe(202);
    expect(asked.body.data).toMatchObject({ found: 3 });
    await isDone(asked.body.data.id);
    const done = await state(asked.body.data.id);
    expect(done).toMatchObject({ status: 'done', events: 3, quarantined: 1, found: 3 });
    expect(Date.parse(done.erasedUntil)).toBeGreaterThanOrEqual(Date.parse(done.requestedAt));

    const text = await allText(app.db.connection);
    for (const trace of [hash, ID, 'theirOwnWord', 'their-session'])
      expect([trace, text.includes(trace)]).toEqual([trace, false]);
    expect(await views()).toEqual([expect.objectContaining({ views: 1, visitors: 1 })]);
    expect((await post('export', { visitorId: ID })).body).toEqual({
      data: [],
      meta: { events: 0, quarantined: 0, firstAt: null, lastAt: null, next: null },
    });
  });

  it('does the same for an administrator, and puts who and how many in the journal', async () => {
    await read(2);
    const found = await asAdmin('look-up', { visitorId: ID });
    expect(found.body.data).toMatchObject({ events: 3, quarantined: 1 });
    const first = await asAdmin('export', { visitorId: ID, limit: 2 });
    const second = await asAdmin('export', { visitorId: ID, limit: 2, after: first.body.meta.next });
    expect([first.body.data.length, second.body.data.length]).toEqual([2, 2]);
    const asked = await asAdmin('erase', { visitorId: ID });
    expect(asked.status).toBe(202);
    await isDone(asked.body.data.id);
    const list = await request(booted.http).get('/foresight/visitors/erasures').set('Authorization', `Bearer ${admin}`);
    expect(list.body.data[0]).toMatchObject({ id: asked.body.data.id, status: 'done', events: 3, quarantined: 1 });
    const { body } = await request(booted.http)
      .get('/foresight/journal?kind=audit&pageSize=3')
      .set('Authorization', `Bearer ${admin}`);
    const email = 'strapi-super-admin@example.com';
    expect(body.data.map(({ code, actor }: { code: string; actor: string }) => [code, actor])).toEqual([
      ['visitor-erased', email],
      ['visitor-erasure-asked', email],
      ['visitor-exported', email],
    ]);
    expect(JSON.stringify(body)).not.toContain(ID);
  });

  it('erases also while everything is switched off', async () => {
    await read(3);
    const set = (active: boolean) =>
      request(booted.http).put('/foresight/settings').set('Authorization', `Bearer ${admin}`).send({ active });
    await set(false);
    const asked = await post('erase', { visitorId: ID });
    await isDone(asked.body.data.id);
    expect(await state(asked.body.data.id)).toMatchObject({ events: 3 });
    await set(true);
  });

  it.each([
    ['no body', '', 'visitorId'],
    ['no object', '[]', 'body'],
    ['no id', {}, 'visitorId'],
    ['an empty id', { visitorId: '' }, 'visitorId'],
    ['a number', { visitorId: 7 }, 'visitorId'],
    ['a list', { visitorId: [ID] }, 'visitorId'],
    ['an id that is too long', { visitorId: 'x'.repeat(129) }, 'visitorId'],
    ['an unknown field', { visitorId: ID, everybody: true }, 'everybody'],
  ])('refuses %s', async (_, body, path) => {
    for (const [root, bearer] of [
      ['/api/foresight', token],
      ['/foresight', admin],
    ] as const) {
      for (const question of ['export', 'erase', ...(root === '/foresight' ? ['look-up'] : [])]) {
        const answer = await post(question, body, bearer, root);
        expect([question, answer.status, answer.body.error.details.code]).toEqual([question, 400, 'INVALID_REQUEST']);
        expect(answer.body.error.details.path).toBe(path);
      }
    }
  });

  it('refuses pages that are none, ids in the address, and ids of no erasure', async () => {
    for (const wrong of [{ limit: 0 }, { limit: 501 }, { limit: '5' }, { limit: 1.5 }, { after: '%' }, { after: 5 }]) {
      const { status, body } = await post('export', { visitorId: ID, ...wrong });
      expect([wrong, status, body.error.details.code]).toEqual([wrong, 400, 'INVALID_REQUEST']);
    }
    expect((await post(`erase?visitorId=${ID}`, { visitorId: ID })).status).toBe(400);
    const find = (id: string) =>
      request(booted.http).get(`/api/foresight/visitors/erasures/${id}`).set('Authorization', `Bearer ${token}`);
    expect((await find('A'.repeat(24))).status).toBe(400);
    expect((await find('0'.repeat(24))).status).toBe(404);
  });
});
