import type { ScoringMatrix } from '../features/scoring-matrix';
import type { TrainingMatrix } from '../features/training-matrix';
import { rmse } from '../metrics';
import { BASELINES, fitBaselines, type BaselineName, type Baselines } from './baselines';
import { conformalOffsets } from './calibration';
import { intervalAround, type RankerForecast } from './forecast';

interface AgeBaseline {
  readonly name: BaselineName;
  readonly lower: number;
  readonly upper: number;
}

/** What serves while no model is live: at each age the simple guess that fits the closed labels best. */
export interface BaselineModel {
  readonly baselines: Baselines;
  readonly byAge: ReadonlyMap<number, AgeBaseline>;
}

/** @param matrix of all closed labels; with none of them every forecast is null. */
export function fitBaselineModel(matrix: TrainingMatrix): BaselineModel {
  const baselines = fitBaselines(matrix, Int32Array.from(matrix.y.keys()));
  const byAge = new Map<number, AgeBaseline>();
  for (const age of new Set(matrix.ageHours)) {
    const rows = Int32Array.from(matrix.y.keys()).filter((row) => matrix.ageHours[row] === age);
    const actual = Float64Array.from(rows, (row) => Math.log1p(matrix.views[row]!));
    const guesses = BASELINES.map((name) => {
      const predicted = Float64Array.from(rows, (row) => baselines.predict(name, matrix, row));
      return { name, predicted, error: rmse(actual, predicted) };
    }).filter(({ error }) => Number.isFinite(error));
    const [best] = guesses.sort((a, b) => a.error - b.error);
    if (best) byAge.set(age, { name: best.name, ...conformalOffsets(actual.map((y, i) => y - best.predicted[i]!)) });
  }
  return { baselines, byAge };
}

/** Forecast by simple guesses; null where no label has closed yet. */
export function baselineForecast(
  { baselines, byAge }: BaselineModel,
  matrix: ScoringMatrix
): (RankerForecast | null)[] {
  return Array.from(matrix.ageHours, (age, row) => {
    const guess = byAge.get(age);
    const log = guess ? baselines.predict(guess.name, matrix, row) : NaN;
    if (!guess || !Number.isFinite(log)) return null;
    const predicted = log - matrix.offset[row]!;
    return { predicted, ...intervalAround(log, guess.lower, guess.upper, matrix.viewsSoFar[row]!) };
  });
}
