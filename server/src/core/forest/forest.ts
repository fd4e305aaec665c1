/** Value of `feature[node]` that marks a leaf. */
export const LEAF = -1;

/**
 * Nodes as parallel arrays, all trees one after another. A node's right child is the slot after its left child, and
 * children always come after their parent:
 *
 *     node      0    1     2    3     4        0: x[3] <= .5 ?
 *     feature   3   LEAF   1   LEAF  LEAF      ├─ 1: leaf
 *     left      1    -     3    -     -        └─ 2: x[1] <= 7 ?  ├─ 3: leaf
 *                                                                 └─ 4: leaf
 */
export interface Nodes {
  /** (nNodes,) column the node tests, or LEAF. */
  readonly feature: Int16Array;
  /** (nNodes,) go left when `x <= threshold`. */
  readonly threshold: Float32Array;
  /** (nNodes,) 1 when a missing value goes left. */
  readonly missingLeft: Uint8Array;
  /** (nNodes,) slot of the left child. */
  readonly left: Uint32Array;
  /** (nNodes × nOutputs) what the node predicts: for averaged trees the mean target of its training rows, less `base`. */
  readonly value: Float32Array;
  /** (nNodes,) weight of those rows. */
  readonly cover: Float32Array;
}

export interface Forest extends Nodes {
  /** Columns a row must have. */
  readonly nColumns: number;
  /** Values predicted per row: 1 for regression and two classes, else one per class. */
  readonly nOutputs: number;
  /** (nOutputs,) prediction without any tree: the mean target, kept apart so that float32 values keep their low bits. */
  readonly base: Float64Array;
  /** prediction = base + scale · Σ values of the leaves reached: 1 / nTrees where trees are averaged, 1 where summed. */
  readonly scale: number;
  /** (nTrees,) slot of each tree's root. */
  readonly root: Uint32Array;
}

/** Put trees, each with its root in slot 0, into one forest. */
export function joinTrees(
  trees: readonly Nodes[],
  shape: Pick<Forest, 'nColumns' | 'base'>,
  scale = 1 / trees.length
): Forest {
  const nOutputs = shape.base.length;
  const nNodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const root = new Uint32Array(trees.length);
  const forest: Forest = { ...shape, nOutputs, scale, root, ...allocateNodes(nNodes, nOutputs) };
  let slot = 0;
  trees.forEach((tree, index) => {
    forest.root[index] = slot;
    forest.feature.set(tree.feature, slot);
    forest.threshold.set(tree.threshold, slot);
    forest.missingLeft.set(tree.missingLeft, slot);
    forest.value.set(tree.value, slot * nOutputs);
    forest.cover.set(tree.cover, slot);
    for (let node = 0; node < tree.left.length; node++) {
      forest.left[slot + node] = tree.feature[node] === LEAF ? 0 : tree.left[node]! + slot;
    }
    slot += tree.feature.length;
  });
  return forest;
}

export function allocateNodes(nNodes: number, nOutputs = 1): Nodes {
  return {
    feature: new Int16Array(nNodes).fill(LEAF),
    threshold: new Float32Array(nNodes),
    missingLeft: new Uint8Array(nNodes),
    left: new Uint32Array(nNodes),
    value: new Float32Array(nNodes * nOutputs),
    cover: new Float32Array(nNodes),
  };
}
