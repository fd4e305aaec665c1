import { DAY_MS } from '../rollup/zone-clock';
import { closedSeries, knownBetween, NO_VALUES, type ClosedSeries, type CountAndSum } from './closed-series';
import type { Label } from './labels';

/** Labels of the latest 28 days say what is usual now; ten labels' worth of older ones steady it. */
const LEVEL_WINDOW_MS = 28 * DAY_MS;
const LEVEL_PRIOR = 10;

/** L at an instant: what the site's articles of a locale typically reach just then; null before any label closed. */
export type SiteLevel = (locale: string, at: number) => number | null;

/**
 * log1p(L) = mean log1p(V) of the locale's labels closed in the 28 days before, shrunk towards the locale's mean over
 * its whole history so far, which is itself shrunk towards that of all locales (so that a new locale has a level at
 * once). A mean of logs, because forecasts are made and judged in them: one hit does not move it for a month.
 *
 * @param labels in order of closing.
 */
export function siteLevel(labels: readonly Label[]): SiteLevel {
  const all = closedSeries(labels.map(asValue));
  const byLocale = new Map<string, ClosedSeries>();
  for (const locale of new Set(labels.map(({ key }) => key.locale))) {
    byLocale.set(locale, closedSeries(labels.filter(({ key }) => key.locale === locale).map(asValue)));
  }

  return (locale, at) => {
    const everywhere = knownBetween(all, -Infinity, at);
    if (everywhere.count === 0) return null;
    const own = byLocale.get(locale) ?? NO_VALUES;
    const ever = shrink(knownBetween(own, -Infinity, at), everywhere.sum / everywhere.count, LEVEL_PRIOR);
    return Math.expm1(shrink(knownBetween(own, at - LEVEL_WINDOW_MS, at), ever, LEVEL_PRIOR));
  };
}

/** Mean of some values and `strength` more that sit at `prior`. */
export const shrink = ({ count, sum }: CountAndSum, prior: number, strength: number): number =>
  (sum + strength * prior) / (count + strength);

const asValue = ({ closesAt, views }: Label) => ({ closesAt, value: Math.log1p(views) });
