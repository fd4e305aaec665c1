import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { TABLES } from '../../server/src/repositories/tables';
import { fromColumn } from '../../server/src/repositories/time';
import { adminJwt, apiToken } from '../helpers/credentials';
import { SITE_ENGINES } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const ARTICLE = 'api::article.article';
const PATH = '/api/foresight/events';

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
  publish(params: object): Promise<unknown>;
  unpublish(params: object): Promise<unknown>;
  delete(params: object): Promise<unknown>;
}

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let key: string;

  const articles = () => app.documents(ARTICLE as 'api::x.x') as unknown as Documents;
  const service = <T>(name: string): T => app.plugin('foresight').service(name) as T;
  const settled = () => service<{ settled(): Promise<void> }>('publications').settled();
  const rows = (table: string, documentId: string) =>
    app.db.connection(table).where('target_document_id', documentId).orderBy('id') as unknown as Promise<
      Record<string, unknown>[]
    >;

  let lastId = 0;
  const eventId = () => `test-event-${String(++lastId).padStart(10, '0')}`;
  const view = (documentId: string, more: object = {}) => ({ eventId: eventId(), type: 'view', documentId, ...more });
  const post = (body: object | string, headers: Record<string, string> = {}) =>
    request(booted.http)
      .post(PATH)
      .set('Content-Type', 'application/json')
      .set('User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')
      .set(headers)
      .send(body);

  const publish = async (title: string, more: object = {}): Promise<string> => {
    const data = {
      title,
      slug: title.toLowerCase().replace(/\W+/g, '-'),
      body: `About ${title}. `.repeat(20),
      ...more,
    };
    const { documentId } = await articles().create({ locale: 'en', status: 'published', data });
    await settled();
    return documentId;
  };

  beforeAll(async () => {
    booted = await bootStrapi({}, engine);
    app = booted.app;
    const [first] = await service<{ list(): Promise<{ publishableKey: string }[]> }>('keys').list();
    key = first?.publishableKey ?? '';
  });
  afterAll(() => booted.stop());

  describe('events from a browser', () => {
    it('takes one event, a batch, and text as sendBeacon sends it, and counts each once', async () => {
      const id = await publish('Taken events');
      const one = view(id);
      const batch = [view(id), view(id)];
      expect((await post({ key, ...one })).body.data).toMatchObject({ received: 1, accepted: 1 });
      expect((await post({ key, events: [...batch, one] })).body.data).toMatchObject({
        accepted: 2,
        duplicate: 1,
        rejected: 0,
      });
      const beacon = await post(JSON.stringify({ key, events: batch }), { 'Content-Type': 'text/plain;charset=UTF-8' });
      expect([beacon.status, beacon.body.data.duplicate]).toEqual([200, 2]);
      expect(beacon.headers['access-control-allow-origin']).toBe('*');
      expect(beacon.headers['access-control-allow-credentials']).toBeUndefined();

      const stored = await rows(TABLES.events, id);
      expect(stored).toHaveLength(3);
      expect(new Set(stored.map((row) => row['visitor'])).size).toBe(1);
      expect(JSON.stringify(stored)).not.toContain('127.0.0.1');
      const [marks] = await rows(TABLES.dirtyBuckets, id);
      expect(marks).toMatchObject({ target_locale: 'en' });
    });

    it('keeps the good events of a batch and says of each other what came and what was expected', async () => {
      const id = await publish('Mixed batch');
      const { status, body } = await post({
        key,
        events: [
          view(id),
          view('nowhere'),
          { ...view(id), type: 'purchase' },
          view(id, { occurredAt: '2020-01-01T00:00:00Z' }),
          view(id, { name: 'a\0b' }),
          7,
        ],
      });
      expect(status).toBe(200);
      expect(body.data).toMatchObject({ received: 6, accepted: 1, quarantined: 1, rejected: 4 });
      expect(body.data.errors.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
        [1, 'UNKNOWN_DOCUMENT'],
        [2, 'UNKNOWN_EVENT_TYPE'],
        [3, 'TIME_NOT_ALLOWED'],
        [4, 'INVALID_EVENT'],
        [5, 'INVALID_EVENT'],
      ]);
      expect((await post({ key, events: [view('nowhere')] })).status).toBe(200);
      expect((await post({ key, events: [7] })).status).toBe(400);
    });

    it.each([
      ['malformed JSON', '{"key":', 400, 'INVALID_JSON'],
      ['no key', { events: [] as object[], type: 'view' }, 400, 'INVALID_REQUEST'],
      ['an unknown key', { key: 'fpk_somebody_elses', type: 'view' }, 403, 'UNKNOWN_KEY'],
      ['a body of 10 MB', JSON.stringify({ key: 'x'.repeat(10_000_000) }), 413, 'BODY_TOO_LARGE'],
      ['100,000 events', `[${'0,'.repeat(99_999)}0]`, 413, 'TOO_MANY_EVENTS'],
    ])('refuses %s with code, got and expected', async (_, body, status, code) => {
      const response = await post(body);
      expect([response.status, response.body.error.status]).toEqual([status, status]);
      expect(response.body.error.details).toMatchObject({
        code,
        got: expect.any(String),
        expected: expect.any(String),
      });
      expect(response.body.error.details.got.length).toBeLessThan(200);
    });

    it('answers preflights itself, without credentials', async () => {
      const response = await request(booted.http)
        .options(PATH)
        .set('Origin', 'https://site.example')
        .set('Access-Control-Request-Method', 'POST')
        .set('Access-Control-Request-Headers', 'content-type');
      expect(response.status).toBe(204);
      expect(response.headers['access-control-allow-origin']).toBe('*');
      expect(response.headers['access-control-allow-credentials']).toBeUndefined();
    });

    it('keeps what robots do and never counts it', async () => {
      const id = await publish('Robots');
      await post({ key, ...view(id) }, { 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' });
      expect((await rows(TABLES.events, id)).map(({ bot }) => Boolean(bot))).toEqual([true]);
      await service<{ run(): Promise<unknown> }>('rollup').run();
      expect(await rows(TABLES.rollups, id)).toEqual([]);
    });

    it('finds the document of an address, also of one it had before', async () => {
      const id = await publish('Old address');
      await articles().update({ documentId: id, locale: 'en', status: 'published', data: { slug: 'new-address' } });
      await settled();
      const at = (url: string) => ({ eventId: eventId(), type: 'view', url });
      const { body } = await post({
        key,
        events: [at('https://site.example/articles/old-address/?utm=x'), at('/articles/new-address'), at('/about')],
      });
      expect(body.data).toMatchObject({ accepted: 2, quarantined: 1, rejected: 0 });
      expect(await rows(TABLES.events, id)).toHaveLength(2);
    });

    it('counts what came: hours, days and ages', async () => {
      const id = await publish('Counted');
      await post({ key, events: [view(id), view(id), view(id, {})] });
      await service<{ run(): Promise<unknown> }>('rollup').run();
      const rollups = await rows(TABLES.rollups, id);
      expect(rollups.map(({ granularity, views, visitors }) => [granularity, views, visitors])).toEqual([
        ['hour', 3, 1],
        ['day', 3, 1],
      ]);
      const ages = await rows(TABLES.ageCounters, id);
      expect(ages[0]).toMatchObject({ age_minutes: 15, views: 3 });
      expect(Boolean(ages[0]?.['closed'])).toBe(false);
      expect(await rows(TABLES.dirtyBuckets, id)).toEqual([]);
    });
  });

  describe('quarantine and reconciliation', () => {
    const asAdmin = async (method: 'get' | 'post' | 'put', url: string, body: object = {}) => {
      const bearer = `Bearer ${await adminJwt(app, 'strapi-super-admin')}`;
      return request(booted.http)[method](`/foresight${url}`).set('Authorization', bearer).send(body);
    };

    it('keeps what came before its document, takes it in once that is published, and accounts for all of it', async () => {
      const { documentId: id } = await articles().create({ locale: 'en', data: { title: 'Too early', body: 'Text' } });
      const early = [view(id), view(id)];
      expect((await post({ key, events: early })).body.data).toMatchObject({ received: 2, quarantined: 2 });
      const listed = await asAdmin('get', `/quarantine?documentId=${id}&reason=unknown-document`);
      expect(listed.body).toMatchObject({
        data: [{ documentId: id, code: 'UNKNOWN_DOCUMENT', lane: 'browser', times: 1 }, { documentId: id }],
        meta: { pagination: { total: 2 } },
      });
      expect(JSON.stringify(listed.body)).not.toContain('127.0.0.1');

      await articles().publish({ documentId: id, locale: 'en' });
      await settled();
      const replay = () => asAdmin('post', '/quarantine/replay', { filter: { documentId: id } });
      expect((await replay()).body.data).toEqual({ accepted: 2, duplicate: 0, waiting: 0, discarded: 0, next: null });
      expect((await replay()).body.data).toMatchObject({ accepted: 0 });
      expect((await post({ key, events: early })).body.data).toMatchObject({ duplicate: 2 });
      expect(await rows(TABLES.events, id)).toHaveLength(2);

      const { data } = (await asAdmin('get', '/intake')).body;
      expect(data.totals).toMatchObject({ balanced: true, replayed: 2 });
      expect(data.totals.received).toBeGreaterThan(10);
      expect((await asAdmin('get', '/quarantine/reasons')).body.meta.maxEvents).toBe(20_000);
    });

    it.each([
      {},
      { ids: [], filter: {} },
      { ids: ['short'] },
      { filter: { reason: 'because' } },
      { filter: {}, all: true },
    ])('decides on nothing when asked with %j', async (body) => {
      const { status, body: answer } = await asAdmin('post', '/quarantine/discard', body);
      expect([status, answer.error.details.code]).toEqual([400, 'INVALID_REQUEST']);
    });

    it('makes keys for origins, changes and replaces them', async () => {
      const origins = ['https://shop.example'];
      const made = await asAdmin('post', '/keys', { name: 'Shop', origins });
      expect([made.status, made.body.data]).toMatchObject([201, { name: 'Shop', origins, expiresAt: null }]);
      const { id } = made.body.data as { id: string };
      const changed = await asAdmin('put', `/keys/${id}`, { name: 'Shops', origins: [] });
      expect(changed.body.data).toMatchObject({ id, name: 'Shops', origins: [] });
      const rotated = await asAdmin('post', `/keys/${id}/rotate`, { graceHours: 1 });
      expect(rotated.body).toMatchObject({
        data: { name: 'Shops' },
        meta: { old: { id, expiresAt: expect.any(String) } },
      });
      for (const origin of ['https://shop.example/', 'shop.example', 'https://*.example', 'ftp://shop.example']) {
        expect((await asAdmin('post', '/keys', { name: 'Shop', origins: [origin] })).status).toBe(400);
      }
    });
  });

  describe('events from a server', () => {
    it('believes a token with the action about times and visitors', async () => {
      const id = await publish('Server events', { publishedOn: '2026-01-01T00:00:00.000Z' });
      const token = await apiToken(app, 'custom', ['plugin::foresight.event.create']);
      const told = view(id, { occurredAt: '2026-01-02T03:04:05.000Z', visitorId: 'reader-1' });
      const { status, body } = await post({ events: [told] }, { Authorization: `Bearer ${token}` });
      expect([status, body.data?.accepted, body.data?.errors]).toEqual([200, 1, []]);
      const [stored] = await rows(TABLES.events, id);
      expect(fromColumn(stored?.['occurred_at'])).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
      expect(stored?.['visitor']).toMatch(/^[0-9a-f]{32}$/);

      const array = await post([told], { Authorization: `Bearer ${token}` });
      expect(array.body.data?.duplicate).toBe(1);
      const future = await post([view(id, { occurredAt: '2100-01-01T00:00:00Z' })], {
        Authorization: `Bearer ${token}`,
      });
      expect(future.body.data?.errors[0].code).toBe('TIME_IN_FUTURE');
    });

    it('refuses a token without it', async () => {
      const token = await apiToken(app, 'read-only');
      expect((await post({ events: [] }, { Authorization: `Bearer ${token}` })).status).toBe(403);
      expect((await post({ events: [] }, { Authorization: 'Bearer nonsense' })).status).toBe(401);
    });
  });

  describe('publications', () => {
    const versions = async (id: string) => {
      await settled();
      return (await rows(TABLES.publications, id)).map((row) => ({
        locale: row['target_locale'],
        version: row['published_version'],
        first: fromColumn(row['first_published_at']),
        open: row['version_unpublished_at'] === null,
        changed: JSON.parse(String(row['changed_fields'])) as string[],
      }));
    };

    it('does not know drafts', async () => {
      const { documentId } = await articles().create({ locale: 'en', data: { title: 'A draft', body: 'Text' } });
      expect(await versions(documentId)).toEqual([]);
    });

    it('keeps the age of an article whose typo is corrected, and makes no version where nothing changed', async () => {
      const id = await publish('Typpo');
      const [before] = await versions(id);
      await articles().publish({ documentId: id, locale: 'en' });
      expect(await versions(id)).toEqual([before]);

      await articles().update({ documentId: id, locale: 'en', status: 'published', data: { title: 'Typo' } });
      expect(await versions(id)).toEqual([
        { ...before, open: false },
        { ...before, version: 2, changed: ['title'] },
      ]);
    });

    it('closes what is taken down or deleted, and gives it its old age when it comes back', async () => {
      const id = await publish('Up and down');
      const [before] = await versions(id);
      await articles().unpublish({ documentId: id, locale: 'en' });
      expect(await versions(id)).toMatchObject([{ open: false }]);
      expect((await post({ key, events: [view(id)] })).body.error ?? {}).toEqual({});
      await articles().publish({ documentId: id, locale: 'en' });
      expect((await versions(id))[1]).toMatchObject({ version: 2, open: true, first: before?.first });
      await articles().delete({ documentId: id, locale: '*' });
      expect((await versions(id)).map(({ open }) => open)).toEqual([false, false]);
    });

    it('takes the named field for the first publication', async () => {
      const id = await publish('Imported', { publishedOn: '2025-05-05T00:00:00.000Z' });
      expect(await versions(id)).toMatchObject([{ first: Date.UTC(2025, 4, 5) }]);
    });

    it('has nothing to tell after a transaction that was rolled back', async () => {
      let id = '';
      const failing = app.db.transaction(async () => {
        const data = { title: 'Never', body: 'Text' };
        ({ documentId: id } = await articles().create({ locale: 'en', status: 'published', data }));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await versions(id)).toEqual([]);
    });

    it('finds what was published while it was not looking', async () => {
      const id = await publish('Healed');
      await app.db.connection(TABLES.publications).where('target_document_id', id).delete();
      await service<{ backfill(): Promise<unknown> }>('publications').backfill();
      expect(await versions(id)).toMatchObject([{ version: 1, open: true }]);
      const again = await service<{ backfill(): Promise<{ checked: number; synced: number }> }>(
        'publications'
      ).backfill();
      expect(again.checked).toBeGreaterThan(0);
      expect(again.synced).toBe(0);
    });
  });
});
