import type { TargetKey } from '../target';
import { collectArticles, versionAt, type Article } from './articles';
import { observedCoverage } from './coverage';
import { performanceOf, storedCounter } from './performance';
import type { LabelSettings, SiteHistory } from './types';

const MINUTE_MS = 60_000;

/** What became of an article over its whole horizon. */
export interface Label {
  readonly key: TargetKey;
  readonly firstPublishedAt: number;
  /** firstPublishedAt + horizon: nothing may learn from it before. */
  readonly closesAt: number;
  /** V over the horizon. */
  readonly views: number;
}

/** A label, and whom it speaks for: author, category and tags as first published. */
export interface ArticleLabel extends Label {
  readonly article: Article;
  readonly author: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
}

/**
 * Labels that had closed by `asOf`, in order of closing. An article has one only when its whole window was observed
 * and counted: otherwise everything older than the installation, or not counted yet, would teach zero.
 */
export function buildLabels(history: SiteHistory, asOf: number): Label[] {
  return closedLabels(history, collectArticles(history), asOf).map(({ key, firstPublishedAt, closesAt, views }) => ({
    key,
    firstPublishedAt,
    closesAt,
    views,
  }));
}

export function closedLabels(
  history: SiteHistory,
  articles: ReadonlyMap<string, Article>,
  asOf: number
): ArticleLabel[] {
  const { horizonMinutes, weights } = history.settings;
  const covers = observedCoverage(history.coverage);
  const labels: ArticleLabel[] = [];
  for (const article of articles.values()) {
    const { key, firstPublishedAt } = article;
    const closesAt = closingTime(firstPublishedAt, history.settings);
    if (closesAt > asOf || !covers(firstPublishedAt, closesAt)) continue;
    const atHorizon = storedCounter(article.counters, horizonMinutes);
    if (atHorizon === undefined) continue;
    const { author, category, tags } = versionAt(article, firstPublishedAt).snapshot;
    const views = performanceOf(atHorizon, weights);
    labels.push({ key, firstPublishedAt, closesAt, views, article, author, category, tags });
  }
  // Articles come in order of id and sorting is stable: equal closing times keep that order.
  return labels.sort((a, b) => a.closesAt - b.closesAt);
}

export const closingTime = (firstPublishedAt: number, settings: LabelSettings): number =>
  firstPublishedAt + settings.horizonMinutes * MINUTE_MS;
