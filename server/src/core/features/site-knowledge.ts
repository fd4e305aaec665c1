import { collectArticles, type Article } from './articles';
import { earlierArticles, type EarlierArticles } from './earlier-articles';
import { observedCoverage, type Covers } from './coverage';
import { closedLabels, type ArticleLabel } from './labels';
import { closedPasts, type Pasts } from './pasts';
import { siteLevel, type SiteLevel } from './site-level';
import { siteRhythm, type SiteRhythm } from './site-rhythm';
import { siteTrend, weekdayTraffic, type SiteTrend, type WeekdayTraffic } from './site-traffic';
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
  readonly weekdayTraffic: WeekdayTraffic;
  readonly earlier: EarlierArticles;
}

/** Cost O(n log n) in articles, days and coverage spans. */
export function siteKnowledge(history: SiteHistory, asOf: number): SiteKnowledge {
  const articles = collectArticles(history);
  const covers = observedCoverage(history.coverage);
  const labels = closedLabels(history, articles, asOf);
  const level = siteLevel(labels);
  const { timeZone } = history.settings;

  return {
    settings: history.settings,
    articles,
    covers,
    labels,
    level,
    rhythm: siteRhythm(history.hours, covers),
    pasts: closedPasts(labels, level, timeZone),
    trend: siteTrend(history.days, covers, timeZone),
    weekdayTraffic: weekdayTraffic(history.days, covers, timeZone),
    earlier: earlierArticles(articles.values(), timeZone),
  };
}
