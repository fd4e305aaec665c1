/** Fills an empty site once: articles, readers, an account, tokens, and a first night that makes models live. */
import type { Core } from '@strapi/strapi';

import { apiToken } from '../credentials';
import { cover, DAY_MS, foresight, publishArticles, sendEvents, viewsOf } from '../small-site';
import type { BootedStrapi } from '../strapi';

const DAYS = 90;
const POLL_MS = 50;

export interface SeedOptions {
  readonly articles: number;
  readonly seed: number;
}

/** What a test needs to talk to a seeded site. */
export interface SeededSite {
  /** Oldest first. */
  readonly documentIds: readonly string[];
  /** Reads predictions and rankings. */
  readonly readToken: string;
  /** Sends events as a server does. */
  readonly eventToken: string;
  /** Sends events as a browser does. */
  readonly publishableKey: string;
  readonly account: { readonly email: string; readonly password: string };
}

interface Keys {
  list(): Promise<{ publishableKey: string }[]>;
}

interface Training {
  startNightly(options: { trigger: 'import'; requestedBy: null }): Promise<{ runId: string }>;
  findRun(runId: string): Promise<{ status: string; error: { message: string } | null }>;
}

const ACCOUNT = { email: 'operator@example.com', password: 'Test-Passw0rd' } as const;

async function makeAccount(app: Core.Strapi): Promise<void> {
  const role = await app.db.query('admin::role').findOne({ where: { code: 'strapi-super-admin' } });
  await app.service('admin::user').create({
    ...ACCOUNT,
    firstname: 'Test',
    lastname: 'Operator',
    isActive: true,
    registrationToken: null,
    roles: [role.id],
  });
}

async function learnOnce(app: Core.Strapi): Promise<void> {
  const training = foresight<Training>(app, 'training');
  const { runId } = await training.startNightly({ trigger: 'import', requestedBy: null });
  for (;;) {
    const { status, error } = await training.findRun(runId);
    if (status === 'succeeded') return;
    if (!['queued', 'running'].includes(status)) throw new Error(`the first night ${status}: ${error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export async function seedSite(
  { app, http }: Pick<BootedStrapi, 'app' | 'http'>,
  { articles: count, seed }: SeedOptions
): Promise<SeededSite> {
  const booted = { app, http } as BootedStrapi;
  const now = Date.now();
  const articles = await publishArticles(booted, { articles: count, days: DAYS, now, seed });
  await cover(app, now - (DAYS + 5) * DAY_MS, now);
  await sendEvents(booted, viewsOf(articles, now, seed + 1));
  await makeAccount(app);
  const site = {
    documentIds: articles.map(({ documentId }) => documentId),
    readToken: await apiToken(app, 'read-only'),
    eventToken: await apiToken(app, 'custom', ['plugin::foresight.event.create']),
    publishableKey: (await foresight<Keys>(app, 'keys').list())[0]?.publishableKey ?? '',
    account: ACCOUNT,
  };
  await learnOnce(app);
  return site;
}
