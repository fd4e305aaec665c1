import type { ScoringMatrix } from '../features/scoring-matrix';
import type { TrainingMatrix } from '../features/training-matrix';
import type { SiteHistory } from '../features/types';
import { mean } from '../math/mean';
import { BASELINES, fitBaselines, type BaselineName, type Baselines } from './baselines';
import { calibrateAges, CALIBRATION_ROWS } from './calibration';
import { rangeAround, type RankerForecast } from './forecast';
import { jackknifeGuesses, MOST_LEFT_OUT, type JackknifedRows } from './jackknife';

/**
 * Ranges of 90 % are taken a little further out: past publication the guess was chosen by the same errors, and errors of
 * articles left out one by one promise 90 % less surely than later ones do (1 - 2 alpha: Barber et al. 2021, theorem 1).
 */
const RANGE_LEVEL = 0.93;

interface AgeBaseline {
  readonly name: BaselineName;
  /** Half the width of a 90 % range in log1p(V); null where too few labels closed to give one. */
  readonly half: number | null;
}

/** What serves while no model is live: a simple guess for each age. */
export interface BaselineModel {
  readonly baselines: Baselines;
  readonly byAge: ReadonlyMap<number, AgeBaseline>;
}

/**
 * Calibrate the guesses, and past publication choose among them, by what they would say of labels they had not seen: of
 * up to 120 articles by leaving out one after another (of a young site's authors nothing was known when its articles came
 * out, and much is now), of more by what was known at each snapshot, unless that was too little as well.
 *
 * @param matrix of all labels closed by `asOf`; with none of them every forecast is null.
 */
export function fitBaselineModel(history: SiteHistory, matrix: TrainingMatrix, asOf: number): BaselineModel {
  const baselines = fitBaselines(matrix, Int32Array.from(matrix.y.keys()));
  const asKnown = matrix.articles.length <= MOST_LEFT_OUT ? null : guessesAsKnown(matrix, baselines);
  const rows = asKnown !== null && saysEnough(asKnown) ? asKnown : jackknifeGuesses(history, matrix, asOf);
  const ages = [...new Set(rows.ageHours)].sort((a, b) => a - b);
  return { baselines, byAge: new Map(ages.map((age) => [age, calibrated(rows, age, asOf)] as const)) };
}

/** Whether enough was known before publication to say how far off guesses are. */
const saysEnough = ({ ageHours, guesses }: JackknifedRows): boolean =>
  guesses['author-category'].filter((guess, row) => ageHours[row] === 0 && Number.isFinite(guess)).length >=
  CALIBRATION_ROWS;

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
  const [calibration] = calibrateAges([age], judged, judged, asOf, RANGE_LEVEL);
  return { name, half: calibration?.factor ?? null };
}

/**
 * Before publication the mean of the author's or category's past, which shrinks to the site's level by itself: choosing
 * between the two by a few labels cost more than it gained (measured: decision 0022). Later the guess with the least
 * squared error among those that say something of every row any of them speaks of.
 */
function bestGuess({ ageHours, closesAt, actual, guesses }: JackknifedRows, age: number) {
  const rows = Array.from(ageHours.keys()).filter((row) => ageHours[row] === age);
  const candidates: readonly BaselineName[] = age === 0 ? ['author-category'] : BASELINES;
  const judged = candidates.map((name) => {
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
