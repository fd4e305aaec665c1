import type { ClassFitInput, FitInput, ForestParams, IsCancelled, OnProgress } from '../forest';
import type { Matrix } from '../math/matrix';

export const REGRESSION_ALGORITHMS = ['forest', 'ml-random-forest'] as const;
export type RegressionAlgorithm = (typeof REGRESSION_ALGORITHMS)[number];

export interface RegressionModel {
  readonly algorithm: RegressionAlgorithm;
  readonly nColumns: number;
  /** Trees it has; fewer than asked for where the time was up. */
  readonly nTrees: number;
  /** (nRows,) predictions in the units of y. @throws {CoreError} INVALID_SHAPE. */
  predict(X: Matrix): Float64Array;
  /** (nRows,) out-of-bag prediction per training row, NaN where never out of bag; only right after fit. */
  outOfBag?(): Float64Array;
  /** (nColumns,) importance, summing to 1, or all 0. */
  importance(): Float64Array;
  /** Path contributions of one row: base + Σ values = prediction within 1e-9. @throws {CoreError} INVALID_SHAPE. */
  contributions(row: Float32Array): { base: number; values: Float64Array };
  /** The model as an artifact. @throws {CoreError} ARTIFACT_TOO_LARGE. */
  encode(): Uint8Array;
}

/** What trains a model. One conformance suite runs over every implementation. */
export interface RegressionLearner {
  readonly name: RegressionAlgorithm;
  readonly params: ForestParams;
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
  contributions(row: Float32Array, classNumber: number): { base: number; values: Float64Array };
  /** The model as an artifact. @throws {CoreError} ARTIFACT_TOO_LARGE. */
  encode(): Uint8Array;
}

export interface ClassificationLearner {
  readonly params: ForestParams;
  /** @throws {CoreError} INVALID_SHAPE, INVALID_VALUE for unusable input; MEMORY_LIMIT; CANCELLED between two trees. */
  fit(input: ClassFitInput, onProgress?: OnProgress, isCancelled?: IsCancelled): ClassificationModel;
}
