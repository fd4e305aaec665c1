import { closedSeries, knownBetween, NO_VALUES, type ClosedSeries } from './closed-series';
import type { ArticleLabel } from './labels';
import { shrink, type SiteLevel } from './site-level';

/** Five labels' worth of "as usual" before an author's or category's own count. */
const PAST_PRIOR = 5;

/** How somebody's closed articles did against the level they were published at. */
export interface Past {
  /** Shrunken mean of log1p(V) - log1p(L at first publication). */
  readonly mean: number;
  /** Closed articles behind it. */
  readonly count: number;
}

export interface Pasts {
  /** Mean residual of the locale's closed articles; 0 before any. */
  usual(locale: string, at: number): number;
  author(locale: string, name: string | null, at: number): Past | null;
  category(locale: string, name: string | null, at: number): Past | null;
  /** Author's past shrunk towards the category's, itself shrunk towards the usual. */
  authorAndCategory(locale: string, author: string | null, category: string | null, at: number): number;
}

/** Closed pasts by locale. Each looks only at labels closed by the instant asked for. */
export function closedPasts(labels: readonly ArticleLabel[], level: SiteLevel): Pasts {
  const values = new Map<string, { closesAt: number; value: number }[]>();
  const add = (id: string, entry: { closesAt: number; value: number }) => {
    const known = values.get(id);
    if (known) known.push(entry);
    else values.set(id, [entry]);
  };
  for (const { key, firstPublishedAt, closesAt, views, author, category } of labels) {
    // The first articles of a site came out before anything was usual: they are held against what was by their closing.
    const levelThen = level(key.locale, firstPublishedAt) ?? level(key.locale, closesAt);
    if (levelThen === null) continue;
    const entry = { closesAt, value: Math.log1p(views) - Math.log1p(levelThen) };
    add(seriesId('locale', key.locale, ''), entry);
    if (author !== null) add(seriesId('author', key.locale, author), entry);
    if (category !== null) add(seriesId('category', key.locale, category), entry);
  }
  const series = new Map<string, ClosedSeries>([...values].map(([id, own]) => [id, closedSeries(own)]));

  const known = (kind: string, locale: string, name: string, at: number) =>
    knownBetween(series.get(seriesId(kind, locale, name)) ?? NO_VALUES, -Infinity, at);
  const usual = (locale: string, at: number) => shrink(known('locale', locale, '', at), 0, 1);
  const past = (kind: string, locale: string, name: string | null, at: number, prior: number): Past | null => {
    if (name === null) return null;
    const closed = known(kind, locale, name, at);
    return { mean: shrink(closed, prior, PAST_PRIOR), count: closed.count };
  };

  return {
    usual,
    author: (locale, name, at) => past('author', locale, name, at, usual(locale, at)),
    category: (locale, name, at) => past('category', locale, name, at, usual(locale, at)),
    authorAndCategory(locale, author, category, at) {
      const ofCategory = past('category', locale, category, at, usual(locale, at))?.mean ?? usual(locale, at);
      return past('author', locale, author, at, ofCategory)?.mean ?? ofCategory;
    },
  };
}

const seriesId = (kind: string, locale: string, name: string) => JSON.stringify([kind, locale, name]);
