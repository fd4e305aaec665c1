import type { Matrix } from '../math/matrix';
import type { Forest } from './forest';
import { findLeaf } from './predict';

/**
 * What each training row is predicted by the trees that never saw it.
 *
 * @param bagOf (nRows,) how often a tree's bag has each row.
 * @returns     (nRows × nOutputs), NaN where every tree saw the row.
 *
 * Source: Breiman (1996), "Out-of-bag estimation".
 */
export function outOfBag(forest: Forest, X: Matrix, bagOf: (tree: number) => Uint32Array): Float64Array {
  const { nOutputs, value, root, base } = forest;
  const sums = new Float64Array(X.nRows * nOutputs);
  const counts = new Uint32Array(X.nRows);
  for (let tree = 0; tree < root.length; tree++) {
    const bag = bagOf(tree);
    for (let row = 0; row < X.nRows; row++) {
      if (bag[row] !== 0) continue;
      const leaf = findLeaf(forest, root[tree]!, X.data, row * X.nColumns) * nOutputs;
      for (let k = 0; k < nOutputs; k++) sums[row * nOutputs + k]! += value[leaf + k]!;
      counts[row]!++;
    }
  }
  return sums.map((sum, i) => {
    const trees = counts[Math.floor(i / nOutputs)]!;
    return trees > 0 ? base[i % nOutputs]! + sum / trees : NaN;
  });
}
