import type { ScoringMatrix } from '../features/scoring-matrix';
import type { TrainingMatrix } from '../features/training-matrix';
import type { SiteHistory } from '../features/types';
import { mean } from '../math/mean';
import { BASELINES, fitBaselines, type BaselineName, type Baselines } from './baselines';
import { calibrateAges } from './calibration';
import { rangeAround, type RankerForecast } from './forecast';
import { jackknifeGuesses, MOST_LEFT_OUT, type JackknifedRows } from './jackknife';

/**
 * Ranges of 90 % are taken a little further out: the guess was chosen among three by the same errors, and errors of
 * articles left out one by one promise 90 % less surely than later ones do (1 - 2 alpha: Barber et al. 2021, theorem 1).
 */
const RANGE_LEVEL = 0.93;

/** The guess that serves unless another is clearly better. */
const USUAL: BaselineName = 'author-category';

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
 * Choose and calibrate the guesses by what they would say of labels they had not seen: up to 120 of them by leaving out
 * one article after another (of a young site's authors nothing was known when its articles came out, and much is now),
 * with more by what was known at each snapshot.
 *
 * @param matrix of all labels closed by `asOf`; with none of them every forecast is null.
 */
export function fitBaselineModel(history: SiteHistory, matrix: TrainingMatrix, asOf: number): BaselineModel {
  const baselines = fitBaselines(matrix, Int32Array.from(matrix.y.keys()));
  const rows =
    matrix.articles.length <= MOST_LEFT_OUT
      ? jackknifeGuesses(history, matrix, asOf)
      : guessesAsKnown(matrix, baselines);
  const ages = [...new Set(rows.ageHours)].sort((a, b) => a - b);
  return { baselines, byAge: new Map(ages.map((age) => [age, calibrated(rows, age, asOf)] as const)) };
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
  const [calibration] = calibrateAges([age], judged, judged, asOf, RANGE_LEVEL);
  return { name, half: calibration?.factor ?? null };
}

/**
 * The mean of the author's or category's past, which shrinks to the site's level, unless another guess is better by more
 * than one standard error: with few labels the least error of three is luck as often as not. Only guesses that say
 * something of every row any of them speaks of are compared.
 *
 * Source: Breiman et al. (1984), "Classification and Regression Trees", section 3.4.3, the one-standard-error rule.
 */
function bestGuess({ ageHours, closesAt, actual, guesses }: JackknifedRows, age: number) {
  const rows = Array.from(ageHours.keys()).filter((row) => ageHours[row] === age);
  const judged = BASELINES.map((name) => {
    const known = rows.filter((row) => Number.isFinite(guesses[name][row]));
    const errors = known.map((row) => actual[row]! - guesses[name][row]!);
    return { name, errors, closesAt: known.map((row) => closesAt[row]!), squares: errors.map((error) => error ** 2) };
  });
  const most = Math.max(...judged.map(({ errors }) => errors.length));
  const compared = judged.filter(({ errors }) => errors.length === most);
  const best = compared.reduce((least, one) => (mean(one.squares) < mean(least.squares) ? one : least));
  const usual = compared.find(({ name }) => name === USUAL);
  return usual === undefined || isBetter(best.squares, usual.squares) ? best : usual;
}

/** Whether losses are lower than others of the same rows by more than one standard error. */
function isBetter(losses: readonly number[], others: readonly number[]): boolean {
  const gains = losses.map((loss, row) => others[row]! - loss);
  const gain = mean(gains);
  const variance = mean(gains.map((value) => (value - gain) ** 2));
  return gain > Math.sqrt(variance / Math.max(gains.length - 1, 1));
}
