import { LEAF, type Forest } from './forest';

/**
 * Share of the squared error (with classes, of the Gini impurity) that splits on each column took away, (nColumns,), summing to 1; all 0 without splits.
 * Each tree counts alike, as far as it could reduce error at all.
 *
 * Source: Breiman et al. (1984), section 5.3; Louppe (2014), "Understanding Random Forests", chapter 6.
 */
export function forestImportance(forest: Forest): Float64Array {
  const { feature, left, value, cover, root, nOutputs } = forest;
  const importance = new Float64Array(forest.nColumns);
  for (let tree = 0; tree < root.length; tree++) {
    const ofTree = new Float64Array(forest.nColumns);
    const end = root[tree + 1] ?? feature.length;
    for (let node = root[tree]!; node < end; node++) {
      if (feature[node] === LEAF) continue;
      const a = left[node]!;
      // Both children's rows move from the parent's mean to their own: that is the error saved.
      for (let k = 0; k < nOutputs; k++) {
        const parent = value[node * nOutputs + k]!;
        ofTree[feature[node]!]! +=
          cover[a]! * (value[a * nOutputs + k]! - parent) ** 2 +
          cover[a + 1]! * (value[(a + 1) * nOutputs + k]! - parent) ** 2;
      }
    }
    addShares(importance, ofTree);
  }
  const shares = new Float64Array(forest.nColumns);
  addShares(shares, importance);
  return shares;
}

function addShares(target: Float64Array, amounts: Float64Array): void {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total > 0) for (let i = 0; i < target.length; i++) target[i]! += amounts[i]! / total;
}
