/**
 * A small site with a planted effect, made the way a site makes itself: documents through Strapi, events over HTTP.
 * Articles that ask a question in their title are read four times as much; how fast readers come differs by article,
 * so that early views alone say little. Seeded: the same site every time.
 */
import type { Core } from '@strapi/strapi';
import request from 'supertest';

import { createRandom } from '../../server/src/core/math/random';
import { apiToken } from './credentials';
import type { BootedStrapi } from './strapi';

export const ARTICLE = 'api::article.article';
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const QUESTION_EFFECT = 4;
const USUAL_VIEWS = 12;
const EVENTS_PER_REQUEST = 500;
const HORIZON_DAYS = 7;

/** Each category speaks of its own things. */
export const CATEGORIES = {
  Harbour:
    'ferry quay gull anchor tide mooring sailor lighthouse cargo rope captain deck jetty pilot buoy fog crane hull',
  Kitchen:
    'bread yeast oven butter flour recipe onion garlic simmer pan pepper dough cheese basil roast soup knife salt',
  Mountain:
    'ridge glacier summit trail boulder avalanche hut climber valley rope snowfield crevasse peak scree altitude pass moss cairn',
} as const;
const CONNECTING = 'the and with near a new old quiet early every small another under over after';

export interface SmallArticle {
  readonly documentId: string;
  readonly title: string;
  readonly category: keyof typeof CATEGORIES;
  readonly asks: boolean;
  readonly firstPublishedAt: number;
}

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
}

export const documents = (app: Core.Strapi, uid: string): Documents =>
  app.documents(uid as 'api::x.x') as unknown as Documents;

/** Service of the plugin, typed by who asks. */
export const foresight = <T>(app: Core.Strapi, name: string): T => app.plugin('foresight').service(name) as T;

/** Some sentences in the words of a category. */
export const sentences = (category: keyof typeof CATEGORIES, count: number, seed: number): string => {
  const random = createRandom(seed);
  const own = CATEGORIES[category].split(' ');
  const other = CONNECTING.split(' ');
  const word = () => (random.next() < 0.5 ? own[random.int(own.length)] : other[random.int(other.length)]) ?? '';
  return Array.from({ length: count }, () => `The ${Array.from({ length: 9 }, word).join(' ')}.`).join(' ');
};

/** A site with articles begins its first training by itself after a minute; after this, only the test begins any. */
export const trainByHand = ({ app }: BootedStrapi): Promise<void> =>
  foresight<{ stop(): Promise<void> }>(app, 'schedule').stop();

/** Articles spread evenly over the days before `now`, published through Strapi; the newest is some hours old. */
export async function publishArticles(
  { app }: BootedStrapi,
  { articles, days, now, seed }: { articles: number; days: number; now: number; seed: number }
): Promise<SmallArticle[]> {
  const random = createRandom(seed);
  const names = Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[];
  const categoryIds = new Map<string, string>();
  for (const name of names) {
    const { documentId } = await documents(app, 'api::category.category').create({ data: { name } });
    categoryIds.set(name, documentId);
  }

  const made: SmallArticle[] = [];
  for (let at = 0; at < articles; at++) {
    const category = names[random.int(names.length)] ?? 'Harbour';
    const asks = random.next() < 0.4;
    const thing = CATEGORIES[category].split(' ')[random.int(18)] ?? 'thing';
    const title = asks ? `Who has seen ${thing} number ${at}?` : `A word about ${thing} number ${at}`;
    const firstPublishedAt = Math.round(now - (days * DAY_MS * (articles - at - 0.5)) / articles);
    const { documentId } = await documents(app, ARTICLE).create({
      locale: 'en',
      status: 'published',
      data: {
        title,
        slug: `article-${at}`,
        body: sentences(category, 4 + random.int(8), seed + at),
        category: categoryIds.get(category),
        publishedOn: new Date(firstPublishedAt).toISOString(),
      },
    });
    made.push({ documentId, title, category, asks, firstPublishedAt });
  }
  await foresight<{ settled(): Promise<void> }>(app, 'publications').settled();
  return made;
}

/** Readers of those articles until `now`, as their server would send them. */
export function viewsOf(articles: readonly SmallArticle[], now: number, seed: number): object[] {
  const random = createRandom(seed);
  const events: object[] = [];
  articles.forEach(({ documentId, asks, firstPublishedAt }, at) => {
    const expected = USUAL_VIEWS * (asks ? QUESTION_EFFECT : 1) * Math.exp(0.2 * random.normal());
    const meanHours = 8 + 52 * random.next();
    for (let n = 0; n < Math.round(expected); n++) {
      const occurredAt = firstPublishedAt - Math.log(1 - random.next()) * meanHours * HOUR_MS;
      if (occurredAt >= Math.min(now, firstPublishedAt + HORIZON_DAYS * DAY_MS)) continue;
      events.push({
        eventId: `small-site-${String(at).padStart(4, '0')}-${String(n).padStart(4, '0')}`,
        type: 'view',
        documentId,
        locale: 'en',
        visitorId: `reader-${random.int(2_000)}`,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        occurredAt: new Date(Math.round(occurredAt)).toISOString(),
      });
    }
  });
  return events;
}

export interface Sent {
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly quarantined: number;
  readonly rejected: number;
}

/** Events over HTTP with a server's token, in the largest batches allowed. */
export async function sendEvents(booted: BootedStrapi, events: readonly object[]): Promise<Sent> {
  const token = await apiToken(booted.app, 'custom', ['plugin::foresight.event.create']);
  const sent = { received: 0, accepted: 0, duplicate: 0, quarantined: 0, rejected: 0 };
  for (let from = 0; from < events.length; from += EVENTS_PER_REQUEST) {
    const { body } = await request(booted.http)
      .post('/api/foresight/events')
      .set('Authorization', `Bearer ${token}`)
      .send({ events: events.slice(from, from + EVENTS_PER_REQUEST) });
    for (const name of ['received', 'accepted', 'duplicate', 'quarantined', 'rejected'] as const)
      sent[name] += body.data[name];
  }
  return sent;
}

/** The history before the plugin was installed counts as observed from here on. */
export const cover = (app: Core.Strapi, from: number, to: number): Promise<void> =>
  foresight<{ addImport(from: Date, to: Date): Promise<void> }>(app, 'coverage').addImport(
    new Date(from),
    new Date(to)
  );
