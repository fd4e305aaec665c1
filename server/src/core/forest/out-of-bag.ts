import type { Matrix } from '../math/matrix';
import type { Forest } from './forest';
import { findLeaf } from './predict';

/**
 * Mean prediction of each training row by the trees that never saw it.
 *
 * @param bags One per tree: (nRows,) how often the row was drawn.
 * @returns    (nRows,), NaN where every tree saw the row.
 */
export function outOfBag(forest: Forest, X: Matrix, bags: readonly Uint32Array[]): Float64Array {
  const sums = new Float64Array(X.nRows);
  const counts = new Uint32Array(X.nRows);
  bags.forEach((bag, tree) => {
    const root = forest.root[tree]!;
    for (let row = 0; row < X.nRows; row++) {
      if (bag[row] !== 0) continue;
      sums[row]! += forest.value[findLeaf(forest, root, X.data, row * X.nColumns)]!;
      counts[row]!++;
    }
  });
  return sums.map((sum, row) => (counts[row]! > 0 ? forest.base[0]! + sum / counts[row]! : NaN));
}
