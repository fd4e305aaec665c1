/**
 * A Strapi of its own process, with the built admin and a small world that has been learned from.
 * Tells its parent where it is once it listens; ends when the parent does, or asks it to.
 */
import type { Server } from 'node:http';
import path from 'node:path';

import { type Core, createStrapi } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { RunSummary } from '../../../server/src/contracts/admin';
import { endEntry, insertEntry } from '../../../server/src/repositories/journal';
import {
  ARTICLE,
  cover,
  DAY_MS,
  documents,
  foresight,
  publishArticles,
  sendEvents,
  sentences,
  viewsOf,
} from '../../helpers/small-site';

import type { SiteFacts } from './site';

const ARTICLES = 120;
const DAYS = 90;
const SEED = 11;
const POLL_MS = 100;
const LONGEST_RUN_MS = 60_000;

const account = async (app: Core.Strapi, roleCode: string, email: string) => {
  const role = await app.db.query('admin::role').findOne({ where: { code: roleCode } });
  const password = 'Browser-Passw0rd';
  await app.service('admin::user').create({
    email,
    password,
    firstname: 'Test',
    lastname: roleCode,
    isActive: true,
    registrationToken: null,
    roles: [role.id],
  });
  return { email, password };
};

/** Lets editors work on articles, as an operator would in the role editor; nothing of the plugin. */
const letEditorsWrite = async (app: Core.Strapi): Promise<void> => {
  const role = await app.db.query('admin::role').findOne({ where: { code: 'strapi-editor' } });
  const properties = { fields: ['title', 'slug', 'body'], locales: ['en'] };
  await app.service('admin::role').assignPermissions(
    role.id,
    ['create', 'read', 'update'].map((action) => ({
      action: `plugin::content-manager.explorer.${action}`,
      subject: ARTICLE,
      properties,
      conditions: [],
    }))
  );
};

const train = async (app: Core.Strapi): Promise<void> => {
  const training = foresight<{
    startNightly(request: { trigger: 'import'; requestedBy: null }): Promise<RunSummary>;
    runs(page: { page: number; pageSize: number }): Promise<{ data: RunSummary[] }>;
  }>(app, 'training');
  await training.startNightly({ trigger: 'import', requestedBy: null });
  for (const end = performance.now() + LONGEST_RUN_MS; performance.now() < end;) {
    const [run] = (await training.runs({ page: 1, pageSize: 1 })).data;
    if (run?.status === 'succeeded') return;
    if (run && !['queued', 'running'].includes(run.status)) throw new Error(`the run ${run.status}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('the run did not end');
};

/** Something for the activity page, long enough ago to worry nobody: an outage that is over, and a thread that died. */
const happen = async (app: Core.Strapi): Promise<void> => {
  const knex = app.db.connection as Knex;
  const at = Date.now() - 2 * DAY_MS;
  const incident = { at, kind: 'incident', level: 'danger', actor: null } as const;
  const error = 'Worker terminated due to reaching memory limit: JS heap out of memory';
  await insertEntry(knex, { ...incident, code: 'worker-died', subject: 'training', detail: { task: 'train', error } });
  const outage = { code: 'database-away', subject: 'web 41', detail: { error: 'ECONNREFUSED' } };
  await endEntry(knex, await insertEntry(knex, { ...incident, ...outage }), at + 95_000);
};

interface View {
  readonly documentId: string;
  readonly eventId: string;
  readonly visitorId: string;
}

/** Four more readers beside each one of an article: something worth a look. */
const crowdAt = (documentId: string | undefined, views: readonly object[]): View[] =>
  (views as readonly View[])
    .filter((view) => view.documentId === documentId)
    .flatMap((view) =>
      [1, 2, 3, 4].map((n) => ({ ...view, eventId: `${view.eventId}-${n}`, visitorId: `${view.visitorId}-${n}` }))
    );

const main = async (): Promise<void> => {
  const playground = path.resolve(__dirname, '../../../playground');
  process.chdir(playground);
  const strapi = createStrapi({
    appDir: playground,
    distDir: path.join(playground, 'dist'),
    autoReload: false,
    serveAdminPanel: true,
  });
  strapi.log.level = 'error';
  await strapi.load();
  const app: Core.Strapi = strapi;
  await app.listen();

  const http: Server = app.server.httpServer;
  const site = { app, http, database: { env: {}, drop: async () => undefined }, stop: () => app.destroy() };
  const now = Date.now();
  const articles = await publishArticles(site, { articles: ARTICLES, days: DAYS, now, seed: SEED });
  await cover(app, now - (DAYS + 1) * DAY_MS, now);
  const views = viewsOf(articles, now, SEED);
  await sendEvents(site, [...views, ...crowdAt(articles[articles.length - 5]?.documentId, views)]);

  const draft = await documents(app, ARTICLE).create({
    locale: 'en',
    data: { title: 'Who has seen the ferry?', slug: 'ferry', body: sentences('Harbour', 10, 1), publishedOn: null },
  });
  await train(app);

  const published = articles[articles.length - 3];
  if (!published) throw new Error('no articles');
  await letEditorsWrite(app);
  await happen(app);
  const { port } = http.address() as { port: number };
  const facts: SiteFacts = {
    origin: `http://127.0.0.1:${port}`,
    admin: await account(app, 'strapi-super-admin', 'super@example.com'),
    editor: await account(app, 'strapi-editor', 'editor@example.com'),
    draftId: draft.documentId,
    publishedId: published.documentId,
  };
  process.send?.(facts);
  process.on('disconnect', () => process.exit(0));
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
