/** Forecasts for rows of one history: by the live model where there is one, else by the simple guesses. */
import {
  baselineForecast,
  fitBaselineModel,
  type BaselineModel,
  forecast,
  reasonsFor,
  type RankerForecast,
  type RankerModel,
  type RankerReason,
  type ReasonsBy,
} from '../core/evaluate';
import { closedViewsByLocale } from '../core/evaluate/closed-views';
import { percentileAmong } from '../core/features/percentile';
import { buildScoringMatrix, type ScoringMatrix, type ScoringRequest } from '../core/features/scoring-matrix';
import { buildTrainingMatrix } from '../core/features/training-matrix';
import type { SiteHistory } from '../core/features/types';
import { SNAPSHOT_AGE_HOURS } from '../core/rollup/counters';
import type { LearningSettings } from './learning-settings';

/** Reasons kept with a prediction. */
export const REASONS = 5;

export interface RankedRow extends RankerForecast {
  readonly viewsSoFar: number;
  readonly ageHours: number;
  /** Share of the locale's closed articles that did worse; null before any label closed. */
  readonly percentile: number | null;
  readonly reasons: readonly RankerReason[];
}

export interface Ranked {
  readonly matrix: ScoringMatrix;
  /** One per request; null where not even a baseline can say anything. */
  readonly rows: readonly (RankedRow | null)[];
}

export function rank(
  history: SiteHistory,
  requests: readonly ScoringRequest[],
  asOf: number,
  model: RankerModel | null,
  settings: LearningSettings,
  by: ReasonsBy
): Ranked {
  const matrix =
    model === null ? buildScoringMatrix(history, requests, asOf) : buildScoringMatrix(history, requests, asOf, model);
  const { forecasts, closedViews } =
    model === null ? byBaseline(history, matrix, asOf, settings) : byModel(model, matrix);

  const rows = forecasts.map((expected, row): RankedRow | null => {
    const request = requests[row];
    if (expected === null || request === undefined) return null;
    return {
      ...expected,
      viewsSoFar: matrix.viewsSoFar[row] ?? 0,
      ageHours: matrix.ageHours[row] ?? 0,
      percentile: percentileAmong(closedViews.get(request.locale) ?? [], expected.expectedViews),
      reasons: model === null ? [] : reasonsFor(model, matrix, row, REASONS, by),
    };
  });
  return { matrix, rows };
}

const byModel = (model: RankerModel, matrix: ScoringMatrix) => ({
  forecasts: forecast(model, matrix),
  closedViews: model.closedViews,
});

/** The simple guesses by the history they were fitted to: owner this thread, bound as histories are. */
const guesses = new WeakMap<
  SiteHistory,
  { readonly model: BaselineModel; readonly closedViews: Map<string, Float64Array> }
>();

function byBaseline(history: SiteHistory, matrix: ScoringMatrix, asOf: number, { ranker }: LearningSettings) {
  let fitted = guesses.get(history);
  if (fitted === undefined) {
    const { windowDays } = ranker;
    const closed = buildTrainingMatrix(history, { asOf, ageHours: SNAPSHOT_AGE_HOURS, windowDays });
    fitted = { model: fitBaselineModel(history, closed, asOf), closedViews: closedViewsByLocale(closed) };
    guesses.set(history, fitted);
  }
  return { forecasts: baselineForecast(fitted.model, matrix), closedViews: fitted.closedViews };
}
