import type { TrainingMatrix } from '../../features/training-matrix';
import { bootstrapIntervals } from '../../metrics';
import { mean } from '../../math/mean';
import { predictedLog } from '../predicted-log';
import type { IsCancelled, RankerOptions } from '../ranker-options';
import type { LearningCurve, Measured } from '../report-details';
import { fitResiduals, predictBelieved } from '../residual-model';
import type { RollingOrigin } from '../rolling-origins';
import { fitInput, takeRows, takeValues } from '../take-rows';
import { LEVEL, measured, REPEATS, rounded } from './measured';
import { nonIncreasing } from './monotone-fit';

const SHARES = [0.25, 0.5, 0.75, 1];
/** Fewer articles than this are no training worth a point. */
const LEAST_ARTICLES = 20;
/** Bounds the cost: the newest periods only, and models of few trees, which is enough to compare them. */
const LAST_ORIGINS = 3;
const FEW_TREES = { forest: 15, 'ml-random-forest': 15, boosting: 40 } as const;
/** Few steps have to be longer ones. */
const LONG_STEPS = 0.2;
/** Errors that fall by less than this from half of the articles to all of them hardly fall. */
const SMALL_GAIN = 0.02;
/** And where chance could hide more than this, nothing is said. */
const HIDDEN_GAIN = 0.05;
/** What is worth waiting for, and how long at most, as a multiple of the articles there are. */
const NEXT_GAIN = 0.05;
const FARTHEST = 10;

/**
 * Error on later articles by the number of articles learned from, the newest kept: would more of them help? At each of
 * the last periods models of few trees learn from a quarter, half, three quarters and all of what had closed by then.
 *
 * Cost: at most 12 fits with a seventh of the trees.
 *
 * @throws {CoreError} CANCELLED.
 *
 * Source: Perlich, Provost and Simonoff (2003), "Tree Induction vs. Logistic Regression: A Learning-Curve Analysis",
 * JMLR 4; Hestness et al. (2017), "Deep Learning Scaling is Predictable, Empirically", for error falling as a power.
 */
export function learningCurve(
  matrix: TrainingMatrix,
  origins: readonly RollingOrigin[],
  learner: RankerOptions['learner'],
  seed: number,
  isCancelled?: IsCancelled
): LearningCurve | null {
  const last = origins.slice(-LAST_ORIGINS);
  const fewest = Math.min(...last.map(({ train }) => articlesOf(matrix, train).length));
  const shares = SHARES.filter((share) => share * fewest >= LEAST_ARTICLES);
  if (last.length === 0 || !shares.includes(0.5)) return null;

  const tests = last.flatMap(({ test }) => [...test]);
  const small = withFewTrees(learner);
  const points = shares.map((share) => {
    const trainings = last.map(({ train }) => newest(matrix, train, share));
    const squares = last.flatMap(({ test }, at) => squaresOf(matrix, trainings[at]!, test, small, isCancelled));
    return { share, articles: mean(trainings.map((rows) => articlesOf(matrix, rows).length)), squares };
  });
  const half = shares.indexOf(0.5);
  const intervals = bootstrapIntervals({
    metrics: (drawn) => {
      const errors = points.map(({ squares }) => rootMean(squares, drawn));
      return [...errors, 1 - errors[errors.length - 1]! / errors[half]!];
    },
    nRows: tests.length,
    groups: tests.map((row) => matrix.groups[row]!),
    seed,
    repeats: REPEATS,
    level: LEVEL,
  });
  const fitted = nonIncreasing(intervals.slice(0, -1).map(({ value }) => value));
  const gain = measured(intervals[intervals.length - 1]!);
  if (gain === null) return null;
  const verdict = verdictOf(gain);
  return {
    points: points.map(({ share, articles }, at) => ({
      share,
      articles: Math.round(articles),
      rmse: measured(intervals[at]!)!,
      fitted: rounded(fitted[at]!),
    })),
    gain,
    verdict,
    nextArticles:
      verdict === 'helps' ? articlesFor(points.at(-1)!.articles, fitted[half]! / fitted[fitted.length - 1]!) : null,
  };
}

/** Whether more articles help is read off what the latest doubling brought. */
export function verdictOf({ value, low, high }: Measured): LearningCurve['verdict'] {
  if (low > 0 && value >= SMALL_GAIN) return 'helps';
  return value < SMALL_GAIN && high < HIDDEN_GAIN ? 'hardly' : 'unclear';
}

/** Errors that fall by `ratio` per doubling fall as a power of the number of articles. */
function articlesFor(articles: number, ratio: number): number | null {
  const power = Math.log2(ratio);
  const next = power > 0 ? articles * (1 - NEXT_GAIN) ** (-1 / power) : Infinity;
  return next <= FARTHEST * articles ? rounded(Math.round(next)) : null;
}

function withFewTrees({ name, params, growTrees }: RankerOptions['learner']): RankerOptions['learner'] {
  const few = Math.min(params?.nEstimators ?? Infinity, FEW_TREES[name]);
  const steps = name === 'boosting' ? { learningRate: LONG_STEPS } : {};
  return { name, params: { ...params, ...steps, nEstimators: few }, ...(growTrees ? { growTrees } : {}) };
}

/** Articles of some rows, in order of closing. */
const articlesOf = ({ groups }: TrainingMatrix, rows: Int32Array): Int32Array =>
  Int32Array.from(new Set(rows.map((row) => groups[row]!))).sort();

function newest(matrix: TrainingMatrix, train: Int32Array, share: number): Int32Array {
  const articles = articlesOf(matrix, train);
  const oldest = articles[articles.length - Math.ceil(share * articles.length)]!;
  return train.filter((row) => matrix.groups[row]! >= oldest);
}

function squaresOf(
  matrix: TrainingMatrix,
  train: Int32Array,
  test: Int32Array,
  learner: RankerOptions['learner'],
  isCancelled?: IsCancelled
): number[] {
  const ages = (rows: Int32Array) => takeValues(matrix.ageHours, rows);
  const model = fitResiduals(fitInput(matrix, train), ages(train), learner, undefined, undefined, isCancelled);
  const residuals = predictBelieved(model, takeRows(matrix.X, test), ages(test));
  return Array.from(test, (row, i) => {
    const predicted = predictedLog(matrix.offset[row]!, residuals[i]!, matrix.viewsSoFar[row]!);
    return (Math.log1p(matrix.views[row]!) - predicted) ** 2;
  });
}

function rootMean(squares: readonly number[], rows: Uint32Array): number {
  let sum = 0;
  for (const row of rows) sum += squares[row]!;
  return Math.sqrt(sum / rows.length);
}
