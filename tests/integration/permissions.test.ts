/** Who may call what. The routes come from the booted plugin itself: one without a row fails. */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { adminJwt, adminToken } from '../helpers/credentials';
import { docPart } from '../helpers/doc-part';
import {
  actionOf,
  adminActions,
  ask,
  type CallerName,
  CALLERS,
  expected,
  type Lane,
  LANES,
  makeCallers,
  nameOf,
  type Route,
  routesOf,
  ROWS,
} from '../helpers/permission-matrix';
import { type Answers, permissionTable } from '../helpers/permission-tables';
import { adminWith, readerWith } from '../helpers/roles';
import { documents, foresight } from '../helpers/small-site';
import { type BootedStrapi, bootStrapi } from '../helpers/strapi';

let booted: BootedStrapi;
let app: Core.Strapi;

/** A training that was let in is over before the next one asks. */
const idle = async (): Promise<void> => {
  const training = foresight<{ runs(page: object): Promise<{ data: { status: string }[] }> }>(app, 'training');
  while ((await training.runs({ page: 1, pageSize: 1 })).data.some(({ status }) => /queued|running/.test(status))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const lanes = Object.keys(LANES) as Lane[];

beforeAll(async () => {
  booted = await bootStrapi({
    FORESIGHT_CONFIG: JSON.stringify({ schedule: { rollup: '0 0 1 1 *', nightly: '0 0 1 1 *' } }),
  });
  app = booted.app;
});
afterAll(() => booted.stop());

it('has a row for every route and none beside', () => {
  const names = lanes.flatMap((lane) => routesOf(app, lane).map(nameOf));
  // Some questions are asked by servers and by administrators, by the same name.
  expect([...new Set(names)].sort()).toEqual(Object.keys(ROWS).sort());
});

describe('every route answers every kind of caller as the rules say, and as docs/permissions.md prints it', () => {
  let bearersOf: Awaited<ReturnType<typeof makeCallers>>;
  beforeAll(async () => {
    bearersOf = await makeCallers(booted);
  });

  /** Status of each caller; several bearers of one kind must be answered alike. */
  const answersOf = async (lane: Lane, route: Route): Promise<Record<CallerName, number>> => {
    const answers: Partial<Record<CallerName, number>> = {};
    for (const caller of CALLERS) {
      for (const bearer of await bearersOf(lane, route, caller)) {
        const { status } = await ask(booted, lane, route, bearer);
        await idle();
        expect([caller, status]).toEqual([caller, answers[caller] ?? status]);
        answers[caller] = status;
      }
    }
    return answers as Record<CallerName, number>;
  };

  it.each(lanes)('%s', async (lane) => {
    const answers: Record<string, Record<CallerName, number>> = {};
    const rules: Record<string, Record<string, number>> = {};
    for (const route of routesOf(app, lane)) {
      answers[nameOf(route)] = await answersOf(lane, route);
      rules[nameOf(route)] = Object.fromEntries(CALLERS.map((caller) => [caller, expected(lane, route, caller)]));
    }
    expect(answers).toEqual(rules);

    const actions = new Map(routesOf(app, lane).map((route) => [nameOf(route), actionOf(lane, route)]));
    const table = permissionTable(
      lane,
      answers as Answers,
      (route) => actions.get(route)?.replace(/^plugin::foresight\./, '') ?? ''
    );
    expect(docPart('permissions.md', lane, table)).toBe(table);
  });
});

it('opens what an operator grants to everybody, and nothing else', async () => {
  const role = await app.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  await app.db
    .query('plugin::users-permissions.permission')
    .create({ data: { action: 'plugin::foresight.ranking.find', role: role.id } });
  const statuses = await Promise.all(
    ['/rankings', '/predictions/:documentId'].map(async (path) => {
      const route = routesOf(app, 'content-api').find((each) => each.path === path);
      return route && (await ask(booted, 'content-api', route, null)).status;
    })
  );
  expect(statuses).toEqual([200, 403]);
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
  const admin = `Bearer ${await adminJwt(app, 'strapi-super-admin')}`;
  const made = await request(booted.http)
    .post('/foresight/keys')
    .set('Authorization', admin)
    .send({ name: 'Short-lived' });
  await request(booted.http).delete(`/foresight/keys/${made.body.data.id}`).set('Authorization', admin);
  expect((await send({ key: made.body.data.key, ...event })).status).toBe(403);
  // Who signs in is a reader like any other: a session is no way around the key, the limits and the moment of arrival.
  const session = await readerWith(app, 'signedIn', ['plugin::foresight.event.create']);
  const signedIn = await send({ ...event, eventId: 'permissions-event-2' }).set('Authorization', `Bearer ${session}`);
  expect([signedIn.status, signedIn.body.error.details.code]).toEqual([403, 'TOKEN_NEEDED']);
});

it('keeps who changed what: the person, and the token they let a script use', async () => {
  const admin = await adminJwt(app, 'strapi-super-admin');
  const owner = await app.db
    .query('admin::user')
    .findOne({ where: { email: 'strapi-super-admin@example.com' }, populate: ['roles'] });
  const token = await adminToken(app, owner, ['plugin::foresight.settings.configure'], 'Deployment');
  const change = (bearer: string) =>
    request(booted.http).put('/foresight/settings').set('Authorization', `Bearer ${bearer}`).send({ active: true });
  await change(admin);
  await change(token);
  const { body } = await request(booted.http)
    .get('/foresight/journal?kind=audit&pageSize=2')
    .set('Authorization', `Bearer ${admin}`);
  expect(body.data.map(({ code, actor }: { code: string; actor: string }) => [code, actor])).toEqual([
    ['switched-on', 'strapi-super-admin@example.com (Deployment)'],
    ['switched-on', 'strapi-super-admin@example.com'],
  ]);
});

describe('the admin routes', () => {
  it('are all behind a session and one action', () => {
    for (const route of routesOf(app, 'admin')) {
      expect([nameOf(route), route.config.policies?.[0]]).toEqual([nameOf(route), 'admin::isAuthenticatedAdmin']);
      expect([nameOf(route), adminActions(route).length]).toEqual([nameOf(route), 1]);
    }
  });

  it('ask for actions the role editor knows, whose last words differ, because the admin names its answers by them', () => {
    const known: string[] = app
      .service('admin::permission')
      .actionProvider.values()
      .map(({ actionId }: { actionId: string }) => actionId)
      .filter((id: string) => id.startsWith('plugin::foresight.'));
    expect([...new Set(routesOf(app, 'admin').flatMap(adminActions))].sort()).toEqual(known.sort());
    expect(new Set(known.map((id) => id.split('.').pop())).size).toBe(known.length);
  });

  it('are granted to the super admin alone at the start', async () => {
    const granted = await app.db.query('admin::permission').findMany({
      where: {
        action: { $startsWith: 'plugin::foresight.' },
        role: { code: { $in: ['strapi-editor', 'strapi-author'] } },
      },
    });
    expect(granted).toEqual([]);
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
