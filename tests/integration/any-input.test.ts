/** Every route takes the parameters it names, as they are meant, and no others; whatever comes, it never breaks. */
import type { Core } from '@strapi/strapi';
import fc from 'fast-check';
import request from 'supertest';

import { adminJwt, apiToken } from '../helpers/credentials';
import { type Lane, LANES, nameOf, type Route, routesOf, rowOf } from '../helpers/permission-matrix';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

const RUNS = 1_000;
const NUMBERS = ['limit', 'days', 'page', 'pageSize'];

/** What no parameter may be, and more that no number may be. */
const WRONG = (name: string): string[] => [
  `${name}=1&${name}=2`,
  `${name}[]=1`,
  `${name}[$gt]=1`,
  `${name}[a][b]=1`,
  `${name}%5B0%5D=1`,
  `${name}=`,
  name,
  `${name}=${'x'.repeat(3_000)}`,
];
const NO_NUMBER = [
  'NaN',
  'Infinity',
  '-1',
  '0',
  '1.5',
  '1e1',
  '0x1',
  '%201',
  '1%20',
  '+1',
  '99999999999',
  '1;2',
  'ten',
];
const UNKNOWN = ['unknown=1', 'filters[title]=x', 'populate=*', '__proto__[limit]=1', 'constructor=1', '=1', 'token=x'];

interface Middleware {
  readonly name?: string;
  readonly config?: { readonly takes?: readonly string[] };
}

let booted: BootedStrapi;
let app: Core.Strapi;
let bearers: Record<Lane, string>;
let routes: [Lane, Route][];

const takesOf = ({ config }: Route): readonly string[] | undefined =>
  (config as { middlewares?: readonly Middleware[] }).middlewares?.find(
    ({ name }) => name === 'plugin::foresight.strict-query'
  )?.config?.takes;

const ask = (lane: Lane, route: Route, query: string, body: unknown = rowOf(route).body) => {
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  const own = `${LANES[lane]}${rowOf(route).url}`;
  const url = query === '' ? own : `${own}${own.includes('?') ? '&' : '?'}${query}`;
  const asked = request(booted.http)[method](url).set('Authorization', `Bearer ${bearers[lane]}`);
  return body === undefined || method === 'get'
    ? asked
    : asked.set('Content-Type', 'application/json').send(body as object);
};

beforeAll(async () => {
  booted = await bootStrapi({
    FORESIGHT_CONFIG: JSON.stringify({
      schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' },
      rateLimit: false,
    }),
  });
  app = booted.app;
  // Strapi writes down every body it can't read.
  Object.assign(app.log, { silent: true });
  bearers = { 'content-api': await apiToken(app, 'full-access'), admin: await adminJwt(app, 'strapi-super-admin') };
  routes = (Object.keys(LANES) as Lane[]).flatMap((lane) =>
    routesOf(app, lane).map((route): [Lane, Route] => [lane, route])
  );
});
afterAll(() => booted.stop());

it('every route says which parameters it takes', () => {
  expect(routes.filter(([, route]) => takesOf(route) === undefined).map(([, route]) => nameOf(route))).toEqual([]);
});

it('every route refuses what it does not know, and what is not as it is meant, by its name', async () => {
  for (const [lane, route] of routes) {
    const takes = takesOf(route) ?? [];
    const wrong = [
      ...UNKNOWN.map((query) => [query, /^[^[=]*/.exec(query)?.[0] || '(no name)'] as const),
      ...takes.flatMap((name) => WRONG(name).map((query) => [query, name] as const)),
      ...takes
        .filter((name) => NUMBERS.includes(name))
        .flatMap((name) => NO_NUMBER.map((value) => [`${name}=${value}`, name] as const)),
    ];
    for (const [query, path] of wrong) {
      const { status, body } = await ask(lane, route, query);
      expect([nameOf(route), query.slice(0, 60), status, body.error?.details]).toEqual([
        nameOf(route),
        query.slice(0, 60),
        400,
        {
          code: 'INVALID_REQUEST',
          path,
          got: expect.stringMatching(/^[^\p{Cc}]{1,120}$/u),
          expected: expect.stringMatching(/^[^\p{Cc}]{1,400}$/u),
        },
      ]);
    }
  }
}, 120_000);

it('browsers send events without parameters in the address', async () => {
  const { status, body } = await request(booted.http).post('/api/foresight/events?key=fpk_in_the_address').send({});
  expect([status, body.error.details.path]).toEqual([400, 'key']);
});

it(`no route breaks, whatever it is asked: ${RUNS} random questions`, async () => {
  // Whoever asks may switch everything off, which is then said with 503: that one value is left out.
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom(
      '',
      'null',
      '1',
      'en',
      'api::article.article',
      'audit',
      '[]',
      '%00',
      '\ud800',
      "' or 1=1 --",
      '../..'
    )
  );
  const routeAt = fc.integer({ min: 0, max: routes.length - 1 });
  const names = [...new Set(routes.flatMap(([, route]) => takesOf(route) ?? [])), 'filters', '__proto__', ''];
  const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom('', '[]', '[$ne]', '[0]'), value);
  const queries = fc.array(pair, { maxLength: 4 });
  const body = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.record(
      {
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        title: fc.oneof(fc.string(), fc.jsonValue()),
        limit: fc.jsonValue(),
        name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        active: fc.oneof(fc.string(), fc.constant(null), fc.integer()),
        events: fc.jsonValue(),
        locale: fc.oneof(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] }
    )
  );

  await fc.assert(
    fc.asyncProperty(routeAt, queries, body, async (at, given, sent) => {
      const [lane, route] = routes[at] as [Lane, Route];
      if (route.path === '/settings' && (sent as { active?: unknown } | null)?.active === false) return;
      const query = given
        .map(([name, nest, text]) => `${name}${nest}=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`)
        .join('&');
      const { status } = await ask(lane, route, query, sent);
      expect([nameOf(route), query, status < 500 && status !== 429]).toEqual([nameOf(route), query, true]);
    }),
    { numRuns: RUNS, seed: 20261127 }
  );
}, 300_000);
