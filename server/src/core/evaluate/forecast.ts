import type { ScoringMatrix } from '../features/scoring-matrix';
import { calibrationAt } from './calibration';
import { predictedLog } from './evaluate-ranker';
import type { RankerModel } from './ranker-model';
import { predictResiduals } from './residual-model';

/** What is expected of an article over its whole horizon. */
export interface RankerForecast {
  /** The model's own word: log1p(V) - offset. */
  readonly predicted: number;
  /** Never below the views that came. */
  readonly expectedViews: number;
  /** 90 % interval; low <= expectedViews <= high. */
  readonly low: number;
  readonly high: number;
}

/** Forecast every row of a matrix made with this model's columns. @throws {CoreError} INVALID_SHAPE. */
export function forecast(model: RankerModel, matrix: ScoringMatrix): RankerForecast[] {
  const residuals = predictResiduals(model, matrix.X, matrix.ageHours);
  return Array.from(residuals, (predicted, row) => {
    const seen = matrix.viewsSoFar[row]!;
    const log = predictedLog(matrix.offset[row]!, predicted, seen);
    const { lower, upper } = calibrationAt(model.calibration, matrix.ageHours[row]!);
    return { predicted, ...intervalAround(log, lower, upper, seen) };
  });
}

/** Views from log1p(V) and its signed offsets, clipped at what came. */
export function intervalAround(log: number, lower: number, upper: number, viewsSoFar: number) {
  const expectedViews = Math.max(Math.expm1(log), viewsSoFar, 0);
  const low = Math.min(Math.max(Math.expm1(log + lower), viewsSoFar, 0), expectedViews);
  const high = Math.max(Math.expm1(log + upper), expectedViews);
  return { expectedViews, low, high };
}
