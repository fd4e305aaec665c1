import type { ScoringMatrix } from '../features/scoring-matrix';
import type { TrainingMatrix } from '../features/training-matrix';
import type { SiteHistory } from '../features/types';
import { mean } from '../math/mean';
import { BASELINES, fitBaselines, type BaselineName, type Baselines } from './baselines';
import { calibrateAges, CALIBRATION_ROWS } from './calibration';
import { rangeAround, type RankerForecast } from './forecast';
import { jackknifeGuesses, type JackknifedRows } from './jackknife';

interface AgeBaseline {
  readonly name: BaselineName;
  /** Half the width of a 90 % range in log1p(V); null where too few labels closed to give one. */
  readonly half: number | null;
}

/** What serves while no model is live: at each age the simple guess that fits the closed labels best. */
export interface BaselineModel {
  readonly baselines: Baselines;
  readonly byAge: ReadonlyMap<number, AgeBaseline>;
}

/**
 * Choose and calibrate the guesses by what they said of labels they had not seen: by what was known at each snapshot
 * where there are 40 such rows, else by leaving out one article after another.
 *
 * @param matrix of all labels closed by `asOf`; with none of them every forecast is null.
 */
export function fitBaselineModel(history: SiteHistory, matrix: TrainingMatrix, asOf: number): BaselineModel {
  const baselines = fitBaselines(matrix, Int32Array.from(matrix.y.keys()));
  const asKnown = guessesAsKnown(matrix, baselines);
  const ages = [...new Set([...asKnown.ageHours, 0])].sort((a, b) => a - b);
  const enough = (age: number) => bestGuess(asKnown, age).errors.length >= CALIBRATION_ROWS;
  const leftOut = ages.every(enough) ? null : jackknifeGuesses(history, matrix, asOf);
  const byAge = new Map(
    ages.map((age) => [age, calibrated(enough(age) || leftOut === null ? asKnown : leftOut, age, asOf)] as const)
  );
  return { baselines, byAge };
}

/** Forecast by simple guesses; null where no label has closed yet, or too few to say how far off they are. */
export function baselineForecast(
  { baselines, byAge }: BaselineModel,
  matrix: ScoringMatrix
): (RankerForecast | null)[] {
  return Array.from(matrix.ageHours, (age, row) => {
    const guess = byAge.get(age);
    const log = guess ? baselines.predict(guess.name, matrix, row) : NaN;
    if (!guess || guess.half === null || !Number.isFinite(log)) return null;
    const predicted = log - matrix.offset[row]!;
    return { predicted, spread: 1, ...rangeAround(log, guess.half, matrix.viewsSoFar[row]!) };
  });
}

/** Guesses of the matrix's rows, each from what had closed by its snapshot; only the lines have seen the row itself. */
function guessesAsKnown(matrix: TrainingMatrix, baselines: Baselines): JackknifedRows {
  const guesses = Object.fromEntries(
    BASELINES.map((name) => [name, Float64Array.from(matrix.y.keys(), (row) => baselines.predict(name, matrix, row))])
  ) as Record<BaselineName, Float64Array>;
  return { ageHours: matrix.ageHours, closesAt: matrix.closesAt, actual: matrix.views.map(Math.log1p), guesses };
}

function calibrated(rows: JackknifedRows, age: number, asOf: number): AgeBaseline {
  const { name, errors, closesAt } = bestGuess(rows, age);
  const judged = { ageHours: errors.map(() => age), ratios: errors.map(Math.abs), closesAt };
  const [calibration] = calibrateAges([age], judged, judged, asOf);
  return { name, half: calibration?.factor ?? null };
}

/** The guess with the least squared error among those that say something of every row any of them speaks of. */
function bestGuess({ ageHours, closesAt, actual, guesses }: JackknifedRows, age: number) {
  const rows = Array.from(ageHours.keys()).filter((row) => ageHours[row] === age);
  const judged = BASELINES.map((name) => {
    const known = rows.filter((row) => Number.isFinite(guesses[name][row]));
    const errors = known.map((row) => actual[row]! - guesses[name][row]!);
    return {
      name,
      errors,
      closesAt: known.map((row) => closesAt[row]!),
      loss: mean(errors.map((error) => error ** 2)),
    };
  });
  const most = Math.max(...judged.map(({ errors }) => errors.length));
  return judged.filter(({ errors }) => errors.length === most).sort((a, b) => a.loss - b.loss || 0)[0]!;
}
