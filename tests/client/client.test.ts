/** The typed client against a server of its own: what it sends, how often it tries, and what it throws. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createClient, ForesightError, type ClientOptions } from '../../client/src/sdk';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** The connection is cut instead. */
  readonly cut?: true;
  /** Nothing is ever answered. */
  readonly silent?: true;
}

const OK: Answer = { status: 200, body: { data: [], meta: {} } };
const sent = (received: number, errors: object[] = []) => ({
  data: { received, accepted: received - errors.length, duplicate: 0, quarantined: 0, rejected: errors.length, errors },
});

let asked: Asked[] = [];
let answers: Answer[] = [];
let url = '';

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const answer = answers.shift() ?? OK;
    if (answer.cut) return request.socket.destroy();
    if (answer.silent) return;
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers }).end(text);
  });
});

const client = (options: Partial<ClientOptions> = {}) =>
  createClient({ url, firstWaitMs: 1, longestWaitMs: 2_000, timeoutMs: 5_000, ...options });
const thrown = async (work: Promise<unknown>): Promise<ForesightError> => {
  const error = await work.then(
    () => null,
    (why: unknown) => why
  );
  expect(error).toBeInstanceOf(ForesightError);
  return error as ForesightError;
};

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answers = [];
});

describe('what it asks', () => {
  it('is the endpoint, with the token, and nothing that was not given', async () => {
    const one = client({ token: 'secret', prefix: '/rest/' });
    await one.rankings({ limit: 3, locale: 'en' });
    await one.prediction('a b/c', { locale: 'en' });
    await one.rankings();
    await one.whatIf({ documentId: 'a', variants: [] });
    await one.classify({ text: 'Words' });
    await one.health();
    await one.tracker();
    expect(asked.map(({ method, url: path, body }) => [method, path, body])).toEqual([
      ['GET', '/rest/foresight/rankings?limit=3&locale=en', ''],
      ['GET', '/rest/foresight/predictions/a%20b%2Fc?locale=en', ''],
      ['GET', '/rest/foresight/rankings', ''],
      ['POST', '/rest/foresight/what-if', '{"documentId":"a","variants":[]}'],
      ['POST', '/rest/foresight/classify', '{"text":"Words"}'],
      ['GET', '/rest/foresight/health', ''],
      ['GET', '/rest/foresight/tracker.json', ''],
    ]);
    expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer secret']));
  });

  it('are all pages of an export, and an erasure until it is done', async () => {
    const page = (next: string | null, ...ids: string[]): Answer => ({
      status: 200,
      body: {
        data: ids.map((eventId) => ({ eventId })),
        meta: { events: 3, quarantined: 0, firstAt: null, lastAt: null, next },
      },
    });
    answers = [
      page('7.key', 'a', 'b'),
      page(null, 'c'),
      { status: 202, body: { data: { id: 'e1', status: 'queued' } } },
      { status: 200, body: { data: { id: 'e1', status: 'done' } } },
    ];
    const one = client({ token: 'secret' });
    const told = await one.exportVisitor('customer/4711');
    expect(told.data.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
    expect(told.meta).toEqual({ events: 3, quarantined: 0, firstAt: null, lastAt: null });
    expect((await one.eraseVisitor('customer/4711')).status).toBe('queued');
    expect((await one.erasure('e1')).status).toBe('done');
    expect(asked.map(({ method, url: path, body }) => [method, path, body])).toEqual([
      ['POST', '/api/foresight/visitors/export', '{"visitorId":"customer/4711"}'],
      ['POST', '/api/foresight/visitors/export', '{"visitorId":"customer/4711","after":"7.key"}'],
      ['POST', '/api/foresight/visitors/erase', '{"visitorId":"customer/4711"}'],
      ['GET', '/api/foresight/visitors/erasures/e1', ''],
    ]);
  });

  it('are events with ids, in batches of 500 and 200 kB, with a key instead of a token', async () => {
    const many = Array.from({ length: 501 }, () => ({ type: 'view' as const, documentId: 'a' }));
    const wide = Array.from({ length: 3 }, () => ({
      type: 'custom' as const,
      documentId: 'a',
      properties: Object.fromEntries(Array.from({ length: 350 }, (_, at) => [`p${at}`, '€'.repeat(85)])),
    }));
    const refused = { index: 0, eventId: null, code: 'INVALID_EVENT', got: 'x', expected: 'y' };
    answers = [
      { status: 200, body: sent(500) },
      { status: 400, body: sent(3, [refused, { ...refused, index: 1 }]) },
      { status: 200, body: sent(1) },
    ];
    const answer = await client({ token: 'secret', key: 'fpk_key' }).sendEvents([...many, ...wide]);
    const bodies = asked.map(({ body }) => JSON.parse(body) as { key: string; events: { eventId: string }[] });
    expect(bodies.map(({ key, events }) => [key, events.length])).toEqual([
      ['fpk_key', 500],
      ['fpk_key', 3],
      ['fpk_key', 1],
    ]);
    expect(asked.every(({ headers, body }) => headers.authorization === undefined && body.length < 256_000)).toBe(true);
    const ids = bodies.flatMap(({ events }) => events.map(({ eventId }) => eventId));
    expect(new Set(ids).size).toBe(504);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true
    );
    expect(answer).toMatchObject({ received: 504, accepted: 502, rejected: 2 });
    expect(answer.errors.map(({ index }) => index)).toEqual([500, 501]);
    expect(await client().sendEvents([])).toMatchObject({ received: 0 });
  });
});

describe('further tries', () => {
  const busy: Answer = { status: 503, body: { error: { name: 'CoreError', message: 'Busy', details: {} } } };

  it('follow 429, 502, 503, 504 and a connection that breaks, with the same events', async () => {
    answers = [
      { status: 429 },
      { status: 502 },
      busy,
      { status: 504 },
      { status: 200, cut: true },
      { status: 200, body: sent(1) },
    ];
    await client({ retries: 5 }).sendEvents([{ type: 'view', documentId: 'a' }]);
    expect(asked).toHaveLength(6);
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
  });

  it('end after as many as were asked for, with the last error', async () => {
    answers = [busy, busy, busy, busy];
    expect(await thrown(client({ retries: 2 }).health())).toMatchObject({ status: 503, message: 'Busy' });
    expect(asked).toHaveLength(3);
    expect((await thrown(client({ retries: 0 }).health())).status).toBe(503);
    expect(asked).toHaveLength(4);
  });

  it('wait as long as the server asks, and give up where that is too long', async () => {
    answers = [{ status: 429, headers: { 'Retry-After': '1' } }];
    const begun = performance.now();
    await client().health();
    expect(performance.now() - begun).toBeGreaterThan(990);

    answers = [{ status: 503, headers: { 'Retry-After': '3600' } }];
    expect(await thrown(client().health())).toMatchObject({ status: 503, retryAfterSeconds: 3600 });
    expect(asked).toHaveLength(3);
  });

  it('follow nothing that would be refused again', async () => {
    answers = [{ status: 500, body: {} }];
    await thrown(client().health());
    answers = [{ status: 403, body: {} }];
    await thrown(client().health());
    expect(asked).toHaveLength(2);
  });
});

describe('the error', () => {
  it('says status, code, what came and what was expected', async () => {
    const details = { code: 'INVALID_REQUEST', path: 'limit', got: 'string "ten"', expected: 'a whole number' };
    const message = 'limit: expected a whole number, got string "ten".';
    answers = [{ status: 400, body: { data: null, error: { status: 400, name: 'CoreError', message, details } } }];
    expect(await thrown(client().rankings())).toMatchObject({
      name: 'ForesightError',
      status: 400,
      message,
      ...details,
    });
  });

  it('has the name of an error of Strapi itself', async () => {
    answers = [
      {
        status: 403,
        body: { data: null, error: { status: 403, name: 'ForbiddenError', message: 'Forbidden', details: {} } },
      },
    ];
    expect(await thrown(client().rankings())).toMatchObject({
      status: 403,
      code: 'ForbiddenError',
      got: null,
      expected: null,
    });
  });

  it.each([
    ['a page', { status: 404, body: '<html>Not here</html>' }, 404],
    ['a success that is no JSON', { status: 200, body: 'pong' }, 200],
    ['nothing', { status: 500, body: '' }, 500],
  ])('knows an answer that is none of Foresight: %s', async (_, answer, status) => {
    answers = [answer];
    expect(await thrown(client().health())).toMatchObject({ code: 'UNKNOWN_ANSWER', status });
  });

  it('says that nobody answers', async () => {
    const error = await thrown(createClient({ url: 'http://127.0.0.1:1', firstWaitMs: 1 }).health());
    expect([error.code, error.status]).toEqual(['NO_ANSWER', null]);
    expect(error.cause).toBeDefined();
  });

  it('says that it took too long', async () => {
    answers = [{ status: 200, silent: true }];
    const error = await thrown(client({ timeoutMs: 50, retries: 0 }).health());
    expect([error.code, error.expected]).toEqual(['TOO_LATE', 'one within 50 ms']);
  });

  it('says that the caller gave up: before, during and between tries', async () => {
    const reason = new Error('enough');
    const codeAfter = async (ms: number | null, first: Answer) => {
      answers = [first];
      const controller = new AbortController();
      if (ms === null) controller.abort(reason);
      else setTimeout(() => controller.abort(reason), ms);
      const { code, cause } = await thrown(client().health({ signal: controller.signal }));
      return [code, cause, asked.length];
    };
    expect(await codeAfter(null, OK)).toEqual(['ABORTED', reason, 0]);
    expect(await codeAfter(100, { status: 200, silent: true })).toEqual(['ABORTED', reason, 1]);
    expect(await codeAfter(300, { status: 503, headers: { 'Retry-After': '2' } })).toEqual(['ABORTED', reason, 2]);
  });
});
