import { rowDot, type SparseMatrix } from './sparse';

/** What every text learner ends in: one linear decision per class. */
export interface LinearWeights {
  /** (nClasses × nTerms) */
  readonly weights: Float32Array;
  /** (nClasses,) */
  readonly bias: Float32Array;
}

/**
 * Trains one decision per class.
 *
 * @param X          (nRows × nTerms)
 * @param labels     (nRows,) class of each row; a class without rows gets zeros.
 * @param checkpoint Called between classes; throws to stop.
 */
export type TrainWeights = (
  X: SparseMatrix,
  labels: Uint16Array,
  nClasses: number,
  seed: number,
  checkpoint: () => void
) => LinearWeights;

/** Decision values of one row, (nClasses,); higher is likelier, comparable after calibration only. */
export function decide({ weights, bias }: LinearWeights, X: SparseMatrix, row: number): Float64Array {
  return Float64Array.from(bias, (b, k) => b + rowDot(X, row, weights, k * X.nColumns));
}
