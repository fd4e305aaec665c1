import { checkMatrix, type Matrix } from '../math/matrix';
import { LEAF, type Forest } from './forest';

/**
 * Predict by averaging the trees.
 *
 * Cost: O(nRows · nTrees · depth) time; tree by tree, so that one tree's nodes stay in cache for all rows.
 *
 * @param forest Its arrays are trusted: decoding has checked them.
 * @param X      (nRows × nColumns); NaN is missing.
 * @returns      (nRows,) in the units of the training target; a row's value does not depend on its batch.
 * @throws {CoreError} INVALID_SHAPE when X is not (nRows × forest.nColumns).
 *
 * Source: Breiman (2001), "Random Forests", Machine Learning 45, 5–32.
 */
export function predictForest(forest: Forest, X: Matrix): Float64Array {
  checkMatrix(X, forest.nColumns);
  const { root, value, base, scale } = forest;
  const out = new Float64Array(X.nRows);
  for (let tree = 0; tree < root.length; tree++) {
    for (let row = 0; row < X.nRows; row++)
      out[row]! += value[findLeaf(forest, root[tree]!, X.data, row * X.nColumns)]!;
  }
  for (let row = 0; row < X.nRows; row++) out[row] = base[0]! + scale * out[row]!;
  return out;
}

/** Slot of the leaf that the row beginning at `data[offset]` reaches from `node`. */
export function findLeaf(forest: Forest, node: number, data: Float32Array, offset: number): number {
  const { feature, threshold, missingLeft, left } = forest;
  for (let column = feature[node]!; column !== LEAF; column = feature[node]!) {
    const x = data[offset + column]!;
    const goesLeft = x <= threshold[node]! || (x !== x && missingLeft[node] === 1);
    node = goesLeft ? left[node]! : left[node]! + 1;
  }
  return node;
}
