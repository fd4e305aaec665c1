/** How right a ranker is on Deskdrop's newest 30 %, age by age: trained once, on what had closed before them. */
import { predictResiduals, trainRanker } from '../../server/src/core/evaluate';
import { fitBaselines } from '../../server/src/core/evaluate/baselines';
import { predictedLog } from '../../server/src/core/evaluate/predicted-log';
import { takeRows, takeValues } from '../../server/src/core/evaluate/take-rows';
import { buildTrainingMatrix, type TrainingMatrix } from '../../server/src/core/features/training-matrix';
import { createRegressionLearner } from '../../server/src/core/learners';
import { bootstrapInterval, rmse, spearman, take } from '../../server/src/core/metrics';
import { SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup/counters';
import type { Deskdrop } from './deskdrop';
import { recipe } from './recipe';
import { splitByTime, type Split } from './split';

export interface AgePoints {
  readonly ageHours: number;
  readonly seed: number;
  readonly spearman: number;
  readonly rmse: number;
  /** Spearman of the views still to come; by a plain forest of 300 trees on log1p(V) too. */
  readonly remaining: number;
  readonly plainRemaining: number;
  readonly viewsSoFar: { readonly spearman: number; readonly rmse: number };
  /** RMSE of the author's shrunken mean. */
  readonly author: number;
  /** 90 % interval of the difference in Spearman to views so far, articles drawn with replacement. */
  readonly better: { readonly low: number; readonly high: number };
}

const REPEATS = 2000;
const PLAIN_FOREST = { nEstimators: 300, maxFeatures: 0.4, minSamplesLeaf: 5 };

export function deskdropPoints(
  { history, asOf }: Deskdrop,
  seeds: readonly number[],
  report: (line: string) => void
): AgePoints[] {
  const matrix = buildTrainingMatrix(history, { asOf, ageHours: SNAPSHOT_AGE_HOURS });
  const split = splitByTime(matrix);
  return seeds.flatMap((seed) => {
    const predicted = byProduct(matrix, split, history, seed);
    const points = SNAPSHOT_AGE_HOURS.map((age) => pointsAt(age, seed, matrix, split, predicted));
    report(`points: seed ${seed}`);
    return points;
  });
}

/** (n,) log1p(V) of the test rows. */
function byProduct(matrix: TrainingMatrix, { asOf, test }: Split, history: Deskdrop['history'], seed: number) {
  const { model } = trainRanker(history, recipe(asOf, seed));
  if (model === null) throw new Error('Deskdrop has too few labels');
  const { predicted } = predictResiduals(model, takeRows(matrix.X, test), takeValues(matrix.ageHours, test));
  return Float64Array.from(test, (row, i) => predictedLog(matrix.offset[row]!, predicted[i]!, matrix.viewsSoFar[row]!));
}

function pointsAt(
  ageHours: number,
  seed: number,
  matrix: TrainingMatrix,
  { train, test }: Split,
  predicted: Float64Array
): AgePoints {
  const at = Array.from(test.keys()).filter((i) => matrix.ageHours[test[i]!] === ageHours);
  const rows = Int32Array.from(at, (i) => test[i]!);
  const actual = Float64Array.from(rows, (row) => Math.log1p(matrix.views[row]!));
  const own = Float64Array.from(at, (i) => predicted[i]!);
  const seen = Float64Array.from(rows, (row) => Math.log1p(matrix.viewsSoFar[row]!));
  const simple = fitBaselines(matrix, train);
  const guess = (name: 'views-so-far' | 'author-category') =>
    Float64Array.from(rows, (row) => simple.predict(name, matrix, row));
  const left = (logs: Float64Array) => logs.map((log, i) => Math.expm1(log) - matrix.viewsSoFar[rows[i]!]!);
  const toCome = left(actual);
  const difference = bootstrapInterval({
    metric: (drawn) =>
      spearman(take(actual, drawn), take(own, drawn)) - spearman(take(actual, drawn), take(seen, drawn)),
    nRows: rows.length,
    seed,
    repeats: REPEATS,
    level: 0.9,
  });
  return {
    ageHours,
    seed,
    spearman: spearman(actual, own),
    rmse: rmse(actual, own),
    remaining: spearman(toCome, left(own)),
    plainRemaining: spearman(toCome, left(plainForest(ageHours, seed, matrix, train, rows))),
    viewsSoFar: { spearman: spearman(actual, seen), rmse: rmse(actual, guess('views-so-far')) },
    author: rmse(actual, guess('author-category')),
    better: { low: difference.low, high: difference.high },
  };
}

function plainForest(ageHours: number, seed: number, matrix: TrainingMatrix, train: Int32Array, test: Int32Array) {
  const own = train.filter((row) => matrix.ageHours[row] === ageHours);
  const forest = createRegressionLearner('forest', { ...PLAIN_FOREST, seed }).fit({
    X: takeRows(matrix.X, own),
    y: Float64Array.from(own, (row) => Math.log1p(matrix.views[row]!)),
  });
  return forest.predict(takeRows(matrix.X, test));
}
