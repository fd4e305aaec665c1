import type { Matrix } from '../math/matrix';
import { HOUR_MS } from '../rollup/zone-clock';
import { targetId, type TargetKey } from '../target';
import { CATALOG } from './catalog';
import type { SnapshotState } from './definition';
import { siteKnowledge, type SiteKnowledge } from './site-knowledge';
import { SNAPSHOT_AGE_HOURS } from '../rollup/counters';
import { reachedAge, snapshotAges } from './snapshot-ages';
import { snapshotState } from './snapshot-state';
import { articleState, authorCategoryOf, fillMatrix, offsetOf, siteLevelOf } from './training-matrix';
import type { ContentSnapshot, SiteHistory } from './types';

/** What to forecast: a published article at an age, or (key null) a draft as it would be published. */
export interface ScoringRequest {
  readonly key: TargetKey | null;
  readonly locale: string;
  /** Of the draft. A published article takes the version current at its snapshot from the history. */
  readonly snapshot: ContentSnapshot;
  readonly firstPublishedAt: number;
  /** The snapshot is taken at the latest snapshot age that is neither above this nor after asOf. */
  readonly ageHours: number;
  /** Views counted by now, where more is known than at the snapshot: a forecast is never below them. */
  readonly viewsNow?: number;
}

/** Columns and ages a model was trained with; a RankerModel is one. */
export interface MatrixShape {
  readonly columns: readonly string[];
  readonly ageHours: readonly number[];
}

export interface ScoringMatrix {
  readonly columns: readonly string[];
  readonly X: Matrix;
  /** (n,) b of the row, as in training. */
  readonly offset: Float64Array;
  /** (n,) views no forecast may fall below. */
  readonly viewsSoFar: Float64Array;
  /** (n,) snapshot age used: a column of the training ages. */
  readonly ageHours: Float64Array;
  readonly snapshotAt: Float64Array;
  /** (n,) log1p(V) the site's level alone says; NaN before any label closed. */
  readonly siteLevel: Float64Array;
  readonly authorCategory: Float64Array;
  /** (n,) 1 where tracking saw everything from first publication to the snapshot. */
  readonly observed: Uint8Array;
}

const DEFAULT_SHAPE: MatrixShape = { columns: CATALOG.map(({ name }) => name), ageHours: SNAPSHOT_AGE_HOURS };

/**
 * Rows for serving, by the code that makes training rows.
 *
 * @param shape the live model's; without it the catalog's columns and the default ages.
 */
export function buildScoringMatrix(
  history: SiteHistory,
  requests: readonly ScoringRequest[],
  asOf: number,
  shape: MatrixShape = DEFAULT_SHAPE
): ScoringMatrix {
  const knowledge = siteKnowledge(history, asOf);
  const ages = snapshotAges(shape.ageHours, history.settings.horizonMinutes);
  const states = requests.map((request) => requestState(knowledge, request, ages, asOf));
  const of = (value: (state: SnapshotState) => number) => Float64Array.from(states, value);

  return {
    columns: shape.columns,
    X: fillMatrix(states, shape.columns),
    offset: of(offsetOf),
    viewsSoFar: of(({ seen }) => seen).map((seen, row) => Math.max(seen, requests[row]!.viewsNow ?? 0)),
    ageHours: of(({ ageHours }) => ageHours),
    snapshotAt: of(({ snapshotAt }) => snapshotAt),
    siteLevel: of(siteLevelOf),
    authorCategory: of((state) => authorCategoryOf(knowledge, state)),
    observed: Uint8Array.from(states, ({ ageHours, early }) => (ageHours === 0 || early !== null ? 1 : 0)),
  };
}

function requestState(
  knowledge: SiteKnowledge,
  request: ScoringRequest,
  ages: readonly number[],
  asOf: number
): SnapshotState {
  const article = request.key === null ? undefined : knowledge.articles.get(targetId(request.key));
  const firstPublishedAt = article?.firstPublishedAt ?? request.firstPublishedAt;
  const ageHours = reachedAge(ages, Math.min(request.ageHours, (asOf - firstPublishedAt) / HOUR_MS));
  if (article && firstPublishedAt <= asOf) return articleState(knowledge, article, ageHours);

  return snapshotState(knowledge, {
    locale: request.locale,
    snapshot: request.snapshot,
    version: 1,
    firstPublishedAt,
    // A draft knows all there is to know now, also when it will be published later.
    snapshotAt: asOf,
    ageHours: 0,
    counters: [],
  });
}
