import { DEFAULT_WEIGHTS, type RawEvent } from '../../server/src/core/events/event-types';
import { CONTENT_FEATURES } from '../../server/src/core/features/content/catalog';
import type { ContentMeasures } from '../../server/src/core/features/definition';
import type {
  ContentFeatures,
  ContentSnapshot,
  PublicationRecord,
  SiteHistory,
} from '../../server/src/core/features/types';
import { ageLadder, countAges, DAY_MS, HOUR_MS } from '../../server/src/core/rollup';
import { targetId, type TargetKey } from '../../server/src/core/target';
import {
  createChance,
  makeSimArticles,
  seedOf,
  simulate,
  type SimArticle,
  type SimEvent,
  type WorldEffects,
} from '../../playground/src/simulator';

const HORIZON_MINUTES = 7 * 24 * 60;
export const DAYS = 120;
/** A fixed end, so that a seed says everything: a Monday at noon. */
export const END = Date.UTC(2026, 5, 1, 12);

export const keyOf = ({ id, locale }: Pick<SimArticle, 'id' | 'locale'>): TargetKey => ({
  uid: 'api::article.article',
  documentId: id,
  locale,
});

export interface SimulatedSite {
  readonly history: SiteHistory;
  readonly articles: readonly SimArticle[];
  readonly asOf: number;
  readonly events: readonly SimEvent[];
}

/** A whole simulated site as the features read it, by the product's own counting and no database. */
export function simulatedSite(seed: number, count: number, world: WorldEffects): SimulatedSite {
  const articles = makeSimArticles(seed, count, { end: END, days: DAYS });
  return siteOf(seed, articles, world, (article) => simulatedSnapshot(article, seed));
}

/** The site of some articles, each published once with its snapshot, over the `DAYS` before `END`. */
export function siteOf(
  seed: number,
  articles: readonly SimArticle[],
  world: WorldEffects,
  snapshotOf: (article: SimArticle) => ContentSnapshot
): SimulatedSite {
  const events = simulate({ seed, articles, end: END, days: DAYS, world });
  const byArticle = new Map<string, RawEvent[]>(articles.map(({ id }) => [id, []]));
  for (const event of events) byArticle.get(event.article)?.push(rawEvent(event));
  const publication = (article: SimArticle): PublicationRecord => ({
    key: keyOf(article),
    version: 1,
    firstPublishedAt: article.publishedAt,
    versionPublishedAt: article.publishedAt,
    versionUnpublishedAt: null,
    snapshot: snapshotOf(article),
  });

  const history: SiteHistory = {
    settings: { horizonMinutes: HORIZON_MINUTES, weights: DEFAULT_WEIGHTS, timeZone: 'UTC' },
    publications: articles.map(publication),
    ageCounters: new Map(
      articles.map((article) => [
        targetId(keyOf(article)),
        countAges(byArticle.get(article.id) ?? [], article.publishedAt, ageLadder(HORIZON_MINUTES)),
      ])
    ),
    days: dayTotals(events),
    hours: hourTotals(events),
    coverage: [{ from: END - DAYS * DAY_MS, to: END, source: 'import' }],
  };
  return { history, articles, asOf: END, events };
}

const rawEvent = ({ type, at, visitor, session, bot }: SimEvent): RawEvent => ({
  type,
  occurredAt: at,
  visitor,
  session,
  bot,
});

function simulatedSnapshot(article: SimArticle, seed: number): ContentSnapshot {
  return {
    title: titleOf(article),
    category: article.category,
    author: article.author,
    tags: [],
    features: featuresOf(article, seed),
  };
}

function featuresOf(article: SimArticle, seed: number): ContentFeatures {
  const measures = measuresOf(article, seed);
  const measured = CONTENT_FEATURES.map(({ name, compute }) => [name, compute(measures)] as const);
  return { ...Object.fromEntries(measured), 'field.noise': article.noise };
}

/** A title of the article's length: the words say nothing. */
function titleOf({ titleLength, question }: SimArticle): string {
  const letters =
    'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore '.repeat(2);
  return `${letters.slice(0, titleLength - 1)}${question ? '?' : 'a'}`;
}

/** What the content features would count in a text with the article's length, the rest drawn at random. */
function measuresOf(article: SimArticle, seed: number): ContentMeasures {
  const random = createChance(seedOf(seed, `measures|${article.id}`));
  const title = titleOf(article);
  const paragraph = 40 + random.int(60);
  return {
    title,
    titleWords: title.split(/[^a-z]+/).filter(Boolean),
    description: 'x'.repeat(60 + random.int(100)),
    slug: article.id,
    textWords: article.words,
    proseWords: article.words,
    sentences: Math.max(1, Math.round(article.words / (12 + random.int(8)))),
    readability: 60 + 10 * random.normal(),
    lexicalDiversity: 0.6 + 0.05 * random.normal(),
    headings: random.poisson(article.words / 120),
    images: article.images,
    imagesWithAlt: Math.min(article.images, random.int(article.images + 1)),
    linksInternal: random.poisson(1.5),
    linksExternal: random.poisson(0.7),
    listItems: random.poisson(2),
    quotes: random.poisson(0.4),
    paragraphs: Array.from({ length: Math.ceil(article.words / paragraph) }, () => paragraph),
    tags: 2 + random.int(3),
    seoTitle: title,
    seoDescription: 'x'.repeat(80 + random.int(80)),
  };
}

function dayTotals(events: readonly SimEvent[]): SiteHistory['days'] {
  const days = new Map<number, { views: number; visitors: Set<string> }>();
  for (const { at, type, bot, visitor } of events) {
    if (bot) continue;
    const dayStart = Math.floor(at / DAY_MS) * DAY_MS;
    const day = days.get(dayStart) ?? { views: 0, visitors: new Set<string>() };
    days.set(dayStart, day);
    if (type === 'view') day.views++;
    day.visitors.add(visitor);
  }
  return [...days].map(([dayStart, { views, visitors }]) => ({
    locale: 'en',
    dayStart,
    views,
    visitors: visitors.size,
  }));
}

function hourTotals(events: readonly SimEvent[]): SiteHistory['hours'] {
  const views = new Map<number, number>();
  for (const { at, type, bot } of events) {
    if (bot || type !== 'view') continue;
    const hourStart = Math.floor(at / HOUR_MS) * HOUR_MS;
    views.set(hourStart, (views.get(hourStart) ?? 0) + 1);
  }
  return [...views].map(([hourStart, count]) => ({ locale: 'en', hourStart, views: count }));
}
