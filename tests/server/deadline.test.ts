/** @jest-environment node */
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import type { Core } from '@strapi/strapi';
import Koa, { type Context, type Middleware } from 'koa';
import request from 'supertest';

import { LIMITS } from '../../server/src/config/defaults';
import { deadline, requestSignal, unhurried } from '../../server/src/middlewares/deadline';

const OURS = '/api/foresight/rankings';
/** Longer than a request may take. */
const LONG_MS = LIMITS.requestMs + 400;
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let away = false;
const suspected: string[] = [];
const strapi = {
  config: { get: (_: string, fallback: unknown) => fallback },
  log: { debug: () => undefined },
  plugin: () => ({
    service: () => ({ suspect: (cause: string) => void suspected.push(cause), isAway: () => away }),
  }),
} as unknown as Core.Strapi;

const broken: unknown[] = [];
const serving = (handler: Middleware, ...between: Middleware[]) => {
  const app = new Koa();
  app.on('error', (error) => broken.push(error));
  app.use(deadline(strapi));
  for (const middleware of between) app.use(middleware);
  app.use(handler);
  return createServer(app.callback());
};
const unhandled = (error: unknown) => void broken.push(error);

beforeAll(() => void process.on('unhandledRejection', unhandled));
afterAll(() => void process.off('unhandledRejection', unhandled));
beforeEach(() => {
  away = false;
  suspected.length = 0;
});
afterEach(async () => {
  expect(broken).toEqual([]);
});

describe('a request of ours', () => {
  it('that is answered in time is answered as it is', async () => {
    const server = serving((ctx) => void (ctx.body = { data: 'soon' }));
    const { status, body } = await request(server).get(OURS);
    expect([status, body]).toEqual([200, { data: 'soon' }]);
  });

  it.each<[string, (ctx: Context) => Promise<void>]>([
    ['never', () => new Promise(() => undefined)],
    [
      'late with a body',
      async (ctx) => {
        await later(LONG_MS);
        ctx.status = 200;
        ctx.set('X-Late', '1');
        ctx.body = { data: 'late' };
      },
    ],
    [
      'late with a stream',
      async (ctx) => {
        await later(LONG_MS);
        ctx.body = Readable.from(['late']);
      },
    ],
    [
      'late with an error',
      async () => {
        await later(LONG_MS);
        throw new Error('late');
      },
    ],
    [
      'late and straight to the socket',
      async (ctx) => {
        await later(LONG_MS);
        if (!ctx.res.writableEnded) ctx.res.end('late');
      },
    ],
  ])('that would be answered %s is answered with 503, and what comes late is dropped', async (_, handler) => {
    const started = performance.now();
    const { status, headers, body } = await request(serving(handler)).get(OURS);
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThan(LIMITS.requestMs - 50);
    expect(ms).toBeLessThan(6_000);
    expect([status, headers['retry-after'], body.error.details.code]).toEqual([503, '5', 'TIMED_OUT']);
    expect(suspected).toHaveLength(1);
    await later(LONG_MS - LIMITS.requestMs + 100);
  });

  it('that times out while the database is away says so', async () => {
    away = true;
    const { body } = await request(serving(() => new Promise(() => undefined))).get(OURS);
    expect(body.error.details.code).toBe('DATABASE_UNAVAILABLE');
  });

  it('tells what it began that nobody waits any more, and only then', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const server = serving(async (ctx) => {
      signals.push(requestSignal(ctx));
      if (ctx.query.slow) await later(LONG_MS);
      ctx.body = 'done';
    });
    await request(server).get(OURS);
    await request(server).get(`${OURS}?slow=1`);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false, true]);
  });

  it('may take its time where its route says so', async () => {
    const server = serving(
      async (ctx) => {
        await later(LONG_MS);
        ctx.body = { data: 'worth waiting for' };
      },
      unhurried() as unknown as Middleware
    );
    const { status, body } = await request(server).get(OURS);
    expect([status, body.data]).toEqual([200, 'worth waiting for']);
  });

  it('is as slow as its sender: the time counts from when it has arrived', async () => {
    const server = serving(async (ctx) => {
      let text = '';
      for await (const chunk of ctx.req) text += String(chunk);
      ctx.body = { data: text };
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const asked = httpRequest({ port, agent: false, method: 'POST', path: OURS }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      });
      asked.on('error', reject);
      asked.write('slow ');
      setTimeout(() => asked.end('sender'), LONG_MS);
    });
    server.close();
    expect(JSON.parse(answer)).toEqual({ data: 'slow sender' });
  });
});

it("a request that is not ours is none of the plugin's business", async () => {
  const server = serving(async (ctx) => {
    await later(LONG_MS);
    ctx.body = 'slow';
  });
  expect((await request(server).get('/api/articles')).text).toBe('slow');
});
