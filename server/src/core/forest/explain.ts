import { CoreError } from '../errors';
import { gaussLegendre } from '../math/quadrature';
import { LEAF, type Forest } from './forest';

/** A prediction shared out among the columns: base + Σ values = prediction. */
export interface Explanation {
  /** What the forest predicts when nothing is known of a row, in float64 from leaf values and covers. */
  readonly base: number;
  /** (nColumns,) Shapley value of each column, in the units of the prediction. */
  readonly values: Float64Array;
}

/**
 * An explainer of single predictions: exact Shapley values of the game in which a column that is not known sends a row
 * both ways, by the covers of the children (path-dependent TreeSHAP).
 *
 * A leaf is worth  v · Π f_j(q),  f_j(q) = z_j (1 - q) + o_j q,  when each column joins with probability q: z_j is the
 * share of rows that pass all of the path's tests on column j, o_j is 1 when this row passes them and else 0. Column
 * i's Shapley value is ∫ v (o_i - z_i) Π_{j≠i} f_j(q) dq over [0, 1]. The integrand is a polynomial of a degree below
 * the number of columns on the path, so half as many Gauss–Legendre points give it exactly. One walk over a tree
 * carries Π f_j down and leaf sums up; where a column is tested again, what its earlier tests were given for the leaves
 * below is taken back.
 *
 * Cost: O(nNodes · columns of a path / 2) time per row; buffers are made once, nothing is allocated per node. Accurate
 * to rounding: every factor is positive.
 *
 * @throws {CoreError} INVALID_SHAPE for a row of another width; INVALID_VALUE for an output the forest does not have.
 *
 * Source: Lundberg, Erion and Lee (2018), "Consistent Individualized Feature Attribution for Tree Ensembles", for the
 * game; Owen (1972), "Multilinear Extensions of Games", for the integral; Yu et al. (2022), "Linear TreeShap",
 * NeurIPS, for one walk per tree.
 */
export function createExplainer(forest: Forest): (row: Float32Array, output?: number) => Explanation {
  const { nColumns, nOutputs, root, feature, threshold, missingLeft, left, value, scale } = forest;
  const { depth, distinct } = measurePaths(forest);
  // n points are good up to degree 2n - 1, and one less than the columns of a path is needed.
  const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(distinct / 2)));
  const nPoints = points.length;
  const share = leftShares(forest);
  // By depth: Π f_j at each point on the way down, Σ v · Π f_j of the leaves below on the way up.
  const product = new Float64Array((depth + 1) * nPoints).fill(1);
  const below = new Float64Array((depth + 1) * nPoints);
  // By column: its z and o on the path so far.
  const shareOf = new Float64Array(nColumns).fill(1);
  const passesOf = new Float64Array(nColumns).fill(1);

  // By output: the mean of all trees' leaves, once it was asked for.
  const expected = new Float64Array(nOutputs).fill(NaN);

  let row: Float32Array = new Float32Array(nColumns);
  let output = 0;
  let values: Float64Array = new Float64Array(nColumns);

  return function explain(given, outputNumber = 0) {
    checkRow(forest, given, outputNumber);
    row = given;
    output = outputNumber;
    values = new Float64Array(nColumns);
    for (const node of root) visit(node, 0);
    if (Number.isNaN(expected[output])) expected[output] = root.reduce((sum, node) => sum + expectation(node), 0);
    for (let column = 0; column < nColumns; column++) values[column]! *= scale;
    return { base: forest.base[output]! + scale * expected[output]!, values };
  };

  /** Leave Σ v · Π f_j of the leaves below a node in `below` at its depth, and share them out on the way. */
  function visit(node: number, level: number): void {
    const at = level * nPoints;
    const column = feature[node]!;
    if (column === LEAF) {
      const v = value[node * nOutputs + output]!;
      for (let t = at; t < at + nPoints; t++) below[t] = v * product[t]!;
      return;
    }
    below.fill(0, at, at + nPoints);
    const x = row[column]!;
    const goesLeft = x <= threshold[node]! || (x !== x && missingLeft[node] === 1);
    follow(left[node]!, level, column, share[node]!, goesLeft);
    follow(left[node]! + 1, level, column, 1 - share[node]!, !goesLeft);
  }

  function follow(child: number, level: number, column: number, childShare: number, passes: boolean): void {
    const z1 = shareOf[column]!;
    const o1 = passesOf[column]!;
    const z2 = z1 * childShare;
    const o2 = passes ? o1 : 0;
    // No row passes, this one neither: nothing below counts.
    if (z2 === 0 && o2 === 0) return;

    const at = level * nPoints;
    const next = at + nPoints;
    const isFirst = z1 === 1 && o1 === 1;
    for (let t = 0; t < nPoints; t++) {
      const q = points[t]!;
      const factor = z2 + (o2 - z2) * q;
      product[next + t] = product[at + t]! * (isFirst ? factor : factor / (z1 + (o1 - z1) * q));
    }
    shareOf[column] = z2;
    passesOf[column] = o2;
    visit(child, level + 1);
    shareOf[column] = z1;
    passesOf[column] = o1;

    let sum = 0;
    for (let t = 0; t < nPoints; t++) {
      const q = points[t]!;
      const worth = below[next + t]!;
      const own = (o2 - z2) / (z2 + (o2 - z2) * q);
      sum += weights[t]! * worth * (isFirst ? own : own - (o1 - z1) / (z1 + (o1 - z1) * q));
      below[at + t]! += worth;
    }
    values[column]! += sum;
  }

  /** Mean of the leaves below a node, by cover. */
  function expectation(node: number): number {
    if (feature[node] === LEAF) return value[node * nOutputs + output]!;
    const part = share[node]!;
    return part * expectation(left[node]!) + (1 - part) * expectation(left[node]! + 1);
  }
}

function checkRow({ nColumns, nOutputs }: Forest, row: Float32Array, output: number): void {
  if (row.length !== nColumns) {
    throw new CoreError('INVALID_SHAPE', { name: 'row', expected: `(${nColumns},)`, got: `(${row.length},)` });
  }
  if (!Number.isInteger(output) || output < 0 || output >= nOutputs) {
    throw new CoreError('INVALID_VALUE', { name: 'output', expected: `0..${nOutputs - 1}`, got: `${output}` });
  }
}

/** The most tests, and the most different columns tested, on one path from a root to a leaf. */
function measurePaths({ nColumns, root, feature, left }: Forest): { depth: number; distinct: number } {
  const times = new Uint16Array(nColumns);
  const most = { depth: 0, distinct: 0 };
  const descend = (node: number, depth: number, distinct: number): void => {
    most.depth = Math.max(most.depth, depth);
    most.distinct = Math.max(most.distinct, distinct);
    const column = feature[node]!;
    if (column === LEAF) return;
    const found = distinct + (times[column] === 0 ? 1 : 0);
    times[column]!++;
    descend(left[node]!, depth + 1, found);
    descend(left[node]! + 1, depth + 1, found);
    times[column]!--;
  };
  for (const node of root) descend(node, 0, 0);
  return most;
}

/** (nNodes,) share of a node's rows that go left. Taken from the children, so that both sides add up to 1. */
function leftShares({ feature, left, cover }: Forest): Float64Array {
  const shares = new Float64Array(feature.length);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] === LEAF) continue;
    const a = cover[left[node]!]!;
    const b = cover[left[node]! + 1]!;
    shares[node] = a + b > 0 ? a / (a + b) : 0.5;
  }
  return shares;
}
