/** No other method, spelling of the address or header opens what the front door keeps closed. */
import { request as httpRequest } from 'node:http';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { type Lane, LANES, nameOf, type Route, routesOf, rowOf } from '../helpers/permission-matrix';
import { SQLITE } from '../helpers/site-databases';
import { type BootedStrapi, bootStrapi, listen } from '../helpers/strapi';

const SCHEDULE = { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' };
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

/** The address spelt otherwise. */
const SPELLINGS: Readonly<Record<string, (url: string) => string>> = {
  'as it is': (url) => url,
  'with a last slash': (url) => `${url}/`,
  'with a double slash': (url) => url.replace('/foresight/', '/foresight//'),
  'in capitals': (url) => url.toUpperCase(),
  'with an encoded letter': (url) => url.replace('/foresight/', '/%66oresight/'),
  'with an encoded slash': (url) => url.replace('/foresight/', '/foresight%2F'),
  'with a step down and up': (url) => url.replace('/foresight/', '/foresight/health/../'),
  'with a parameter of the path': (url) => `${url};admin=true`,
  'with a dot': (url) => `${url}.json`,
  'with a NUL byte': (url) => `${url}%00`,
};

/** Headers that other servers take for another method, another address or another caller. */
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'X-HTTP-Method-Override': 'GET' },
  { 'X-Original-URL': '/foresight/health', 'X-Rewrite-URL': '/foresight/health' },
  { Authorization: 'Basic YWRtaW46YWRtaW4=' },
  { Authorization: 'Bearer' },
  { Authorization: 'Bearer one two' },
  { Authorization: 'bearer null' },
  { Cookie: 'jwtToken=no-such-session; strapi_jwt=no-such-session' },
];

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sent as it stands: libraries would tidy the address up. */
const send = (
  { http }: BootedStrapi,
  { method, url, headers = {}, body }: { method: string; url: string; headers?: object; body?: object | undefined }
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const text = body === undefined || ['GET', 'HEAD', 'OPTIONS'].includes(method) ? '' : JSON.stringify(body);
    const length = text === '' ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(text.length) };
    const { port } = http.address() as AddressInfo;
    const asked = httpRequest(
      { agent: false, port, method, path: url, headers: { ...length, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      }
    );
    asked.on('error', reject);
    asked.end(text);
  });

/** Refused, or nothing there; never an answer with something in it. */
const keepsClosed = ({ status, text }: Answer, method: string): boolean => {
  if ([400, 401, 403, 404, 405, 501].includes(status)) return text === '' || !/"data":(?!null)/.test(text);
  // What a route allows, or a preflight: without a body.
  return method === 'OPTIONS' && [200, 204].includes(status) && ['', 'OK'].includes(text);
};

const closed = (app: Core.Strapi): [Lane, Route][] =>
  (Object.keys(LANES) as Lane[]).flatMap((lane) =>
    routesOf(app, lane)
      .filter((route) => !rowOf(route).open)
      .map((route): [Lane, Route] => [lane, route])
  );

const doors = async (
  booted: BootedStrapi,
  prefixes: Record<Lane, string>,
  methods: readonly string[] = METHODS
): Promise<string[]> => {
  const opened: string[] = [];
  for (const [lane, route] of closed(booted.app)) {
    const { url, body } = rowOf(route);
    for (const [spelling, spell] of Object.entries(SPELLINGS)) {
      for (const method of methods) {
        const answer = await send(booted, { method, url: spell(`${prefixes[lane]}${url}`), body });
        if (!keepsClosed(answer, method)) opened.push(`${method} ${nameOf(route)} ${spelling}: ${answer.status}`);
      }
    }
    for (const headers of HEADERS) {
      const answer = await send(booted, { method: route.method, url: `${prefixes[lane]}${url}`, headers, body });
      if (!keepsClosed(answer, route.method)) opened.push(`${nameOf(route)} ${JSON.stringify(headers)}`);
    }
  }
  return opened;
};

describe('without credentials', () => {
  let booted: BootedStrapi;
  beforeAll(async () => {
    booted = await bootStrapi({ FORESIGHT_CONFIG: JSON.stringify({ schedule: SCHEDULE }) });
    await listen(booted);
    // Strapi writes down every path it finds malicious.
    Object.assign(booted.app.log, { silent: true });
  });
  afterAll(() => booted.stop());

  it('no method, spelling or header gets an answer out of a closed route', async () => {
    expect(await doors(booted, LANES)).toEqual([]);
  });

  it('HEAD is asked for the same permission as GET', async () => {
    const ask = (method: string, url: string) => send(booted, { method, url });
    expect((await ask('HEAD', '/api/foresight/health')).status).toBe(200);
    expect((await ask('HEAD', '/api/foresight/rankings')).status).toBe(403);
    expect((await ask('HEAD', '/foresight/overview')).status).toBe(401);
  });

  it('the plugin answers nothing of its own outside its two folders', async () => {
    for (const url of ['/foresight', '/api/foresight', '/foresightx/events', '/api/foresightx/events', '/events']) {
      const { status, text } = await send(booted, { method: 'POST', url, body: {} });
      expect([url, [404, 405].includes(status), /foresight|CoreError/.test(text)]).toEqual([url, true, false]);
    }
  });
});

describe('under a prefix of its own', () => {
  const prefix = '/v1/Content';
  let booted: BootedStrapi;
  beforeAll(async () => {
    booted = await bootStrapi({ FORESIGHT_CONFIG: JSON.stringify({ schedule: SCHEDULE }) }, SQLITE, {
      adapt: (dist) =>
        fs.appendFileSync(path.join(dist, 'config', 'api.js'), `\nexports.default.rest.prefix = '${prefix}';\n`),
    });
    await listen(booted);
    // Strapi writes down every path it finds malicious.
    Object.assign(booted.app.log, { silent: true });
  });
  afterAll(() => booted.stop());
  const lanes = { 'content-api': `${prefix}/foresight`, admin: '/foresight' };

  it('everything closed is closed', async () => {
    expect(await doors(booted, lanes, ['GET', 'POST'])).toEqual([]);
  });

  it('events are taken there, in their own lane, and nowhere else', async () => {
    const event = { method: 'POST', body: { events: [{ type: 'view' }] } };
    const [there, elsewhere] = [
      await send(booted, { ...event, url: `${prefix}/foresight/events` }),
      await send(booted, { ...event, url: '/rest/foresight/events' }),
    ];
    expect([there.status, JSON.parse(there.text).error.details.code]).toEqual([403, 'UNKNOWN_KEY']);
    expect([404, 405]).toContain(elsewhere.status);
    const preflight = await send(booted, { method: 'OPTIONS', url: `${prefix}/foresight/events` });
    expect(preflight.status).toBe(204);
  });
});
