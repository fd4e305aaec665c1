/** What sites load from here: the tracker as it is served, readers who agreed to be known, and the typed client. */
import { createHash } from 'node:crypto';
import { get as ask, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { createClient, ForesightError } from '../../client/src/sdk';
import { TABLES } from '../../server/src/repositories/tables';
import { apiToken } from '../helpers/credentials';
import { documents, foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi, listen } from '../helpers/strapi';

const LARGEST_TRACKER = 1_800;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let booted: BootedStrapi;
let app: Core.Strapi;
let url: string;
let key: string;
let documentId: string;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As the bytes are sent: nothing unpacks them. */
const load = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    ask(`${url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
      );
    }).on('error', reject);
  });
const facts = async () => (await createClient({ url }).tracker()).data;

beforeAll(async () => {
  booted = await bootStrapi({
    FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } }),
  });
  app = booted.app;
  url = `http://127.0.0.1:${await listen(booted)}`;
  const [first] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
  key = first?.publishableKey ?? '';
  ({ documentId } = await documents(app, 'api::article.article').create({
    locale: 'en',
    status: 'published',
    data: { title: 'Read from outside', slug: 'outside', body: 'Words. '.repeat(30) },
  }));
  await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
});
afterAll(() => booted.stop());

describe('GET /tracker.js', () => {
  const PATH = '/api/foresight/tracker.js';

  it(`is at most ${LARGEST_TRACKER} bytes with brotli, and the same script in every encoding`, async () => {
    const brotli = await load(PATH, { 'Accept-Encoding': 'gzip, deflate, br' });
    const gzip = await load(PATH, { 'Accept-Encoding': 'gzip' });
    const plain = await load(PATH);
    console.log(
      `tracker.js: ${brotli.body.length} bytes with brotli, ${gzip.body.length} gzip, ${plain.body.length} plain`
    );
    expect(brotli.body.length).toBeLessThanOrEqual(LARGEST_TRACKER);
    expect([brotli, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(() => new Function(plain.body.toString())).not.toThrow();
  });

  it('may be loaded by any site without credentials, with integrity, and kept for an hour, with its version for ever', async () => {
    const { version, path, integrity, bytes } = await facts();
    const bare = await load(PATH, { Origin: 'https://site.example' });
    expect(bare.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(bare.headers['access-control-allow-credentials']).toBeUndefined();
    expect(bare.headers['set-cookie']).toBeUndefined();
    expect(bare.headers.vary).toContain('Accept-Encoding');
    expect(integrity).toBe(`sha384-${createHash('sha384').update(bare.body).digest('base64')}`);
    expect(bytes.plain).toBe(bare.body.length);

    expect(path).toBe(`${PATH}?v=${version}`);
    const versioned = await load(path);
    expect([versioned.status, versioned.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    const before = await load(`${PATH}?v=0123456789abcdef`);
    expect([before.status, before.headers['cache-control']]).toEqual([200, bare.headers['cache-control']]);
    expect(before.body).toEqual(bare.body);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await load(PATH, { 'Accept-Encoding': 'br' });
    const again = { 'Accept-Encoding': 'br', 'If-None-Match': headers.etag ?? '' };
    const same = await load(PATH, again);
    expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, headers.etag]);
    expect((await load(PATH, { ...again, 'Accept-Encoding': 'gzip' })).status).toBe(200);
    expect((await request(booted.http).head(PATH)).status).toBe(200);
  });

  it.each([
    ['v=no%20version', 'v', 'string "no version"'],
    ['v=', 'v', 'nothing'],
    ['version=1', 'version', 'string "1"'],
  ])('refuses ?%s', async (query, path, got) => {
    const { status, body } = await request(booted.http).get(`${PATH}?${query}`);
    expect([status, body.error.details]).toEqual([
      400,
      { code: 'INVALID_REQUEST', path, got, expected: expect.any(String) },
    ]);
  });
});

describe('a reader who agreed', () => {
  interface Stored {
    readonly visitor: string;
    readonly session: string | null;
    readonly source: string | null;
  }
  let last = 0;
  const nextId = () => `agreed-${String(++last).padStart(12, '0')}`;
  const send = (...events: object[]) =>
    request(booted.http)
      .post('/api/foresight/events')
      .set('User-Agent', FIREFOX)
      .send({ key, events: events.map((more) => ({ eventId: nextId(), type: 'view', documentId, ...more })) });
  const stored = async (eventId: string): Promise<Stored> =>
    (await app.db.connection(TABLES.events).where('event_id', eventId).first()) as Stored;

  it('is known by their id from any browser, and shares nothing with what they read anonymously', async () => {
    const sessionId = 'one-session';
    const known = { visitorId: 'reader-1', consent: true };
    const ids = [nextId(), nextId(), nextId(), nextId()] as const;
    const { body } = await send(
      { eventId: ids[0], sessionId },
      { eventId: ids[1], sessionId, ...known },
      { eventId: ids[2], ...known, visitorId: 'reader-2' }
    );
    expect(body.data).toMatchObject({ accepted: 3, rejected: 0 });
    const token = await apiToken(app, 'custom', ['plugin::foresight.event.create']);
    const [view] = [{ eventId: ids[3], type: 'view' as const, documentId, visitorId: 'reader-1' }];
    expect(await createClient({ url, token }).sendEvents([view])).toMatchObject({ accepted: 1 });

    const [anonymous, agreed, other, byServer] = await Promise.all(ids.map(stored));
    expect([agreed?.visitor === byServer?.visitor, agreed?.visitor === other?.visitor]).toEqual([true, false]);
    for (const name of ['visitor', 'session', 'source'] as const) {
      expect(anonymous?.[name]).toMatch(/^(local-)?[0-9a-f]{32}$/);
      expect(agreed?.[name]).toMatch(name === 'source' ? /^(local-)?agreed-[0-9a-f]{32}$/ : /^[0-9a-f]{32}$/);
      expect(agreed?.[name]).not.toBe(anonymous?.[name]);
    }
    expect(JSON.stringify([agreed, byServer])).not.toContain('reader-1');
  });

  it('must have agreed', async () => {
    const { status, body } = await send(
      { visitorId: 'reader-1' },
      { consent: true },
      { visitorId: 'reader-1', consent: false }
    );
    expect([status, body.data.accepted]).toEqual([400, 0]);
    expect(body.data.errors.map(({ code, expected }: { code: string; expected: string }) => [code, expected])).toEqual([
      ['INVALID_EVENT', 'consent: true beside it, or a token'],
      ['INVALID_EVENT', 'consent only with a visitorId'],
      ['INVALID_EVENT', 'true'],
    ]);
  });
});

describe('the typed client', () => {
  const client = async () => createClient({ url, token: await apiToken(app, 'full-access') });

  it('asks every endpoint', async () => {
    const one = await client();
    const rankings = await one.rankings({ limit: 3, sort: 'remaining' });
    expect(rankings.data.map((item) => item.documentId)).toEqual([documentId]);
    expect((await one.prediction(documentId, { locale: 'en' })).data.title).toBe('Read from outside');
    expect((await one.whatIf({ documentId, variants: [] })).data.abstained?.code).toBe('not-enough-data');
    expect((await one.classify({ text: 'Some words about ferries.' })).data.topic.abstained).toBe(true);
    expect((await one.health()).data.status).toBe('learning');
    expect((await one.tracker()).data.path).toContain('/api/foresight/tracker.js?v=');
    expect(
      await one.sendEvents([
        { type: 'share', documentId },
        { type: 'view', documentId: 'nowhere' },
      ])
    ).toMatchObject({
      accepted: 1,
      errors: [{ index: 1, code: 'UNKNOWN_DOCUMENT' }],
    });
    const sent = await createClient({ url, key }).sendEvents([{ type: 'view', documentId: 'nowhere' }]);
    expect(sent).toMatchObject({ accepted: 0, quarantined: 1, rejected: 0 });
  });

  it('throws what the server says', async () => {
    const one = await client();
    const codeOf = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => null,
        (why: unknown) => why
      );
      return error instanceof ForesightError ? [error.status, error.code, error.path] : error;
    };
    expect(await codeOf(one.rankings({ limit: 0 }))).toEqual([400, 'INVALID_REQUEST', 'limit']);
    expect(await codeOf(one.prediction('nowhere'))).toEqual([404, 'NOT_FOUND', null]);
    expect(await codeOf(createClient({ url }).rankings())).toEqual([403, 'ForbiddenError', null]);
    expect(await codeOf(createClient({ url, token: 'wrong' }).rankings())).toEqual([401, 'UnauthorizedError', null]);
    expect(await codeOf(createClient({ url, key: 'fpk_wrong' }).sendEvents([{ type: 'view', documentId }]))).toEqual([
      403,
      'UNKNOWN_KEY',
      null,
    ]);
  });
});

it('follows the prefix of the REST API', async () => {
  const prefix: unknown = app.config.get('api.rest.prefix');
  app.config.set('api.rest.prefix', '/rest/');
  expect(foresight<{ describe(): { path: string } }>(app, 'tracker').describe().path).toMatch(
    /^\/rest\/foresight\/tracker\.js\?v=/
  );
  app.config.set('api.rest.prefix', prefix);
});
