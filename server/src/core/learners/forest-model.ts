import { corrupt, type JsonObject } from '../artifact';
import {
  createExplainer,
  decodeForest,
  encodeForest,
  forestContributions,
  forestImportance,
  predictForest,
  predictQuantiles,
  type Forest,
  type LeafSketches,
} from '../forest';
import { REGRESSION_ALGORITHMS, type RegressionAlgorithm, type RegressionModel } from './types';

/** A model over flat trees: whoever grew them, prediction, reasons and bytes are the same code. */
export function createForestModel(
  algorithm: RegressionAlgorithm,
  forest: Forest,
  meta: JsonObject,
  extras: { readonly outOfBag?: () => Float64Array; readonly sketches?: LeafSketches } = {}
): RegressionModel {
  const { outOfBag, sketches } = extras;
  // Made when first asked: many models are never explained.
  let explain: RegressionModel['explain'] | undefined;
  return {
    algorithm,
    nColumns: forest.nColumns,
    nTrees: forest.root.length,
    predict: (X) => predictForest(forest, X),
    ...(outOfBag ? { outOfBag } : {}),
    ...(sketches ? { quantiles: (X, quantiles) => predictQuantiles(forest, sketches, X, quantiles) } : {}),
    importance: () => forestImportance(forest),
    contributions: (row) => forestContributions(forest, row),
    explain: (row) => (explain ??= createExplainer(forest))(row),
    encode: () => encodeForest(forest, { ...meta, algorithm }, sketches),
  };
}

/**
 * Read any regression model; its bytes say which learner made it.
 *
 * @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE.
 */
export function decodeRegressionModel(bytes: Uint8Array): RegressionModel {
  const { forest, meta, sketches } = decodeForest(bytes);
  const algorithm = REGRESSION_ALGORITHMS.find((name) => name === meta.algorithm);
  if (!algorithm) throw corrupt(`algorithm ${REGRESSION_ALGORITHMS.join(' or ')}`, String(meta.algorithm));
  // Log-odds are no numbers in the units of a target.
  if (meta.link === 'logistic') throw corrupt('a regression', 'a classification');
  return createForestModel(algorithm, forest, meta, sketches ? { sketches } : {});
}

/** As decodeRegressionModel, for one learner's models only. */
export function decodeModelOf(algorithm: RegressionAlgorithm, bytes: Uint8Array): RegressionModel {
  const model = decodeRegressionModel(bytes);
  if (model.algorithm !== algorithm) throw corrupt(`a model of ${algorithm}`, `one of ${model.algorithm}`);
  return model;
}
