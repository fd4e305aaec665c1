import { targetId, type TargetKey } from '../../target';
import type { ArticleLabel } from '../labels';
import type { SiteHistory } from '../types';

/** An article whose raw events are looked at. */
export interface SampledArticle {
  readonly key: TargetKey;
  readonly firstPublishedAt: number;
  readonly closesAt: number;
}

/** The newest closed articles, so many that their counted events stay within a bound: one busy article may be all. */
export function sampledArticles(
  labels: readonly ArticleLabel[],
  { ageCounters, settings }: SiteHistory,
  limits: { readonly articles: number; readonly events: number }
): SampledArticle[] {
  const chosen: SampledArticle[] = [];
  let events = 0;
  for (const { key, firstPublishedAt, closesAt } of [...labels].reverse()) {
    const counted = ageCounters.get(targetId(key))?.find(({ ageMinutes }) => ageMinutes === settings.horizonMinutes);
    if (counted) {
      const { views, engagements, clicks, impressions, conversions, searches, shares, customs } = counted;
      events += views + engagements + clicks + impressions + conversions + searches + shares + customs;
    }
    if (events > limits.events || chosen.length === limits.articles) break;
    chosen.push({ key, firstPublishedAt, closesAt });
  }
  return chosen;
}
