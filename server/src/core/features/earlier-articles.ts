import { dayStart } from '../rollup/days';
import { DAY_MS } from '../rollup/zone-clock';
import { versionAt, type Article } from './articles';
import { countBefore } from './closed-series';
import { percentileAmong } from './percentile';
import type { ContentSnapshot } from './types';

/** Content features that are also told against the locale's own articles. */
export const RANKED = ['titleCharacters', 'textWords', 'headings', 'images'] as const;
export type Ranked = (typeof RANKED)[number];

/** The latest earlier articles an article is compared with, and how many there must be. */
const COMPARED = 500;
const LEAST_COMPARED = 10;

/** What a locale had published before an article. */
export interface Earlier {
  /** NaN for the first article. */
  readonly daysSincePrevious: number;
  readonly articlesLast7Days: number;
  /** First publications earlier on the same day of the site. */
  readonly articlesSameDay: number;
  /** Of the same category in the 7 days before; NaN without a category. */
  readonly categoryArticlesLast7Days: number;
  /** Share of the latest earlier articles with a lower value, ties counting half; NaN where it can't be said. */
  readonly ranks: Readonly<Record<Ranked, number>>;
}

export type EarlierArticles = (locale: string, snapshot: ContentSnapshot, instant: number) => Earlier;

/** One locale's articles in order of first publication. */
interface Published {
  readonly firsts: Float64Array;
  readonly byCategory: ReadonlyMap<string, Float64Array>;
  /** By name, (n,) the value each article was first published with; NaN = missing. */
  readonly values: Readonly<Record<Ranked, Float64Array>>;
}

/**
 * What was published before any instant, each article as it was first published: later corrections change nothing.
 *
 * Cost: O(n log n) once; a question O(log n), and O(500) for each rank.
 */
export function earlierArticles(articles: Iterable<Article>, timeZone: string): EarlierArticles {
  const byLocale = new Map<string, Article[]>();
  for (const article of articles) {
    const known = byLocale.get(article.key.locale);
    if (known) known.push(article);
    else byLocale.set(article.key.locale, [article]);
  }
  const published = new Map([...byLocale].map(([locale, own]) => [locale, inOrder(own)]));
  const nothing = inOrder([]);

  return (locale, snapshot, instant) => {
    const { firsts, byCategory, values } = published.get(locale) ?? nothing;
    const before = countBefore(firsts, instant);
    const previous = firsts[before - 1];
    const ofCategory = byCategory.get(snapshot.category ?? '') ?? nothing.firsts;
    const between = (sorted: Float64Array, from: number) => countBefore(sorted, instant) - countBefore(sorted, from);
    const rank = (name: Ranked) => rankAmong(values[name].subarray(0, before), snapshot.features[name] ?? NaN);
    return {
      daysSincePrevious: previous === undefined ? NaN : (instant - previous) / DAY_MS,
      articlesLast7Days: between(firsts, instant - 7 * DAY_MS),
      articlesSameDay: between(firsts, dayStart(instant, timeZone)),
      categoryArticlesLast7Days: snapshot.category === null ? NaN : between(ofCategory, instant - 7 * DAY_MS),
      ranks: {
        titleCharacters: rank('titleCharacters'),
        textWords: rank('textWords'),
        headings: rank('headings'),
        images: rank('images'),
      },
    };
  };
}

function inOrder(articles: readonly Article[]): Published {
  const sorted = [...articles].sort((a, b) => a.firstPublishedAt - b.firstPublishedAt);
  const first = sorted.map((article) => versionAt(article, article.firstPublishedAt).snapshot);
  const categories = new Map<string, number[]>();
  sorted.forEach(({ firstPublishedAt }, i) => {
    const { category } = first[i]!;
    if (category === null) return;
    const known = categories.get(category);
    if (known) known.push(firstPublishedAt);
    else categories.set(category, [firstPublishedAt]);
  });
  const valuesOf = (name: Ranked) => Float64Array.from(first, ({ features }) => features[name] ?? NaN);
  return {
    firsts: Float64Array.from(sorted, ({ firstPublishedAt }) => firstPublishedAt),
    byCategory: new Map([...categories].map(([name, own]) => [name, Float64Array.from(own)])),
    values: {
      titleCharacters: valuesOf('titleCharacters'),
      textWords: valuesOf('textWords'),
      headings: valuesOf('headings'),
      images: valuesOf('images'),
    },
  };
}

function rankAmong(earlier: Float64Array, value: number): number {
  const known = earlier.subarray(-COMPARED).filter((each) => !Number.isNaN(each));
  if (Number.isNaN(value) || known.length < LEAST_COMPARED) return NaN;
  return percentileAmong(known, value) ?? NaN;
}
