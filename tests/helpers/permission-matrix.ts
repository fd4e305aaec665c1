/** Every route of the plugin against every kind of caller. The routes come from the booted plugin itself. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { adminJwt, adminSession, adminToken, apiToken, signOut, spoilToken } from './credentials';
import { adminWith, readerAccount, readerWith } from './roles';
import type { BootedStrapi } from './strapi';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly handler: string;
  readonly config: {
    readonly auth?: false;
    readonly policies?: readonly (string | { name: string; config: { actions: string[] } })[];
  };
}

/** How to call a route, and what it answers to somebody who may. */
export interface Row {
  readonly url: string;
  readonly body?: object;
  readonly allowed: number;
  /** What a signed-in reader gets whose role was granted the action; otherwise as everybody who may. */
  readonly granted?: number;
  /** What the super admin gets, where more than the action is asked for; otherwise as everybody who may. */
  readonly superAdmin?: number;
  /** Routes without an entry are closed to those without credentials. */
  readonly open?: true;
}

const NOWHERE = 'a'.repeat(24);
const NO_IMPORT = `imp-${NOWHERE}`;

/** A new route has no row here and fails the test. */
export const ROWS: Readonly<Record<string, Row>> = {
  'POST /events': { url: '/events', body: { events: [{ type: 'view' }] }, allowed: 400, granted: 403 },
  'GET /rankings': { url: '/rankings', allowed: 200 },
  'GET /predictions/:documentId': { url: `/predictions/${NOWHERE}`, allowed: 404 },
  'POST /what-if': { url: '/what-if', body: { documentId: NOWHERE, variants: [] }, allowed: 404 },
  'POST /classify': { url: '/classify', body: { text: 'Some words about ferries.' }, allowed: 200 },
  'GET /tracker.js': { url: '/tracker.js', allowed: 200, open: true },
  'GET /tracker.json': { url: '/tracker.json', allowed: 200, open: true },
  'GET /health': { url: '/health', allowed: 200, open: true },

  'POST /visitors/export': { url: '/visitors/export', body: { visitorId: 'nobody' }, allowed: 200, granted: 403 },
  'POST /visitors/erase': { url: '/visitors/erase', body: { visitorId: 'nobody' }, allowed: 202, granted: 403 },
  'GET /visitors/erasures/:erasureId': { url: `/visitors/erasures/${NOWHERE}`, allowed: 404, granted: 403 },

  'GET /overview': { url: '/overview', allowed: 200 },
  'GET /articles': { url: '/articles', allowed: 200 },
  'GET /articles/:contentType/:documentId/readers': {
    url: `/articles/api::article.article/${NOWHERE}/readers?from=2026-01-01&to=2026-01-31`,
    allowed: 200,
  },
  'GET /models': { url: '/models', allowed: 200 },
  'GET /models/:id': { url: `/models/${NOWHERE}`, allowed: 404 },
  'GET /models/:id/compare/:other': { url: `/models/${NOWHERE}/compare/${NOWHERE}`, allowed: 404 },
  'GET /models/:id/export': { url: `/models/${NOWHERE}/export`, allowed: 404 },
  'POST /models/import': { url: '/models/import', allowed: 400 },
  'POST /models/:id/promote': {
    url: `/models/${NOWHERE}/promote`,
    body: { reason: 'as good as it gets' },
    allowed: 404,
  },
  'POST /models/kinds/:kind/roll-back': {
    url: '/models/kinds/ranker/roll-back',
    body: { reason: 'as good as it gets' },
    allowed: 409,
  },
  'POST /train': { url: '/train', allowed: 202 },
  'GET /runs': { url: '/runs', allowed: 200 },
  'GET /runs/:runId': { url: `/runs/${NOWHERE}`, allowed: 404 },
  // Allowed by the plugin; the entry itself asks for the right to read it as well, which the super admin has.
  'GET /panel/:contentType/:documentId': {
    url: `/panel/api::article.article/${NOWHERE}`,
    allowed: 403,
    superAdmin: 404,
  },
  'POST /panel/:contentType/:documentId/what-if': {
    url: `/panel/api::article.article/${NOWHERE}/what-if`,
    body: { variants: [] },
    allowed: 403,
    superAdmin: 404,
  },
  'GET /journal': { url: '/journal', allowed: 200 },
  'GET /processes': { url: '/processes', allowed: 200 },
  'GET /intake': { url: '/intake', allowed: 200 },
  'GET /quarantine': { url: '/quarantine', allowed: 200 },
  'GET /quarantine/reasons': { url: '/quarantine/reasons', allowed: 200 },
  'POST /quarantine/replay': { url: '/quarantine/replay', body: { filter: {} }, allowed: 200 },
  'POST /quarantine/discard': { url: '/quarantine/discard', body: { filter: {} }, allowed: 200 },
  'GET /settings': { url: '/settings', allowed: 200 },
  'PUT /settings': { url: '/settings', body: { active: true }, allowed: 200 },
  'GET /recompute': { url: '/recompute', allowed: 200 },
  'POST /recompute': { url: '/recompute', body: {}, allowed: 400 },
  'POST /keys': { url: '/keys', body: { name: 'From the matrix' }, allowed: 201 },
  'PUT /keys/:id': { url: '/keys/999999', body: { name: 'From the matrix' }, allowed: 404 },
  'POST /keys/:id/rotate': { url: '/keys/999999/rotate', body: {}, allowed: 404 },
  'DELETE /keys/:id': { url: '/keys/999999', allowed: 404 },
  'POST /visitors/look-up': { url: '/visitors/look-up', body: { visitorId: 'nobody' }, allowed: 200 },
  'GET /visitors/erasures': { url: '/visitors/erasures', allowed: 200 },
  'GET /imports': { url: '/imports', allowed: 200 },
  'POST /imports': { url: '/imports', body: { name: 'nothing.csv', size: 0 }, allowed: 400 },
  'GET /imports/:key': { url: `/imports/${NO_IMPORT}`, allowed: 404 },
  'POST /imports/:key/bytes': { url: `/imports/${NO_IMPORT}/bytes?offset=0`, allowed: 400 },
  'POST /imports/:key/preview': { url: `/imports/${NO_IMPORT}/preview`, body: {}, allowed: 404 },
  'POST /imports/:key/start': { url: `/imports/${NO_IMPORT}/start`, body: {}, allowed: 404 },
  'POST /imports/:key/pause': { url: `/imports/${NO_IMPORT}/pause`, allowed: 404 },
  'POST /imports/:key/resume': { url: `/imports/${NO_IMPORT}/resume`, allowed: 404 },
  'POST /imports/:key/cancel': { url: `/imports/${NO_IMPORT}/cancel`, allowed: 404 },
  'POST /imports/:key/undo': { url: `/imports/${NO_IMPORT}/undo`, allowed: 404 },

  'GET /arriving': { url: '/arriving', allowed: 200 },
  'GET /stream': { url: '/stream', allowed: 200 },
  'GET /refusals': { url: '/refusals', allowed: 200 },
};

export const LANES = { 'content-api': '/api/foresight', admin: '/foresight' } as const;
export type Lane = keyof typeof LANES;

export const routesOf = (app: Core.Strapi, lane: Lane): Route[] =>
  (app.plugin('foresight').routes as unknown as Record<Lane, { routes: Route[] } | undefined>)[lane]?.routes ?? [];

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

export const rowOf = (route: Route): Row => {
  const row = ROWS[nameOf(route)];
  if (row === undefined) throw new Error(`${nameOf(route)} has no row in the matrix of permissions`);
  return row;
};

/** The action an admin route asks for. */
export const adminActions = ({ config }: Route): string[] =>
  (config.policies ?? []).flatMap((policy) => (typeof policy === 'string' ? [] : policy.config.actions));

/** The action a route asks for, as roles and tokens are granted it. */
export const actionOf = (lane: Lane, route: Route): string =>
  lane === 'admin' ? (adminActions(route)[0] ?? '') : `plugin::foresight.${route.handler}`;

/** Every kind of caller, in the words of the printed table. */
export const CALLERS = [
  'nobody',
  'wrong token',
  'read-only token',
  'custom token without',
  'custom token with',
  'full-access token',
  'expired token',
  'revoked token',
  'reader without',
  'reader with',
  'blocked reader',
  'deleted reader',
  'author, editor',
  'admin without',
  'admin with',
  'super admin',
  'admin token without',
  'admin token with',
  'deactivated admin',
  'signed-out admin',
] as const;
export type CallerName = (typeof CALLERS)[number];

/** What a caller is answered, said by rule. */
export function expected(lane: Lane, route: Route, caller: CallerName): number {
  const { allowed, granted = allowed, superAdmin = allowed, open } = rowOf(route);
  if (open) return allowed;
  if (lane === 'admin') {
    if (caller === 'super admin') return superAdmin;
    if (caller === 'admin with' || caller === 'admin token with') return allowed;
    return ['author, editor', 'admin without', 'admin token without'].includes(caller) ? 403 : 401;
  }
  switch (caller) {
    case 'nobody':
    case 'custom token without':
    case 'reader without':
      return 403;
    case 'read-only token':
      return /\.find(One)?$/.test(route.handler) ? allowed : 403;
    case 'custom token with':
    case 'full-access token':
      return allowed;
    case 'reader with':
      return granted;
    default:
      return 401;
  }
}

/** A bearer of each kind, for any route; those that depend on the route's action are made once per action. */
export async function makeCallers({ app }: BootedStrapi) {
  const contentActions = routesOf(app, 'content-api').map((route) => actionOf('content-api', route));
  const adminOnes = [...new Set(routesOf(app, 'admin').map((route) => actionOf('admin', route)))];
  const fullAccess = () => apiToken(app, 'full-access');
  const adminOf = async (name: string, actions: readonly string[]) =>
    adminWith(
      app,
      name,
      actions.map((action) => ({ action }))
    );

  const blocked = await readerAccount(app, 'blocked', contentActions);
  await app.db.query('plugin::users-permissions.user').update({ where: { id: blocked.id }, data: { blocked: true } });
  const deleted = await readerAccount(app, 'deleted', contentActions);
  await app.db.query('plugin::users-permissions.user').delete({ where: { id: deleted.id } });
  const inactive = await adminOf('inactive', adminOnes);
  await app.db.query('admin::user').update({ where: { id: inactive.id }, data: { isActive: false } });
  const gone = await adminOf('gone', adminOnes);
  await signOut(app, gone.id);
  const superAdmin = await adminJwt(app, 'strapi-super-admin');
  const [owner] = await app.db.query('admin::user').findMany({
    where: { email: 'strapi-super-admin@example.com' },
    populate: ['roles'],
  });
  const editor = await adminJwt(app, 'strapi-editor');
  const author = await adminJwt(app, 'strapi-author');

  const fixed: Partial<Record<CallerName, readonly (string | null)[]>> = {
    nobody: [null],
    'wrong token': ['no-such-token', `${'a'.repeat(256)}`],
    'read-only token': [await apiToken(app, 'read-only')],
    'full-access token': [await fullAccess()],
    'expired token': [await spoilToken(app, await fullAccess(), 'expired')],
    'revoked token': [await spoilToken(app, await fullAccess(), 'revoked')],
    'reader without': [await readerWith(app, 'reader-without', [])],
    'reader with': [await readerWith(app, 'reader-with', contentActions)],
    'blocked reader': [blocked.jwt],
    'deleted reader': [deleted.jwt],
    'author, editor': [author, editor],
    'super admin': [superAdmin],
    'deactivated admin': [inactive.jwt],
    'signed-out admin': [gone.jwt],
  };

  const made = new Map<string, Promise<string>>();
  const once = (key: string, make: () => Promise<string>): Promise<string> => {
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known;
  };

  /** The bearers that stand for a caller at a route. */
  return async (lane: Lane, route: Route, caller: CallerName): Promise<readonly (string | null)[]> => {
    const known = fixed[caller];
    if (known !== undefined) return known;
    const action = actionOf(lane, route);
    const others = (lane === 'admin' ? adminOnes : contentActions).filter((each) => each !== action);
    const key = `${caller}|${action}`;
    switch (caller) {
      case 'custom token with':
        return [await once(key, () => apiToken(app, 'custom', lane === 'admin' ? contentActions : [action]))];
      case 'custom token without':
        return [await once(key, () => apiToken(app, 'custom', lane === 'admin' ? contentActions : others))];
      case 'admin with':
      case 'admin without': {
        const actions = lane === 'content-api' ? adminOnes : caller === 'admin with' ? [action] : others;
        const name = `a${made.size}`;
        return [await once(key, async () => adminSession(app, (await adminOf(name, actions)).id))];
      }
      default: {
        const actions = lane === 'content-api' ? adminOnes : caller === 'admin token with' ? [action] : others;
        return [await once(key, () => adminToken(app, owner, actions))];
      }
    }
  };
}

/** One request as a row describes it. */
export const ask = (booted: BootedStrapi, lane: Lane, route: Route, bearer: string | null) => {
  const { url, body } = rowOf(route);
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  const asked = request(booted.http)[method](`${LANES[lane]}${url}`);
  if (bearer !== null) void asked.set('Authorization', `Bearer ${bearer}`);
  return body === undefined ? asked : asked.send(body);
};
