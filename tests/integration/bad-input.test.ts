/** Whatever comes, the answer is a 4xx that says what came and what was expected; good events beside it are kept. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { type EventInput, eventInput } from '../../server/src/contracts/events';
import { adminJwt, apiToken } from '../helpers/credentials';
import { ARTICLE, documents, foresight } from '../helpers/small-site';
import { SITE_ENGINES } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const EVENTS = '/api/foresight/events';
const HUGE = 10 * 1024 * 1024;
const DEEP = 100_000;

describe.each(SITE_ENGINES)('on $name', (engine) => {
  let booted: BootedStrapi;
  let app: Core.Strapi;
  let key: string;
  let server: string;
  let reader: string;
  let documentId: string;

  let lastId = 0;
  const good = (): Record<string, unknown> => ({
    eventId: `bad-input-${String(++lastId).padStart(10, '0')}`,
    type: 'view',
    documentId,
  });

  interface Answer {
    readonly status: number;
    readonly body: {
      readonly data?: { accepted: number; quarantined: number; rejected: number; errors: EventFault[] } | null;
      readonly error?: { status: number; message: string; details: Record<string, unknown> };
    };
  }
  interface EventFault {
    readonly index: number;
    readonly code: string;
    readonly got: string;
    readonly expected: string;
  }

  /** From a server (token) or from browsers; browsers come from many addresses, so that none is sent away for its zeal. */
  const post = async (
    body: unknown,
    lane: 'server' | 'browser' = 'server',
    type = 'application/json'
  ): Promise<Answer> => {
    const asked = request(booted.http).post(EVENTS).set('Content-Type', type);
    if (lane === 'server') asked.set('Authorization', `Bearer ${server}`);
    else asked.set('X-Forwarded-For', `10.${(lastId >> 8) & 255}.${lastId++ & 255}.1`);
    return asked.send(typeof body === 'string' ? body : JSON.stringify(body));
  };

  const withKey = (text: string): string => `{"key":"${key}",${text.slice(1)}`;

  /** One refusal with its three parts, short and printable whatever came. */
  const explains = (fault: Partial<Record<'code' | 'got' | 'expected', unknown>> | undefined): void => {
    expect(fault).toMatchObject({
      code: expect.stringMatching(/^[A-Z_]+$/),
      got: expect.stringMatching(/^[^\p{Cc}]{1,200}$/u),
      expected: expect.stringMatching(/^[^\p{Cc}]{1,400}$/u),
    });
  };

  beforeAll(async () => {
    booted = await bootStrapi(
      {
        FORESIGHT_CONFIG: JSON.stringify({
          trustedProxies: ['127.0.0.1', '::1'],
          schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
          // Here many questions are asked on purpose.
          rateLimit: { computeBurst: 1000 },
        }),
      },
      engine
    );
    app = booted.app;
    server = await apiToken(app, 'custom', [
      'plugin::foresight.event.create',
      'plugin::foresight.classification.create',
      'plugin::foresight.what-if.create',
    ]);
    reader = await apiToken(app, 'read-only');
    const [first] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
    key = first?.publishableKey ?? '';
    ({ documentId } = await documents(app, ARTICLE).create({
      locale: 'en',
      status: 'published',
      data: { title: 'Beaten and unbowed', body: 'Words. '.repeat(30) },
    }));
    await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
  });
  afterAll(() => booted.stop());

  const notTaken = (data: { quarantined: number; rejected: number } | null | undefined): number =>
    (data?.quarantined ?? 0) + (data?.rejected ?? 0);

  describe('a field of an event', () => {
    const longer = (length: number) => 'x'.repeat(length + 1);
    const NEVER = [null, 7, true, [], {}, ['text']];
    /** For each field of the contract what it can never be. A field without an entry does not compile. */
    const WRONG: { readonly [Field in keyof Required<EventInput>]: readonly unknown[] } = {
      eventId: [...NEVER, undefined, '', 'short', longer(64), 'with blanks in between', 'nul-\0-in-the-middle'],
      type: [...NEVER, undefined, '', 'purchase', 'VIEW', '__proto__', 'view\0'],
      name: [...NEVER, '', longer(64), 'a\0b', '\ud800'],
      documentId: [...NEVER, undefined, '', longer(64), 'a\0b', '\udfff', 'nowhere-to-be-found'],
      contentType: [...NEVER, '', longer(128), 'api::nothing.nothing', '__proto__', 'a\0b'],
      locale: [...NEVER, longer(16), 'e\0n', 'xx'],
      url: [...NEVER, '', longer(2048), '/a\0b'],
      referrer: [...NEVER.filter((value) => value !== ''), longer(2048), 'https://a\0b'],
      campaign: [null, 1, 'true', [], {}],
      sessionId: [...NEVER, '', longer(64), 'a\0b'],
      visitorId: [...NEVER, '', longer(128), 'a\0b'],
      consent: [null, 1, 'true', false, true, [], {}],
      occurredAt: [
        ...NEVER,
        '',
        'yesterday',
        '2026-13-01T00:00:00Z',
        '2026-01-01',
        '1969-12-31T23:59:59Z',
        '2999-01-01T00:00:00Z',
      ],
      userAgent: [...NEVER.filter((value) => value !== ''), longer(512), 'a\0b'],
      value: [null, true, '7', [], {}],
      properties: [
        ...[null, 7, true, 'text', ['text']],
        { nested: { a: 1 } },
        { list: [1] },
        { nothing: null },
        { '': 1 },
        { [longer(64)]: 1 },
        { long: longer(256) },
        { nul: 'a\0b' },
        { 'n\0l': 1 },
        Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`p${at}`, at])),
      ],
    };
    const fields = Object.keys(WRONG) as (keyof EventInput)[];

    it('is covered here, whichever the contract has', () => {
      expect(fields.sort()).toEqual(Object.keys(eventInput.shape).sort());
    });

    it.each(fields.map((field) => [field]))(
      '%s of a wrong kind is refused, and the good events beside it are kept',
      async (field) => {
        const wrong = WRONG[field].map((value) => ({ ...good(), [field]: value }));
        const events = [good(), ...wrong, good()];
        const { status, body } = await post({ events });
        expect(status).toBe(200);
        expect(body.data).toMatchObject({ accepted: 2, duplicate: 0 });
        expect(notTaken(body.data)).toBe(wrong.length);
        expect(body.data?.errors.map(({ index }) => index)).toEqual(wrong.map((_, at) => at + 1));
        for (const fault of body.data?.errors ?? []) explains(fault);

        // What may be right one day is kept; where nothing is, the whole request was wrong.
        const alone = await post({ events: wrong });
        expect(alone.status).toBe((alone.body.data?.quarantined ?? 0) > 0 ? 200 : 400);
        expect(notTaken(alone.body.data)).toBe(wrong.length);
      }
    );

    it('that nobody knows is refused by its name', async () => {
      const { status, body } = await post({
        events: [
          { ...good(), price: 3 },
          { ...good(), constructor: 'x' },
        ],
      });
      expect(status).toBe(400);
      expect(body.data?.errors[0]).toMatchObject({ code: 'INVALID_EVENT', expected: 'only known fields' });
      expect(body.data?.errors[0]?.got).toContain('price');
      for (const fault of body.data?.errors ?? []) explains(fault);
    });

    it('that only a server may give is refused from a browser', async () => {
      const told = { visitorId: 'reader-1', userAgent: 'Some browser', occurredAt: '2026-01-01T00:00:00Z' };
      const events = [good(), ...Object.entries(told).map(([field, value]) => ({ ...good(), [field]: value }))];
      const { status, body } = await post({ key, events }, 'browser');
      expect([status, body.data?.accepted, body.data?.rejected]).toEqual([200, 1, 3]);
      expect(body.data?.errors.map(({ code }) => code)).toEqual(['INVALID_EVENT', 'INVALID_EVENT', 'TIME_NOT_ALLOWED']);
      for (const fault of body.data?.errors ?? []) explains(fault);
    });
  });

  /** Bodies that are no events at all. */
  const BODIES: readonly (readonly [string, () => string, number])[] = [
    ['cut off JSON', () => '{"events":[{"type":', 400],
    ['two JSON texts', () => '{"events":[]}{"events":[]}', 400],
    ['a NUL byte in JSON', () => '{"events":[\0]}', 400],
    ['no body', () => '', 400],
    ['a name that would change all objects', () => '{"events":[{"__proto__":{"type":"view"}}]}', 400],
    ['an empty list', () => '{"events":[]}', 400],
    ['events that are no list', () => '{"events":{"0":{}}}', 400],
    ['events nested too deeply', () => `{"events":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`, 400],
    ['objects nested too deeply', () => `{"events":[${'{"a":'.repeat(DEEP / 4)}1${'}'.repeat(DEEP / 4)}]}`, 400],
    ['100,000 events', () => `{"events":[${'0,'.repeat(99_999)}0]}`, 413],
    ['a body of 10 MB', () => `{"events":[{"name":"${'x'.repeat(HUGE)}"}]}`, 413],
  ];

  describe.each([['server'], ['browser']] as const)('a body from a %s', (lane) => {
    it.each(BODIES)('with %s is refused', async (_, body, expected) => {
      const text = body();
      const answer = await post(lane === 'browser' && text.startsWith('{"') ? withKey(text) : text, lane);
      expect(answer.status).toBe(expected);
      if (answer.body.error) {
        expect(answer.body.error.status).toBe(expected);
        explains(answer.body.error.details);
      } else for (const fault of answer.body.data?.errors ?? []) explains(fault);
    });
  });

  describe('a question', () => {
    const get = async (path: string, bearer: string, prefix = '/api/foresight') =>
      (await request(booted.http)
        .get(`${prefix}${path}`)
        .set('Authorization', `Bearer ${bearer}`)) as unknown as Answer;

    it.each([
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=ten', 'limit'],
      ['limit=1.5', 'limit'],
      ['limit=', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['limit[a]=1', 'limit'],
      ['days=0', 'days'],
      ['days=1e9', 'days'],
      ['sort=newest', 'sort'],
      ['sort[]=expected', 'sort'],
      [`locale=${'x'.repeat(17)}`, 'locale'],
      ['locale[x]=en', 'locale'],
      ['page=1', 'page'],
      ['__proto__[limit]=1', '__proto__'],
      ['filters[title]=x', 'filters'],
    ])('for rankings with %s is refused by the name of what is wrong', async (query, path) => {
      const { status, body } = await get(`/rankings?${query}`, reader);
      if (query.startsWith('__proto__')) return expect([200, 400]).toContain(status);
      expect(status).toBe(400);
      expect(body.error?.details).toMatchObject({ code: 'INVALID_REQUEST', path });
      explains(body.error?.details);
    });

    it.each([
      [`/predictions/${'x'.repeat(65)}`, 400],
      ['/predictions/%00', 404],
      ['/predictions/a%0Ab', 404],
      ['/predictions/nowhere?locale=e%00n', 404],
      ['/predictions/nowhere?draft=true', 400],
      ['/predictions/nowhere?contentType=api::nothing.nothing', 404],
      ['/rankings?contentType=%00', 404],
      ['/rankings?contentType=__proto__', 404],
    ])('%s is refused', async (path, expected) => {
      const { status, body } = await get(path, reader);
      expect(status).toBe(expected);
      explains(body.error?.details);
    });

    it.each([
      ['nothing', '{}'],
      ['a list', '[]'],
      ['a number for a text', '{"text":7}'],
      ['a text of 100,001 characters', JSON.stringify({ text: 'x'.repeat(100_001) })],
      ['a limit of 0', '{"text":"a","limit":0}'],
      ['a field nobody knows', '{"text":"a","model":"best"}'],
      ['a nest for a text', `{"text":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`],
    ])('to classify with %s is refused', async (_, text) => {
      const answer = (await request(booted.http)
        .post('/api/foresight/classify')
        .set('Authorization', `Bearer ${server}`)
        .set('Content-Type', 'application/json')
        .send(text)) as unknown as Answer;
      expect(answer.status).toBe(400);
      expect(answer.body.error?.details).toMatchObject({ code: 'INVALID_REQUEST' });
      explains(answer.body.error?.details);
    });

    it.each([
      ['nothing', '{}', 'variants'],
      ['neither an article nor a text', '{"variants":[]}', 'documentId'],
      [
        'both an article and a text',
        '{"documentId":"a","content":{"title":"a","text":""},"variants":[]}',
        'documentId',
      ],
      [
        'six variants',
        JSON.stringify({ documentId: 'a', variants: new Array(6).fill({ changes: { images: 1 } }) }),
        'variants',
      ],
      ['no change in a variant', '{"documentId":"a","variants":[{"changes":{}}]}', 'variants.0.changes'],
      [
        'eleven changes',
        JSON.stringify({
          documentId: 'a',
          variants: [{ changes: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`field.n${at}`, at])) }],
        }),
        'variants.0.changes',
      ],
      [
        'a text for a number',
        '{"documentId":"a","variants":[{"changes":{"images":"three"}}]}',
        'variants.0.changes.images',
      ],
      [
        'a number beyond numbers',
        '{"documentId":"a","variants":[{"changes":{"images":1e300}}]}',
        'variants.0.changes.images',
      ],
      ['an empty title', '{"documentId":"a","variants":[{"changes":{"title":" "}}]}', 'variants.0.changes.title'],
      ['no time', '{"documentId":"a","variants":[{"changes":{"publishAt":"soon"}}]}', 'variants.0.changes.publishAt'],
      ['a name that is none', '{"documentId":"a","variants":[{"changes":{"a b":1}}]}', 'variants.0.changes'],
      ['a field nobody knows', '{"documentId":"a","variants":[],"model":"best"}', 'model'],
      [
        'a text of 100,001 characters',
        JSON.stringify({ content: { title: 'a', text: 'x'.repeat(100_001) }, variants: [] }),
        'content.text',
      ],
      ['a nest of changes', `{"documentId":"a","variants":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`, 'variants.0'],
    ])('what if, with %s, is refused by the name of what is wrong', async (_, text, path) => {
      const answer = (await request(booted.http)
        .post('/api/foresight/what-if')
        .set('Authorization', `Bearer ${server}`)
        .set('Content-Type', 'application/json')
        .send(text)) as unknown as Answer;
      expect(answer.status).toBe(400);
      expect(answer.body.error?.details).toMatchObject({ code: 'INVALID_REQUEST', path });
      explains(answer.body.error?.details);
    });

    it.each([
      ['api::article.article', '{"variants":{}}', 400],
      ['api::article.article', '{"variants":[],"documentId":"b","draft":true}', 400],
      ['api::nothing.nothing', '{"variants":[]}', 404],
      ['api::article.article', '[]', 400],
    ])('what if, of an administrator for %s with %s, is refused', async (type, text, expected) => {
      const answer = (await request(booted.http)
        .post(`/foresight/panel/${type}/nowhere/what-if`)
        .set('Authorization', `Bearer ${await adminJwt(app, 'strapi-super-admin')}`)
        .set('Content-Type', 'application/json')
        .send(text)) as unknown as Answer;
      expect(answer.status).toBe(expected);
      explains(answer.body.error?.details);
    });

    it.each([
      ['/articles?pageSize=101', 400],
      ['/articles?sort=title', 400],
      ['/articles?drop=table', 400],
      ['/runs?page=0', 400],
      ['/runs/%00', 400],
      ['/models?kind=oracle', 400],
      ["/models/1'--", 400],
      ['/models/%00', 400],
      ['/models/no-such-model', 404],
      ['/runs/no-such-run', 404],
      ['/panel/api::article.article/%00', 400],
      ['/panel/api::article.article/x?locale=e%00n', 400],
      ['/panel/api::nothing.nothing/x', 404],
      ['/panel/__proto__/x', 404],
    ])('of an administrator for %s is refused', async (path, expected) => {
      const { status, body } = await get(path, await adminJwt(app, 'strapi-super-admin'), '/foresight');
      expect(status).toBe(expected);
      explains(body.error?.details);
    });
  });

  it('stays as small as it was through 300 hostile requests', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const GROWTH = 16 * 1024 * 1024;
    const strangers = () => Array.from({ length: 500 }, () => ({ ...good(), documentId: `stranger-${lastId}` }));
    const hostile: readonly (() => Promise<Answer>)[] = [
      () => post(withKey(`{"events":[${'0,'.repeat(99_999)}0]}`), 'browser'),
      () => post(`{"key":"${'x'.repeat(1024 * 1024)}"}`, 'browser'),
      () => post(withKey(`{"events":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`), 'browser'),
      () => post({ key, events: strangers() }, 'browser'),
      () => post({ key: `fpk_${++lastId}_guessed_by_somebody`, ...good() }, 'browser'),
      () =>
        post({
          events: strangers().map((event) => ({ ...event, sessionId: `s-${lastId}`, visitorId: `v-${lastId}` })),
        }),
    ];
    const heap = async (): Promise<number> => {
      // Two turns: what finalizers and sockets hold is let go in the first.
      for (let turn = 0; turn < 2; turn++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        collect();
      }
      return process.memoryUsage().heapUsed;
    };

    for (const attack of hostile) for (let warm = 0; warm < 5; warm++) await attack();
    const before = await heap();
    for (let at = 0; at < 300; at++) {
      const { status } = (await hostile[at % hostile.length]?.()) ?? { status: 0 };
      expect([400, 403, 413]).toContain(status);
    }
    expect((await heap()) - before).toBeLessThan(GROWTH);

    const { status, body } = await post({ key, events: [good()] }, 'browser');
    expect([status, body.data?.accepted]).toEqual([200, 1]);
  });
});
