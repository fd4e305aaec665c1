import type { ScoringMatrix } from '../features/scoring-matrix';
import { calibrationAt } from './calibration';
import { predictedLog } from './predicted-log';
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
  /** How uncertain the row is beside others, in log1p(V): the range is the calibration's factor times this. */
  readonly spread: number;
}

/**
 * Forecast every row of a matrix made with this model's columns; null where no range can be given, because what is
 * said without one would promise too much.
 *
 * @throws {CoreError} INVALID_SHAPE.
 */
export function forecast(model: RankerModel, matrix: ScoringMatrix): (RankerForecast | null)[] {
  const { predicted, spread } = predictResiduals(model, matrix.X, matrix.ageHours);
  return Array.from(predicted, (residual, row) => {
    const seen = matrix.viewsSoFar[row]!;
    const log = predictedLog(matrix.offset[row]!, residual, seen);
    const { factor } = calibrationAt(model.calibration, matrix.ageHours[row]!);
    if (factor === null) return null;
    return { predicted: residual, spread: spread[row]!, ...rangeAround(log, factor * spread[row]!, seen) };
  });
}

/** Views from log1p(V) and half the width of its range, clipped at what came. */
export function rangeAround(log: number, half: number, viewsSoFar: number) {
  const expectedViews = Math.max(Math.expm1(log), viewsSoFar, 0);
  const low = Math.min(Math.max(Math.expm1(log - half), viewsSoFar, 0), expectedViews);
  const high = Math.max(Math.expm1(log + half), expectedViews);
  return { expectedViews, low, high };
}
