import { wallClock } from '../rollup/zone-clock';
import { closedSeries, knownBetween, NO_VALUES, type ClosedSeries, type CountAndSum } from './closed-series';
import type { ArticleLabel } from './labels';
import { shrink, type SiteLevel } from './site-level';

/** Five labels' worth of "as usual" before an author's, category's, tag's or hour's own count. */
const PAST_PRIOR = 5;
/** Tags beyond these are not looked at. */
const MAX_TAGS = 20;
const HOURS = 24;

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
  /** Mean over the tags of their pasts, and of how many closed articles stand behind them; null without a tag. */
  tags(locale: string, names: readonly string[], at: number): Past | null;
  weekday(locale: string, weekday: number, at: number): Past;
  /** @param hour of the day, 0..24 with its fraction: articles of that hour and of the two beside it count. */
  hour(locale: string, hour: number, at: number): Past;
  /** Author's past shrunk towards the category's, itself shrunk towards the usual. */
  authorAndCategory(locale: string, author: string | null, category: string | null, at: number): number;
}

type Kind = 'locale' | 'author' | 'category' | 'tag' | 'weekday' | 'hour';

/** Closed pasts by locale. Each looks only at labels closed by the instant asked for. */
export function closedPasts(labels: readonly ArticleLabel[], level: SiteLevel, timeZone: string): Pasts {
  const series = seriesOf(labels, level, timeZone);
  const known = (kind: Kind, locale: string, name: string, at: number) =>
    knownBetween(series.get(seriesId(kind, locale, name)) ?? NO_VALUES, -Infinity, at);
  const usual = (locale: string, at: number) => shrink(known('locale', locale, '', at), 0, 1);
  const pastOf = (closed: CountAndSum, prior: number): Past => ({
    mean: shrink(closed, prior, PAST_PRIOR),
    count: closed.count,
  });
  const past = (kind: Kind, locale: string, name: string, at: number) =>
    pastOf(known(kind, locale, name, at), usual(locale, at));

  return {
    usual,
    author: (locale, name, at) => (name === null ? null : past('author', locale, name, at)),
    category: (locale, name, at) => (name === null ? null : past('category', locale, name, at)),
    tags(locale, names, at) {
      const own = [...new Set(names)].slice(0, MAX_TAGS).map((name) => past('tag', locale, name, at));
      if (own.length === 0) return null;
      const mean = (value: (past: Past) => number) => own.reduce((sum, each) => sum + value(each), 0) / own.length;
      return { mean: mean((each) => each.mean), count: mean(({ count }) => count) };
    },
    weekday: (locale, weekday, at) => past('weekday', locale, `${weekday}`, at),
    hour(locale, hour, at) {
      const around = [-1, 0, 1].map((step) =>
        known('hour', locale, `${(Math.floor(hour) + step + HOURS) % HOURS}`, at)
      );
      const sum = (value: (closed: CountAndSum) => number) => around.reduce((total, each) => total + value(each), 0);
      return pastOf({ count: sum(({ count }) => count), sum: sum((each) => each.sum) }, usual(locale, at));
    },
    authorAndCategory(locale, author, category, at) {
      const ofCategory = category === null ? usual(locale, at) : past('category', locale, category, at).mean;
      return author === null ? ofCategory : pastOf(known('author', locale, author, at), ofCategory).mean;
    },
  };
}

/** Residuals in order of closing, under every name that shares in them. */
function seriesOf(
  labels: readonly ArticleLabel[],
  level: SiteLevel,
  timeZone: string
): ReadonlyMap<string, ClosedSeries> {
  const values = new Map<string, { closesAt: number; value: number }[]>();
  for (const { key, firstPublishedAt, closesAt, views, author, category, tags } of labels) {
    // The first articles of a site came out before anything was usual: they are held against what was by their closing.
    const levelThen = level(key.locale, firstPublishedAt) ?? level(key.locale, closesAt);
    if (levelThen === null) continue;
    const entry = { closesAt, value: Math.log1p(views) - Math.log1p(levelThen) };
    const { weekday, hour } = wallClock(firstPublishedAt, timeZone);
    const add = (kind: Kind, name: string) => {
      const id = seriesId(kind, key.locale, name);
      const known = values.get(id);
      if (known) known.push(entry);
      else values.set(id, [entry]);
    };
    add('locale', '');
    if (author !== null) add('author', author);
    if (category !== null) add('category', category);
    for (const tag of new Set(tags.slice(0, MAX_TAGS))) add('tag', tag);
    add('weekday', `${weekday}`);
    add('hour', `${Math.floor(hour)}`);
  }
  return new Map([...values].map(([id, own]) => [id, closedSeries(own)]));
}

const seriesId = (kind: Kind, locale: string, name: string) => JSON.stringify([kind, locale, name]);
