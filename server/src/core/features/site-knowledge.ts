import { collectArticles, type Article } from './articles';
import { countUpTo } from './closed-series';
import { observedCoverage, type Covers } from './coverage';
import { closedLabels, type ArticleLabel } from './labels';
import { closedPasts, type Pasts } from './pasts';
import { siteLevel, type SiteLevel } from './site-level';
import { siteRhythm, type SiteRhythm } from './site-rhythm';
import { siteTrend, type SiteTrend } from './site-traffic';
import type { LabelSettings, SiteHistory } from './types';

/** A history put in order once, so that "what was known then" is answered in O(log n) for any instant up to asOf. */
export interface SiteKnowledge {
  readonly settings: LabelSettings;
  readonly articles: ReadonlyMap<string, Article>;
  readonly covers: Covers;
  /** Closed by asOf, in order of closing. */
  readonly labels: readonly ArticleLabel[];
  readonly level: SiteLevel;
  readonly pasts: Pasts;
  readonly trend: SiteTrend;
  readonly rhythm: SiteRhythm;
  /** First publications of a locale, ascending. */
  readonly publications: (locale: string) => Float64Array;
}

/** Cost O(n log n) in articles, days and coverage spans. */
export function siteKnowledge(history: SiteHistory, asOf: number): SiteKnowledge {
  const articles = collectArticles(history);
  const covers = observedCoverage(history.coverage);
  const labels = closedLabels(history, articles, asOf);
  const level = siteLevel(labels);
  const firsts = new Map<string, Float64Array>();
  for (const locale of new Set([...articles.values()].map(({ key }) => key.locale))) {
    const own = [...articles.values()].filter(({ key }) => key.locale === locale);
    firsts.set(locale, Float64Array.from(own, ({ firstPublishedAt }) => firstPublishedAt).sort());
  }
  const none = new Float64Array(0);

  return {
    settings: history.settings,
    articles,
    covers,
    labels,
    level,
    pasts: closedPasts(labels, level),
    rhythm: siteRhythm(history.hours, covers),
    trend: siteTrend(history.days, covers, history.settings.timeZone),
    publications: (locale) => firsts.get(locale) ?? none,
  };
}

/** Number of publications strictly before an instant. */
export const countBefore = (sorted: Float64Array, instant: number): number => {
  let count = countUpTo(sorted, instant);
  while (count > 0 && sorted[count - 1] === instant) count--;
  return count;
};
