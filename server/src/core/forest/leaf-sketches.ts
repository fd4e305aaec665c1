import { CoreError } from '../errors';
import { checkMatrix, type Matrix } from '../math/matrix';
import { checkFitInput, type FitInput } from './fit-input';
import { LEAF, type Forest } from './forest';
import { findLeaf } from './predict';

/** Most levels that training targets are told apart by; with fewer distinct targets sketches are exact. */
const MAX_LEVELS = 256;
/** Most targets kept of one leaf. */
const MAX_PER_LEAF = 32;

/**
 * The training targets of every leaf, small enough to travel with the forest: each as the number of a level, and of a
 * large leaf 32 at even steps of its sorted targets.
 */
export interface LeafSketches {
  /** (nLevels,) ascending; a target is told as the level nearest to it in rank. */
  readonly levels: Float64Array;
  /** (nNodes + 1,) node i has `ranks[start[i]..start[i + 1])`; none unless it is a leaf. */
  readonly start: Uint32Array;
  /** Numbers of levels, ascending within a leaf. */
  readonly ranks: Uint8Array;
}

/**
 * Sketch a regression forest's leaves from the rows it was trained on, in the bag or not.
 *
 * Cost O(nTrees · nRows · depth) time, at most 32 bytes per leaf.
 *
 * @param input Rows of weight 0 are left out; all others count alike.
 * @throws {CoreError} INVALID_SHAPE, INVALID_VALUE.
 *
 * Source: Meinshausen (2006), "Quantile Regression Forests", JMLR 7.
 */
export function sketchLeaves(forest: Forest, input: FitInput): LeafSketches {
  checkFitInput(input);
  const { X, y, weights } = input;
  checkMatrix(X, forest.nColumns);
  const counted = Uint32Array.from(y.keys()).filter((row) => weights === undefined || weights[row]! > 0);
  const { levels, rankOf } = rankTargets(Float64Array.from(counted, (row) => y[row]!));
  const nNodes = forest.feature.length;

  const counts = new Uint32Array(nNodes);
  const leafOf = Array.from(forest.root, (root) =>
    Uint32Array.from(counted, (row) => {
      const leaf = findLeaf(forest, root, X.data, row * X.nColumns);
      counts[leaf]!++;
      return leaf;
    })
  );
  const full = new Uint32Array(nNodes + 1);
  const start = new Uint32Array(nNodes + 1);
  for (let node = 0; node < nNodes; node++) {
    full[node + 1] = full[node]! + counts[node]!;
    start[node + 1] = start[node]! + Math.min(counts[node]!, MAX_PER_LEAF);
  }
  // Rows in the order of their targets fill every leaf in that order.
  const all = new Uint8Array(full[nNodes]!);
  const filled = full.slice();
  const order = Uint32Array.from(counted.keys()).sort((a, b) => y[counted[a]!]! - y[counted[b]!]!);
  for (const i of order) for (const leaves of leafOf) all[filled[leaves[i]!]!++] = rankOf[i]!;

  const ranks = new Uint8Array(start[nNodes]!);
  for (let node = 0; node < nNodes; node++) {
    const n = counts[node]!;
    const kept = Math.min(n, MAX_PER_LEAF);
    for (let i = 0; i < kept; i++) {
      ranks[start[node]! + i] = all[full[node]! + (n === kept ? i : Math.floor(((i + 0.5) * n) / kept))]!;
    }
  }
  return { levels, start, ranks };
}

/** Levels: the distinct targets, or where they are too many the middles of 256 parts of equal numbers of rows. */
function rankTargets(y: Float64Array): { levels: Float64Array; rankOf: Uint8Array } {
  const sorted = y.slice().sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const levels =
    distinct.length <= MAX_LEVELS
      ? distinct
      : Float64Array.from(
          { length: MAX_LEVELS },
          (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / MAX_LEVELS)]!
        ).filter((value, i, all) => i === 0 || value !== all[i - 1]);
  return { levels, rankOf: Uint8Array.from(y, (value) => nearest(levels, value)) };
}

function nearest(levels: Float64Array, value: number): number {
  let low = 0;
  let high = levels.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (levels[middle]! <= value) low = middle;
    else high = middle;
  }
  return value - levels[low]! <= levels[high]! - value ? low : high;
}

/**
 * Quantiles of the target by leaf membership: a training row weighs the mean over trees of 1 / (rows of its leaf).
 *
 * @param X         (nRows × nColumns); NaN is missing.
 * @param quantiles Each in [0, 1].
 * @returns         (nRows × quantiles.length): the smallest level whose cumulated weight reaches each quantile.
 * @throws {CoreError} INVALID_SHAPE; INVALID_VALUE for a quantile outside [0, 1].
 *
 * Source: Meinshausen (2006), "Quantile Regression Forests", JMLR 7.
 */
export function predictQuantiles(
  forest: Forest,
  { levels, start, ranks }: LeafSketches,
  X: Matrix,
  quantiles: readonly number[]
): Float64Array {
  checkMatrix(X, forest.nColumns);
  for (const q of quantiles) {
    if (!(q >= 0 && q <= 1))
      throw new CoreError('INVALID_VALUE', { name: 'quantiles', expected: 'in [0, 1]', got: String(q) });
  }
  const out = new Float64Array(X.nRows * quantiles.length);
  const weights = new Float64Array(levels.length);
  for (let row = 0; row < X.nRows; row++) {
    weights.fill(0);
    let total = 0;
    for (const root of forest.root) {
      const leaf = findLeaf(forest, root, X.data, row * X.nColumns);
      const from = start[leaf]!;
      const end = start[leaf + 1]!;
      for (let i = from; i < end; i++) weights[ranks[i]!]! += 1 / (end - from);
      if (end > from) total++;
    }
    quantiles.forEach((q, k) => (out[row * quantiles.length + k] = levels[reach(weights, q * total)]!));
  }
  return out;
}

function reach(weights: Float64Array, wanted: number): number {
  let reached = 0;
  for (let level = 0; level < weights.length; level++) {
    reached += weights[level]!;
    // Sums of fractions may stop a hair short.
    if (reached > 0 && reached >= wanted * (1 - 1e-12)) return level;
  }
  return weights.length - 1;
}

/** Whether sketches belong to a forest: every leaf inside the ranks, every rank among the levels. */
export function sketchesFit({ feature }: Forest, { levels, start, ranks }: LeafSketches): boolean {
  const inOrder = start.every((at, node) => node === 0 || at >= start[node - 1]!);
  const ofLeaves = feature.every((column, node) => column === LEAF || start[node] === start[node + 1]);
  return (
    levels.length > 0 &&
    start.length === feature.length + 1 &&
    start[0] === 0 &&
    inOrder &&
    ofLeaves &&
    start[feature.length] === ranks.length &&
    ranks.every((rank) => rank < levels.length)
  );
}
