/** Who may call what. The routes come from the booted plugin itself: one without a row here fails. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { adminJwt, apiToken } from '../helpers/credentials';
import { adminWith, readerWith } from '../helpers/roles';
import { documents, foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly handler: string;
  readonly config: {
    readonly auth?: false;
    readonly policies?: readonly (string | { name: string; config: { actions: string[] } })[];
  };
}

/** How to call a route, and what it answers to somebody who may. */
interface Row {
  readonly url: string;
  readonly body?: object;
  readonly allowed: number;
  /** What a signed-in reader gets whose role was granted the action; otherwise as everybody who may. */
  readonly granted?: number;
  /** Routes without an entry are closed to those without credentials. */
  readonly open?: true;
}

const NOWHERE = 'a'.repeat(24);
const ROWS: Readonly<Record<string, Row>> = {
  'POST /events': { url: '/events', body: { events: [{ type: 'view' }] }, allowed: 400, granted: 403 },
  'GET /rankings': { url: '/rankings', allowed: 200 },
  'GET /predictions/:documentId': { url: `/predictions/${NOWHERE}`, allowed: 404 },
  'POST /classify': { url: '/classify', body: { text: 'Some words about ferries.' }, allowed: 200 },
  'GET /health': { url: '/health', allowed: 200, open: true },

  'GET /overview': { url: '/overview', allowed: 200 },
  'GET /articles': { url: '/articles', allowed: 200 },
  'GET /models': { url: '/models', allowed: 200 },
  'GET /models/:id': { url: `/models/${NOWHERE}`, allowed: 404 },
  'POST /models/:id/promote': { url: `/models/${NOWHERE}/promote`, allowed: 404 },
  'POST /models/kinds/:kind/roll-back': { url: '/models/kinds/ranker/roll-back', allowed: 409 },
  'POST /train': { url: '/train', allowed: 202 },
  'GET /runs': { url: '/runs', allowed: 200 },
  'GET /runs/:runId': { url: `/runs/${NOWHERE}`, allowed: 404 },
  // Allowed by the plugin; the entry itself asks for the right to read it as well: see below.
  'GET /panel/:contentType/:documentId': { url: `/panel/api::article.article/${NOWHERE}`, allowed: 403 },
  'GET /settings': { url: '/settings', allowed: 200 },
  'PUT /settings': { url: '/settings', body: { active: true }, allowed: 200 },
  'POST /keys': { url: '/keys', body: { name: 'From the matrix' }, allowed: 201 },
  'DELETE /keys/:id': { url: '/keys/999999', allowed: 404 },
};

let booted: BootedStrapi;
let app: Core.Strapi;

const routesOf = (kind: 'content-api' | 'admin'): Route[] =>
  (app.plugin('foresight').routes as unknown as Record<string, { routes: Route[] }>)[kind]?.routes ?? [];
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const rowOf = (route: Route): Row => {
  const row = ROWS[nameOf(route)];
  if (row === undefined) throw new Error(`${nameOf(route)} has no row in the matrix of permissions`);
  return row;
};

const ask = async (prefix: string, route: Route, bearer: string | null) => {
  const { url, body } = rowOf(route);
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  const asked = request(booted.http)[method](`${prefix}${url}`);
  if (bearer !== null) asked.set('Authorization', `Bearer ${bearer}`);
  const { status } = body === undefined ? await asked : await asked.send(body);
  await idle();
  return status;
};

/** A training that was let in is over before the next one asks. */
const idle = async (): Promise<void> => {
  const training = foresight<{ runs(page: object): Promise<{ data: { status: string }[] }> }>(app, 'training');
  while ((await training.runs({ page: 1, pageSize: 1 })).data.some(({ status }) => /queued|running/.test(status))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** What each credential gets from each route, by route. */
const matrix = async (
  prefix: string,
  routes: readonly Route[],
  credentials: Readonly<Record<string, string | null>>
) => {
  const answers: Record<string, Record<string, number>> = {};
  for (const route of routes) {
    const row: Record<string, number> = {};
    for (const [who, bearer] of Object.entries(credentials)) row[who] = await ask(prefix, route, bearer);
    answers[nameOf(route)] = row;
  }
  return answers;
};

beforeAll(async () => {
  booted = await bootStrapi({
    FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } }),
  });
  app = booted.app;
});
afterAll(() => booted.stop());

it('has a row for every route and none beside', () => {
  const names = [...routesOf('content-api'), ...routesOf('admin')].map(nameOf);
  expect(names.sort()).toEqual(Object.keys(ROWS).sort());
});

it('gives front ends exactly what their credentials say', async () => {
  const routes = routesOf('content-api');
  const actionOf = (route: Route) => `plugin::foresight.${route.handler}`;
  const actions = routes.map(actionOf);

  const answers: Record<string, Record<string, number>> = {};
  const expected: Record<string, Record<string, number>> = {};
  const readOnly = await apiToken(app, 'read-only');
  const fullAccess = await apiToken(app, 'full-access');
  const roleWithout = await readerWith(app, 'roleWithout', []);
  const roleWith = await readerWith(app, 'roleWith', actions);
  for (const route of routes) {
    const action = actionOf(route);
    const { allowed, granted = allowed, open } = rowOf(route);
    Object.assign(
      answers,
      await matrix('/api/foresight', [route], {
        none: null,
        wrong: 'no-such-token',
        readOnly,
        customWithout: await apiToken(
          app,
          'custom',
          actions.filter((each) => each !== action)
        ),
        customWith: await apiToken(app, 'custom', [action]),
        fullAccess,
        roleWithout,
        roleWith,
      })
    );
    const closed = (status: number) => (open ? allowed : status);
    expected[nameOf(route)] = {
      none: closed(403),
      wrong: closed(401),
      readOnly: /\.find(One)?$/.test(action) ? allowed : closed(403),
      customWithout: closed(403),
      customWith: allowed,
      fullAccess: allowed,
      roleWithout: closed(403),
      roleWith: granted,
    };
  }
  expect(answers).toEqual(expected);
});

it('opens what an operator grants to everybody, and nothing else', async () => {
  const role = await app.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  await app.db
    .query('plugin::users-permissions.permission')
    .create({ data: { action: 'plugin::foresight.ranking.find', role: role.id } });
  const [rankings, predictions] = ['/rankings', '/predictions/:documentId'].map((path) =>
    routesOf('content-api').find((route) => route.path === path)
  ) as [Route, Route];
  expect([await ask('/api/foresight', rankings, null), await ask('/api/foresight', predictions, null)]).toEqual([
    200, 403,
  ]);
});

it('lets browsers send events by a publishable key, and by nothing less', async () => {
  const { documentId } = await documents(app, 'api::article.article').create({
    locale: 'en',
    status: 'published',
    data: { title: 'Read by a browser', body: 'Words. '.repeat(30) },
  });
  const event = { eventId: 'permissions-event-1', type: 'view', documentId };
  const send = (body: object) => request(booted.http).post('/api/foresight/events').send(body);
  const [known] = await foresight<{ list(): Promise<{ publishableKey: string }[]> }>(app, 'keys').list();
  expect((await send(event)).status).toBe(403);
  expect((await send({ key: 'fpk_somebody_elses_key', ...event })).status).toBe(403);
  expect((await send({ key: known?.publishableKey, ...event })).status).toBe(200);
  // Who signs in is a reader like any other: a session is no way around the key, the limits and the moment of arrival.
  const session = await readerWith(app, 'signedIn', ['plugin::foresight.event.create']);
  const signedIn = await send({ ...event, eventId: 'permissions-event-2' }).set('Authorization', `Bearer ${session}`);
  expect([signedIn.status, signedIn.body.error.details.code]).toEqual([403, 'TOKEN_NEEDED']);
});

describe('the admin routes', () => {
  const actionsOf = ({ config }: Route): string[] =>
    (config.policies ?? []).flatMap((policy) => (typeof policy === 'string' ? [] : policy.config.actions));

  it('are all behind a session and one action', () => {
    for (const route of routesOf('admin')) {
      expect([nameOf(route), route.config.policies?.[0]]).toEqual([nameOf(route), 'admin::isAuthenticatedAdmin']);
      expect([nameOf(route), actionsOf(route).length]).toEqual([nameOf(route), 1]);
    }
  });

  it('answer an administrator and nobody who only seems to be one', async () => {
    const routes = routesOf('admin');
    const answers = await matrix('/foresight', routes, {
      none: null,
      wrong: 'no-such-session',
      apiToken: await apiToken(app, 'full-access'),
      reader: await readerWith(app, 'someReader', []),
      editor: await adminJwt(app, 'strapi-editor'),
      superAdmin: await adminJwt(app, 'strapi-super-admin'),
    });
    const expected = routes.map((route) => {
      const superAdmin = route.path.startsWith('/panel') ? 404 : rowOf(route).allowed;
      return [nameOf(route), { none: 401, wrong: 401, apiToken: 401, reader: 401, editor: 403, superAdmin }];
    });
    expect(answers).toEqual(Object.fromEntries(expected));
  });

  it('open with their own action and with no other', async () => {
    const routes = routesOf('admin');
    const actions = [...new Set(routes.flatMap(actionsOf))];
    expect(actions.sort()).toEqual(
      ['read', 'train', 'promote', 'settings.configure'].map((uid) => `plugin::foresight.${uid}`).sort()
    );
    for (const [at, action] of actions.entries()) {
      const answers = await matrix('/foresight', routes, {
        own: (await adminWith(app, `only-${at}`, [{ action }])).jwt,
      });
      const expected = routes.map((route) => [
        nameOf(route),
        { own: actionsOf(route).includes(action) ? rowOf(route).allowed : 403 },
      ]);
      expect([action, answers]).toEqual([action, Object.fromEntries(expected)]);
    }
  });

  it('show of an entry only what the role may read of it: this type, this author, this locale', async () => {
    const read = { action: 'plugin::foresight.read' };
    const explore = { action: 'plugin::content-manager.explorer.read', subject: 'api::article.article' };
    const own = await adminWith(app, 'own', [
      read,
      { ...explore, properties: { locales: ['en'] }, conditions: ['admin::is-creator'] },
    ]);
    const french = await adminWith(app, 'french', [read, { ...explore, properties: { locales: ['fr'] } }]);
    const all = await adminWith(app, 'all', [read, { ...explore, properties: { locales: ['en', 'fr'] } }]);

    const create = (createdBy: number) =>
      documents(app, 'api::article.article').create({
        locale: 'en',
        data: { title: 'A draft', body: 'Words. '.repeat(30), createdBy },
      });
    const [theirs, mine] = [await create(all.id), await create(own.id)];
    const see = async ({ jwt }: { jwt: string }, { documentId }: { documentId: string }, query = '') =>
      (
        await request(booted.http)
          .get(`/foresight/panel/api::article.article/${documentId}${query}`)
          .set('Authorization', `Bearer ${jwt}`)
      ).status;

    expect([await see(all, theirs), await see(all, mine)]).toEqual([200, 200]);
    expect([await see(own, theirs), await see(own, mine)]).toEqual([403, 200]);
    expect([await see(french, theirs), await see(french, theirs, '?locale=en')]).toEqual([403, 403]);
  });
});
