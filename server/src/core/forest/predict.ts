import { checkMatrix, type Matrix } from '../math/matrix';
import { LEAF, type Forest } from './forest';
import { steppableOf, type Steppable } from './steppable';

/** Rows predicted before the next tree is taken: they and one tree stay in cache. */
const BLOCK_ROWS = 512;

/**
 * Predict by summing the leaves a row reaches.
 *
 * Cost: O(nRows · nTrees · depth) time; tree by tree over blocks of rows, four rows at a time.
 *
 * @param forest Its arrays are trusted: decoding has checked them.
 * @param X      (nRows × nColumns); NaN is missing.
 * @returns      (nRows × nOutputs) in the units of the training target; a row's value does not depend on its batch.
 * @throws {CoreError} INVALID_SHAPE when X is not (nRows × forest.nColumns).
 *
 * Source: Breiman (2001), "Random Forests", Machine Learning 45, 5–32.
 */
export function predictForest(forest: Forest, X: Matrix): Float64Array {
  checkMatrix(X, forest.nColumns);
  const { nRows } = X;
  const { base, scale, nOutputs, root } = forest;
  const out = new Float64Array(nRows * nOutputs);
  const steppable = steppableOf(forest);
  const leaves = new Uint32Array(Math.min(nRows, BLOCK_ROWS));
  for (let first = 0; first < nRows; first += BLOCK_ROWS) {
    const end = Math.min(first + BLOCK_ROWS, nRows);
    const complete = !hasMissing(X, first, end);
    for (let tree = 0; tree < root.length; tree++) {
      if (complete) findLeavesOfComplete(steppable, root[tree]!, X, first, end, leaves);
      else findLeaves(steppable, root[tree]!, X, first, end, leaves);
      addValues(forest, leaves, first, end, out);
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = base[i % nOutputs]! + scale * out[i]!;
  return out;
}

function hasMissing({ data, nColumns }: Matrix, first: number, end: number): boolean {
  for (let i = first * nColumns; i < end * nColumns; i++) if (data[i] !== data[i]) return true;
  return false;
}

/**
 * Leaves of rows without missing values. Four rows step down together until none moves: their loads overlap, and no
 * step is a jump that a processor could guess wrong. Leaves step to themselves.
 */
function findLeavesOfComplete(
  { feature, threshold, left }: Steppable,
  root: number,
  { data, nColumns }: Matrix,
  first: number,
  end: number,
  leaves: Uint32Array
): void {
  let row = first;
  for (; row + 4 <= end; row += 4) {
    const a = row * nColumns;
    const b = a + nColumns;
    const c = b + nColumns;
    const d = c + nColumns;
    let nodeA = root;
    let nodeB = root;
    let nodeC = root;
    let nodeD = root;
    for (let moved = 1; moved !== 0;) {
      const nextA = left[nodeA]! + +(data[a + feature[nodeA]!]! > threshold[nodeA]!);
      const nextB = left[nodeB]! + +(data[b + feature[nodeB]!]! > threshold[nodeB]!);
      const nextC = left[nodeC]! + +(data[c + feature[nodeC]!]! > threshold[nodeC]!);
      const nextD = left[nodeD]! + +(data[d + feature[nodeD]!]! > threshold[nodeD]!);
      moved = (nodeA ^ nextA) | (nodeB ^ nextB) | (nodeC ^ nextC) | (nodeD ^ nextD);
      nodeA = nextA;
      nodeB = nextB;
      nodeC = nextC;
      nodeD = nextD;
    }
    leaves[row - first] = nodeA;
    leaves[row - first + 1] = nodeB;
    leaves[row - first + 2] = nodeC;
    leaves[row - first + 3] = nodeD;
  }
  for (; row < end; row++) {
    let node = root;
    for (let from = -1; node !== from;) {
      from = node;
      node = left[from]! + +(data[row * nColumns + feature[from]!]! > threshold[from]!);
    }
    leaves[row - first] = node;
  }
}

/** As above where values may be missing: NaN is never greater, and steps right where `missingRight` says so. */
function findLeaves(
  { feature, threshold, left, missingRight }: Steppable,
  root: number,
  { data, nColumns }: Matrix,
  first: number,
  end: number,
  leaves: Uint32Array
): void {
  for (let row = first; row < end; row += 2) {
    const a = row * nColumns;
    const b = row + 1 < end ? a + nColumns : a;
    let nodeA = root;
    let nodeB = root;
    for (let moved = 1; moved !== 0;) {
      const xA = data[a + feature[nodeA]!]!;
      const xB = data[b + feature[nodeB]!]!;
      const nextA = left[nodeA]! + (+(xA > threshold[nodeA]!) | (+(xA !== xA) & missingRight[nodeA]!));
      const nextB = left[nodeB]! + (+(xB > threshold[nodeB]!) | (+(xB !== xB) & missingRight[nodeB]!));
      moved = (nodeA ^ nextA) | (nodeB ^ nextB);
      nodeA = nextA;
      nodeB = nextB;
    }
    leaves[row - first] = nodeA;
    if (row + 1 < end) leaves[row + 1 - first] = nodeB;
  }
}

function addValues({ value, nOutputs }: Forest, leaves: Uint32Array, first: number, end: number, out: Float64Array) {
  if (nOutputs === 1) {
    for (let row = first; row < end; row++) out[row]! += value[leaves[row - first]!]!;
    return;
  }
  for (let row = first; row < end; row++) {
    const leaf = leaves[row - first]! * nOutputs;
    for (let k = 0; k < nOutputs; k++) out[row * nOutputs + k]! += value[leaf + k]!;
  }
}

/**
 * Predict one row into `out` (nOutputs,), allocating nothing.
 *
 * @param row (nColumns,) NaN is missing; its length is trusted.
 */
export function predictRow(forest: Forest, row: Float32Array, out: Float64Array): void {
  const { root, value, base, scale, nOutputs } = forest;
  out.fill(0);
  for (let tree = 0; tree < root.length; tree++) {
    const leaf = findLeaf(forest, root[tree]!, row, 0) * nOutputs;
    for (let k = 0; k < nOutputs; k++) out[k]! += value[leaf + k]!;
  }
  for (let k = 0; k < nOutputs; k++) out[k] = base[k]! + scale * out[k]!;
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
