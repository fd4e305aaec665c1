/**
 * What our ranges are measured against: a quantile forest on the oldest 80 % of what there is to learn from, its 5 % and
 * 95 % ends moved by what holds 90 % of the newest 20 % (Romano, Patterson and Candès 2019).
 */
import { takeRows } from '../../server/src/core/evaluate/take-rows';
import { createRegressionLearner, type ForestParams, type Matrix } from '../../server/src/core/learners';

const FIT_SHARE = 0.8;
const LEVEL = 0.9;
const ENDS = [0.05, 0.95];

export interface Ends {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** @param X, y of what is learned from, oldest first. @param test rows to give ranges for. */
export function quantileRanges(X: Matrix, y: Float64Array, test: Matrix, params: Partial<ForestParams>): Ends {
  const nFit = Math.floor(FIT_SHARE * X.nRows);
  const rows = Int32Array.from(y.keys());
  const forest = createRegressionLearner('forest', { ...params, leafSketches: true }).fit({
    X: takeRows(X, rows.slice(0, nFit)),
    y: y.slice(0, nFit),
  });
  const ends = (of: Matrix): Ends => {
    const both = forest.quantiles!(of, ENDS);
    const end = (k: number) => Float64Array.from({ length: of.nRows }, (_, row) => both[2 * row + k]!);
    return { low: end(0), high: end(1) };
  };
  const { low, high } = ends(takeRows(X, rows.slice(nFit)));
  const errors = Float64Array.from(low, (end, i) => Math.max(end - y[nFit + i]!, y[nFit + i]! - high[i]!)).sort();
  const moved = errors[Math.min(Math.ceil(LEVEL * (errors.length + 1)), errors.length) - 1]!;
  const found = ends(test);
  return { low: found.low.map((end) => end - moved), high: found.high.map((end) => end + moved) };
}
