import { allocateNodes, LEAF, type Nodes } from '../forest';

/** A node of ml-cart as its JSON has it: inner nodes have both children, leaves a mean. */
export interface MlCartNode {
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly left?: MlCartNode;
  readonly right?: MlCartNode;
}

/**
 * Lay a tree of ml-cart out as flat nodes, and give every node the mean and weight of the rows it was trained on
 * (the library keeps the mean of leaves only).
 *
 * ml-cart goes left when `x < splitValue`; among float32 that is `x <= ` the next one below. It knows no missing
 * values: a column's median stands in for them, so at each node they go where the median goes.
 *
 * @param root    The tree's root.
 * @param columns Column of X behind each column of the tree.
 * @param medians (nColumns of X,) stand-ins for missing values.
 * @param rows    (nBag × nColumns of X) the rows the tree was trained on, complete.
 * @param y       (nBag,) their target, less the forest's base.
 */
export function flattenMlCartTree(
  root: MlCartNode,
  columns: readonly number[],
  medians: Float32Array,
  rows: readonly ArrayLike<number>[],
  y: readonly number[]
): Nodes {
  const nodes = allocateNodes(countNodes(root));
  let nNodes = 1;
  const queue: [number, MlCartNode][] = [[0, root]];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const [slot, { left, right, splitColumn, splitValue }] = at;
    if (!left || !right || splitColumn === undefined || splitValue === undefined) continue;
    const column = columns[splitColumn]!;
    nodes.feature[slot] = column;
    nodes.threshold[slot] = float32Below(splitValue);
    nodes.missingLeft[slot] = medians[column]! < splitValue ? 1 : 0;
    nodes.left[slot] = nNodes;
    queue.push([nNodes + 1, right], [nNodes, left]);
    nNodes += 2;
  }
  addMeans(nodes, rows, y);
  return nodes;
}

const countNodes = ({ left, right }: MlCartNode): number =>
  left && right ? 1 + countNodes(left) + countNodes(right) : 1;

/** The greatest float32 below x. */
export function float32Below(x: number): number {
  const rounded = Math.fround(x);
  if (rounded < x) return rounded;
  if (rounded === 0) return -(2 ** -149);
  const bits = new Int32Array(Float32Array.of(rounded).buffer);
  bits[0]! += rounded > 0 ? -1 : 1;
  return new Float32Array(bits.buffer)[0]!;
}

function addMeans(nodes: Nodes, rows: readonly ArrayLike<number>[], y: readonly number[]): void {
  const sums = new Float64Array(nodes.feature.length);
  rows.forEach((row, i) => {
    for (let node = 0, done = false; !done;) {
      sums[node]! += y[i]!;
      nodes.cover[node]!++;
      const column = nodes.feature[node]!;
      done = column === LEAF;
      if (!done) node = row[column]! <= nodes.threshold[node]! ? nodes.left[node]! : nodes.left[node]! + 1;
    }
  });
  sums.forEach((sum, node) => {
    nodes.value[node] = nodes.cover[node]! > 0 ? sum / nodes.cover[node]! : 0;
  });
}
