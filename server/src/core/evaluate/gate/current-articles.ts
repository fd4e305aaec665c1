import { DAY_MS, HOUR_MS } from '../../rollup/zone-clock';
import { buildScoringMatrix, type ScoringMatrix, type ScoringRequest } from '../../features/scoring-matrix';
import type { PublicationRecord, SiteHistory } from '../../features/types';
import { targetId } from '../../target';
import { forecast } from '../forecast';
import type { RankerModel } from '../ranker-model';

/** Articles first published within so many days compete for the first places of a ranking. */
const CURRENT_DAYS = 14;
const MINUTE_MS = 60_000;

/** Published articles of the last days, the open ones in any case; one request each, in the same order for any model. */
export function currentArticles({ publications, settings }: SiteHistory, asOf: number): ScoringRequest[] {
  const from = asOf - Math.max(CURRENT_DAYS * DAY_MS, settings.horizonMinutes * MINUTE_MS);
  const newest = new Map<string, PublicationRecord>();
  for (const publication of publications) {
    const { versionPublishedAt, versionUnpublishedAt, firstPublishedAt, key } = publication;
    const isOut = versionPublishedAt <= asOf && (versionUnpublishedAt === null || versionUnpublishedAt > asOf);
    if (isOut && firstPublishedAt >= from) newest.set(targetId(key), publication);
  }
  return [...newest.values()].map(({ key, snapshot, firstPublishedAt }) => ({
    key,
    locale: key.locale,
    snapshot,
    firstPublishedAt,
    ageHours: (asOf - firstPublishedAt) / HOUR_MS,
  }));
}

/** Rows of the current articles in a model's columns. */
export const currentMatrix = (history: SiteHistory, asOf: number, model: RankerModel): ScoringMatrix =>
  buildScoringMatrix(history, currentArticles(history, asOf), asOf, model);

/** (n,) views that a model expects of each current article; 0 where it says nothing yet. */
export const expectedOf = (model: RankerModel, matrix: ScoringMatrix): Float64Array =>
  Float64Array.from(forecast(model, matrix), (expected) => expected?.expectedViews ?? 0);
