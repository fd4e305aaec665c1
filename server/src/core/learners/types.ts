import type { BoostingParams } from '../boosting';
import type { ClassFitInput, Explanation, FitInput, ForestParams, IsCancelled, OnProgress } from '../forest';
import type { Matrix } from '../math/matrix';

export const REGRESSION_ALGORITHMS = ['forest', 'ml-random-forest', 'boosting'] as const;
export type RegressionAlgorithm = (typeof REGRESSION_ALGORITHMS)[number];

/** What each algorithm can be told. */
export interface ParamsOf {
  readonly forest: ForestParams;
  readonly 'ml-random-forest': ForestParams;
  readonly boosting: BoostingParams;
}
export type RegressionParams = ParamsOf[RegressionAlgorithm];

export interface RegressionModel {
  readonly algorithm: RegressionAlgorithm;
  readonly nColumns: number;
  /** Trees it has; fewer than asked for where the time was up. */
  readonly nTrees: number;
  /** (nRows,) predictions in the units of y. @throws {CoreError} INVALID_SHAPE. */
  predict(X: Matrix): Float64Array;
  /**
   * (nRows,) prediction of each training row by trees that never saw it (out of bag, or held out to stop early), NaN
   * where every tree saw it; only right after fit.
   */
  outOfBag?(): Float64Array;
  /**
   * (nRows × quantiles.length) quantiles of the target; of forests trained with `leafSketches`.
   *
   * @throws {CoreError} INVALID_SHAPE; INVALID_VALUE for a quantile outside [0, 1].
   */
  quantiles?(X: Matrix, quantiles: readonly number[]): Float64Array;
  /**
   * (nTrees,) mean squared error of each tree alone on (n,) targets; where trees are averaged, not where they are
   * summed, because there no tree means anything by itself. Costs as much as predicting the rows.
   *
   * @throws {CoreError} INVALID_SHAPE.
   */
  treeErrors?(X: Matrix, y: Float64Array): Float64Array;
  /** (nColumns,) importance, summing to 1, or all 0. */
  importance(): Float64Array;
  /** Path contributions of one row, cheap: base + Σ values = prediction within 1e-9. @throws {CoreError} INVALID_SHAPE. */
  contributions(row: Float32Array): Explanation;
  /** Exact Shapley values of one row, some milliseconds: the same sum. @throws {CoreError} INVALID_SHAPE. */
  explain(row: Float32Array): Explanation;
  /** The model as an artifact. @throws {CoreError} ARTIFACT_TOO_LARGE. */
  encode(): Uint8Array;
}

/** What trains a model. One conformance suite runs over every implementation. */
export interface RegressionLearner {
  readonly name: RegressionAlgorithm;
  readonly params: RegressionParams;
  /** @throws {CoreError} INVALID_SHAPE, INVALID_VALUE for unusable input; CANCELLED between two trees. */
  fit(input: FitInput, onProgress?: OnProgress, isCancelled?: IsCancelled): RegressionModel;
  /** @throws {CoreError} ARTIFACT_CORRUPT, also for another learner's model; UNKNOWN_ARTIFACT_VERSION. */
  decode(bytes: Uint8Array): RegressionModel;
}

export interface ClassificationModel {
  readonly nColumns: number;
  readonly nClasses: number;
  /** Trees it has; fewer than asked for where the time was up. */
  readonly nTrees: number;
  /** (nRows × nClasses) probabilities, each row summing to 1. @throws {CoreError} INVALID_SHAPE. */
  predictProba(X: Matrix): Float64Array;
  /** (nRows × nClasses) out-of-bag probabilities, NaN where never out of bag; only right after fit. */
  outOfBag?(): Float64Array;
  /** (nColumns,) importance, summing to 1, or all 0. */
  importance(): Float64Array;
  /** Path contributions to one class: base + Σ values = its probability within 1e-9. @throws {CoreError} INVALID_SHAPE, INVALID_VALUE. */
  contributions(row: Float32Array, classNumber: number): Explanation;
  /** Exact Shapley values of one class, some milliseconds: the same sum. @throws {CoreError} INVALID_SHAPE, INVALID_VALUE. */
  explain(row: Float32Array, classNumber: number): Explanation;
  /** The model as an artifact. @throws {CoreError} ARTIFACT_TOO_LARGE. */
  encode(): Uint8Array;
}

export interface ClassificationLearner {
  readonly params: ForestParams;
  /** @throws {CoreError} INVALID_SHAPE, INVALID_VALUE for unusable input; MEMORY_LIMIT; CANCELLED between two trees. */
  fit(input: ClassFitInput, onProgress?: OnProgress, isCancelled?: IsCancelled): ClassificationModel;
}
