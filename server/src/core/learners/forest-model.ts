import { corrupt, type JsonObject } from '../artifact';
import {
  createExplainer,
  decodeForest,
  encodeForest,
  findLeaf,
  forestContributions,
  forestImportance,
  predictForest,
  predictQuantiles,
  type Forest,
  type LeafSketches,
} from '../forest';
import { checkMatrix, type Matrix } from '../math/matrix';
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
    ...(isAveraged(forest) ? { treeErrors: (X, y) => treeErrors(forest, X, y) } : {}),
    importance: () => forestImportance(forest),
    contributions: (row) => forestContributions(forest, row),
    explain: (row) => (explain ??= createExplainer(forest))(row),
    encode: () => encodeForest(forest, { ...meta, algorithm }, sketches),
  };
}

/** Boosting sums its trees, also a single one; its `scale` is 1. */
const isAveraged = ({ scale, root }: Forest): boolean => root.length > 1 && scale < 1;

function treeErrors(forest: Forest, X: Matrix, y: Float64Array): Float64Array {
  checkMatrix(X, forest.nColumns);
  const [base] = forest.base;
  return Float64Array.from(forest.root, (root) => {
    let sum = 0;
    for (let row = 0; row < X.nRows; row++) {
      const leaf = findLeaf(forest, root, X.data, row * X.nColumns);
      sum += (y[row]! - base! - forest.value[leaf]!) ** 2;
    }
    return sum / X.nRows;
  });
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
