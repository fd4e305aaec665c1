import { DEFAULT_WEIGHTS } from '../../../server/src/core/events/event-types';
import type { ContentSnapshot, PublicationRecord, SiteHistory } from '../../../server/src/core/features/types';
import { createRandom } from '../../../server/src/core/math/random';
import { ageLadder } from '../../../server/src/core/rollup/age-ladder';
import { ZERO_COUNTERS, type AgeCounter } from '../../../server/src/core/rollup/counters';
import { targetId } from '../../../server/src/core/target';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
/** A Monday. */
export const START = Date.UTC(2026, 0, 5);
const HORIZON_MINUTES = 7 * 1440;

export interface SyntheticOptions {
  readonly seed: number;
  readonly articles: number;
  readonly days: number;
  readonly locales?: readonly string[];
  /** How much the planted factors move log views; 0 = pure chance. */
  readonly strength?: number;
  readonly timeZone?: string;
}

export const snapshotOf = (given: Partial<ContentSnapshot> = {}): ContentSnapshot => ({
  title: 'A title',
  category: null,
  author: null,
  tags: [],
  features: {},
  ...given,
});

/**
 * A site whose articles do better with more words, from good authors and in the evening. Views come in over time;
 * counters, days and coverage agree with each other.
 */
export function syntheticSite(options: SyntheticOptions): SiteHistory {
  const { seed, articles, days, locales = ['en'], strength = 1, timeZone = 'UTC' } = options;
  const random = createRandom(seed);
  const publications: PublicationRecord[] = [];
  const ageCounters = new Map<string, AgeCounter[]>();
  const byDay: Buckets = new Map();
  const hours: Buckets = new Map();

  for (let i = 0; i < articles; i++) {
    const locale = locales[random.int(locales.length)]!;
    const key = { uid: 'api::article.article', documentId: `doc${i}`, locale };
    const firstPublishedAt = START + Math.floor(((i + random.next()) / articles) * days * 24 * 60) * 60_000;
    const author = random.int(6);
    const textWords = 100 + random.int(900);
    const evening = new Date(firstPublishedAt).getUTCHours() >= 17 && new Date(firstPublishedAt).getUTCHours() < 22;
    const effect = 0.3 * (author - 2.5) + 0.8 * Math.log(textWords / 500) + (evening ? 0.4 : 0);
    const total = Math.round(40 * Math.exp(strength * effect + 0.3 * random.normal()));
    const ages = Array.from({ length: total }, () => -Math.log(1 - random.next()) * 1.5 * DAY);

    const snapshot = snapshotOf({
      title: `Article ${i}`,
      category: `category${random.int(3)}`,
      author: `author${author}`,
      tags: [`tag${i % 4}`, `tag${i % 7}`],
      features: {
        textWords,
        titleWords: 3 + random.int(9),
        titleCharacters: 20 + ((i * 7) % 50),
        headings: i % 5 === 0 ? null : i % 4,
        images: author,
        'field.noise': random.next(),
      },
    });
    publications.push({
      key,
      version: 1,
      firstPublishedAt,
      versionPublishedAt: firstPublishedAt,
      versionUnpublishedAt: null,
      snapshot,
    });
    ageCounters.set(targetId(key), countersOf(ages));
    for (const age of ages) {
      count(byDay, locale, firstPublishedAt + age, DAY);
      count(hours, locale, firstPublishedAt + age, HOUR);
    }
  }

  return {
    settings: { horizonMinutes: HORIZON_MINUTES, weights: DEFAULT_WEIGHTS, timeZone },
    publications,
    ageCounters,
    days: totals(byDay).map(({ locale, start, views }) => ({
      locale,
      dayStart: start,
      views,
      visitors: Math.ceil(views / 2),
    })),
    hours: totals(hours).map(({ locale, start, views }) => ({ locale, hourStart: start, views })),
    coverage: [{ from: START - 30 * DAY, to: null, source: 'tracking' }],
  };
}

/** By locale: views by start of the bucket. */
type Buckets = Map<string, Map<number, number>>;

function count(buckets: Buckets, locale: string, at: number, length: number): void {
  const own = buckets.get(locale) ?? new Map<number, number>();
  const start = Math.floor(at / length) * length;
  buckets.set(locale, own.set(start, (own.get(start) ?? 0) + 1));
}

const totals = (buckets: Buckets) =>
  [...buckets].flatMap(([locale, own]) => [...own].map(([start, views]) => ({ locale, start, views })));

function countersOf(ages: readonly number[]): AgeCounter[] {
  return ageLadder(HORIZON_MINUTES).map((ageMinutes) => {
    const views = ages.filter((age) => age <= ageMinutes * 60_000).length;
    return { ...ZERO_COUNTERS, ageMinutes, views, visitors: Math.ceil(views / 2), sessions: Math.ceil(views / 1.5) };
  });
}
