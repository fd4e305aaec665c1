import { allocateNodes, LEAF, type Nodes } from '../forest';
import { centreSplit, improveSplit, type Split, type SplitLimits } from './best-split';
import type { BinnedColumns } from './columns';
import { fillColumns, strideOf, subtract, type NodeRows } from './histogram';
import { createHistogramPool, histogramLimit } from './histogram-pool';
import type { Derivatives } from './loss';
import type { BoostingParams } from './params';

/** A split must take away more than this share of the node's score, or it is rounding noise. */
const LEAST_GAIN = 1e-12;
/** Histogram slot of a node that has none. */
const NONE = -1;

export interface GrowerLimits extends Pick<BoostingParams, 'learningRate' | 'maxDepth' | 'lambda'> {
  /** Least Σ hessian of a leaf, > 0. */
  readonly minHessian: number;
  readonly maxLeaves: number;
  /** Grow the best split first; else depth first, which gives the same tree where leaves are not scarce. */
  readonly bestFirst: boolean;
  /** Columns each tree sees. */
  readonly nDrawn: number;
  /** Most histograms kept at once, at least 2; fewer cost time and change nothing else. */
  readonly maxHistograms?: number;
}

/** One tree, root in slot 0, and how it parts rows that are binned already. */
export interface GrownTree {
  readonly nodes: Nodes;
  /** (nNodes,) a node's rows with code <= bin go left. */
  readonly bins: Uint8Array;
}

/**
 * A grower of single trees on one binned matrix. Everything it needs is allocated once: nothing per tree but the tree,
 * nothing per node. The histogram of the smaller child is counted, its sibling's is the parent's less that.
 *
 * @returns A function from derivatives and weights (nRows,), the tree's rows in ascending order and its columns
 *          (nDrawn,) to a tree whose values are the learning rate times -G / (H + λ).
 *
 * Source: Chen and Guestrin (2016), "XGBoost", KDD; histograms and subtraction as in Ke et al. (2017), "LightGBM", NeurIPS.
 */
export function createBoostedGrower(binned: BinnedColumns, limits: GrowerLimits) {
  const { nRows, codes, upperEdges, missing } = binned;
  const { maxDepth, maxLeaves, lambda, minHessian, bestFirst, nDrawn } = limits;
  const stride = strideOf(missing);
  const maxNodes = 2 * maxLeaves - 1;
  const pool = createHistogramPool(nDrawn * stride, limits.maxHistograms ?? histogramLimit(nDrawn * stride));
  const rows = new Uint32Array(nRows);
  const scratch = new Uint32Array(nRows);
  const gathered: NodeRows = { rows, gradients: new Float64Array(nRows), hessians: new Float64Array(nRows) };

  // The growing tree, by node.
  const nodes = allocateNodes(maxNodes);
  const depth = new Uint8Array(maxNodes);
  const start = new Uint32Array(maxNodes);
  const end = new Uint32Array(maxNodes);
  const gradient = new Float64Array(maxNodes);
  const hessian = new Float64Array(maxNodes);
  const histogram = new Int32Array(maxNodes);
  // The best split of each node that has one.
  const columnOf = new Uint16Array(maxNodes);
  const bins = new Uint8Array(maxNodes);
  const missingLeft = new Uint8Array(maxNodes);
  const gain = new Float64Array(maxNodes);
  const leftGradient = new Float64Array(maxNodes);
  const leftHessian = new Float64Array(maxNodes);
  // Nodes that wait for theirs to be made.
  const waiting = new Uint32Array(maxNodes);
  let nWaiting = 0;

  const split: Split = { drawn: NONE, bin: 0, missingLeft: false, score: 0, leftGradient: 0, leftHessian: 0 };
  const totals: SplitLimits = { gradient: 0, hessian: 0, lambda, minHessian, stride };
  const drawnCodes: Uint8Array[] = [];

  return function growTree(
    { gradients, hessians }: Derivatives,
    weights: Float64Array,
    sample: Uint32Array,
    columns: Uint32Array
  ): GrownTree {
    rows.set(sample);
    columns.forEach((column, k) => {
      drawnCodes[k] = codes[column]!;
    });
    nWaiting = 0;
    let nNodes = 1;
    let nLeaves = 1;
    openRoot();
    while (nWaiting > 0 && nLeaves < maxLeaves) {
      const node = takeNext();
      const left = nNodes;
      nNodes += 2;
      nLeaves++;
      part(node, left);
      prepareChildren(node, left);
    }
    while (nWaiting > 0) release(waiting[--nWaiting]!);
    return { nodes: copyNodes(nodes, nNodes), bins: bins.slice(0, nNodes) };

    function openRoot(): void {
      let g = 0;
      let h = 0;
      for (const row of sample) {
        g += gradients[row]!;
        h += hessians[row]!;
      }
      openNode(0, 0, sample.length, 0, g, h);
      if (!canSplit(0)) return;
      histogram[0] = pool.take();
      count(0);
      findSplit(0);
    }

    /** Write a node as a leaf. */
    function openNode(node: number, from: number, to: number, level: number, g: number, h: number): void {
      let cover = 0;
      for (let i = from; i < to; i++) cover += weights[rows[i]!]!;
      nodes.feature[node] = LEAF;
      nodes.threshold[node] = 0;
      nodes.missingLeft[node] = 0;
      nodes.left[node] = 0;
      nodes.value[node] = h > 0 ? (-limits.learningRate * g) / (h + lambda) : 0;
      nodes.cover[node] = cover;
      depth[node] = level;
      start[node] = from;
      end[node] = to;
      gradient[node] = g;
      hessian[node] = h;
      histogram[node] = NONE;
    }

    /** Make the split a node waits for: its rows are parted, its children are leaves. */
    function part(node: number, left: number): void {
      const column = columnOf[node]!;
      const middle = partition(start[node]!, end[node]!, codes[column]!, bins[node]!, missingLeft[node] === 1);
      const g = leftGradient[node]!;
      const h = leftHessian[node]!;
      nodes.feature[node] = column;
      nodes.threshold[node] = upperEdges[column]![bins[node]!]!;
      nodes.missingLeft[node] = missingLeft[node]!;
      nodes.left[node] = left;
      openNode(left, start[node]!, middle, depth[node]! + 1, g, h);
      openNode(left + 1, middle, end[node]!, depth[node]! + 1, gradient[node]! - g, hessian[node]! - h);
    }

    /** Histograms and best splits of a node's children; the parent's histogram becomes the larger one's. */
    function prepareChildren(node: number, left: number): void {
      const leftIsSmaller = end[left]! - start[left]! <= end[left + 1]! - start[left + 1]!;
      const small = leftIsSmaller ? left : left + 1;
      const large = leftIsSmaller ? left + 1 : left;
      if (!canSplit(large) && !canSplit(small)) return release(node);

      histogram[small] = claim();
      count(small);
      if (histogram[node] === NONE) {
        histogram[large] = claim();
        count(large);
      } else {
        histogram[large] = histogram[node]!;
        histogram[node] = NONE;
        subtract(pool.at(histogram[large]!), pool.at(histogram[small]!));
      }
      // The left child last: depth first, it is the next to be split.
      findSplit(left + 1);
      findSplit(left);
    }

    function canSplit(node: number): boolean {
      return depth[node]! < maxDepth && hessian[node]! >= 2 * minHessian && end[node]! - start[node]! >= 2;
    }

    /** Count a node's rows into its histogram. */
    function count(node: number): void {
      const from = start[node]!;
      const to = end[node]!;
      for (let i = from; i < to; i++) {
        const row = rows[i]!;
        gathered.gradients[i - from] = gradients[row]!;
        gathered.hessians[i - from] = hessians[row]!;
      }
      fillColumns(pool.at(histogram[node]!), stride, drawnCodes, gathered, from, to);
    }

    /** Let a node wait for its best split, or give its histogram back if it has none. */
    function findSplit(node: number): void {
      if (!canSplit(node)) return release(node);
      const sums = pool.at(histogram[node]!);
      totals.gradient = gradient[node]!;
      totals.hessian = hessian[node]!;
      const score = totals.gradient ** 2 / (totals.hessian + lambda);
      split.drawn = NONE;
      split.score = score * (1 + LEAST_GAIN) + Number.MIN_VALUE;
      for (let k = 0; k < nDrawn; k++) improveSplit(split, sums, k, upperEdges[columns[k]!]!.length, totals);
      if (split.drawn === NONE) return release(node);

      const column = columns[split.drawn]!;
      centreSplit(split, sums, upperEdges[column]!.length, totals);
      columnOf[node] = column;
      missingLeft[node] = split.missingLeft ? 1 : 0;
      bins[node] = split.bin;
      leftGradient[node] = split.leftGradient;
      leftHessian[node] = split.leftHessian;
      gain[node] = split.score - score;
      waiting[nWaiting++] = node;
    }
  };

  /** The node to split next. Best first: O(waiting), little beside the counting that each split costs. */
  function takeNext(): number {
    let at = nWaiting - 1;
    if (bestFirst) for (let i = 0; i < nWaiting; i++) if (isBetter(waiting[i]!, waiting[at]!)) at = i;
    const node = waiting[at]!;
    waiting[at] = waiting[--nWaiting]!;
    return node;
  }

  function isBetter(a: number, b: number): boolean {
    return gain[a]! > gain[b]! || (gain[a] === gain[b] && a < b);
  }

  /** A free histogram, if need be that of the least promising node, which will have its children counted instead. */
  function claim(): number {
    const slot = pool.take();
    if (slot !== NONE) return slot;
    let least = NONE;
    for (let i = 0; i < nWaiting; i++) {
      const node = waiting[i]!;
      if (histogram[node] !== NONE && (least === NONE || isBetter(least, node))) least = node;
    }
    const taken = histogram[least]!;
    histogram[least] = NONE;
    return taken;
  }

  function release(node: number): void {
    if (histogram[node] !== NONE) pool.give(histogram[node]!);
    histogram[node] = NONE;
  }

  /** Move the rows that go left to the front, both sides in their old order; returns where the right side starts. */
  function partition(from: number, to: number, column: Uint8Array, bin: number, missingIsLeft: boolean): number {
    let nLeft = from;
    let nRight = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const code = column[row]!;
      if (code === missing ? missingIsLeft : code <= bin) rows[nLeft++] = row;
      else scratch[nRight++] = row;
    }
    for (let i = 0; i < nRight; i++) rows[nLeft + i] = scratch[i]!;
    return nLeft;
  }
}

/** Add what a tree says of every row to the rows' sums. */
export function addTree(
  { nodes, bins }: GrownTree,
  { nRows, codes, missing }: BinnedColumns,
  sums: Float64Array
): void {
  const { feature, missingLeft, left, value } = nodes;
  for (let row = 0; row < nRows; row++) {
    let node = 0;
    for (let column = feature[0]!; column !== LEAF; column = feature[node]!) {
      const code = codes[column]![row]!;
      const goesLeft = code === missing ? missingLeft[node] === 1 : code <= bins[node]!;
      node = goesLeft ? left[node]! : left[node]! + 1;
    }
    sums[row]! += value[node]!;
  }
}

function copyNodes(nodes: Nodes, nNodes: number): Nodes {
  return {
    feature: nodes.feature.slice(0, nNodes),
    threshold: nodes.threshold.slice(0, nNodes),
    missingLeft: nodes.missingLeft.slice(0, nNodes),
    left: nodes.left.slice(0, nNodes),
    value: nodes.value.slice(0, nNodes),
    cover: nodes.cover.slice(0, nNodes),
  };
}
