import type { Random } from '../math/random';
import { improveSplit, type NodeTotals, type Split } from './best-split';
import { MISSING_BIN, type BinnedMatrix } from './bin';
import { allocateNodes, LEAF, type Nodes } from './forest';
import { bestFirst, depthFirst, type Frontier } from './frontier';
import { createHistogram, fillHistogram } from './histogram';
import { countOfFeatures, type ForestParams } from './params';

/** A split must take away more than this share of the node's score, or it is rounding noise. */
const LEAST_GAIN = 1e-12;

/**
 * A grower of single trees on one binned matrix; its buffers are reused from tree to tree.
 *
 * @param binned The training rows.
 * @param y      (nRows,) target, centred near 0 so that sums keep their low bits.
 * @param maxLeaves Leaves of a tree, best splits first; null for no limit.
 * @returns      A function from row weights (nRows,), 0 for rows left out, and a generator to a tree, root in slot 0.
 */
export function createGrower(binned: BinnedMatrix, y: Float64Array, params: ForestParams, maxLeaves: number | null) {
  const { nRows, nColumns, codes, upperEdges } = binned;
  const nTried = countOfFeatures(params.maxFeatures, nColumns);
  const codesOf = upperEdges.map((_, column) => codes.subarray(column * nRows, (column + 1) * nRows));
  const histogram = createHistogram();
  const columns = Uint32Array.from({ length: nColumns }, (_, column) => column);
  const rows = new Uint32Array(nRows);
  const scratch = new Uint32Array(nRows);
  const wy = new Float64Array(nRows);
  const w = new Float64Array(nRows);
  const nodes = allocateNodes(2 * nRows);

  return function growTree(weights: Float64Array, random: Random): Nodes {
    columns.sort();
    const frontier = maxLeaves === null ? depthFirst() : bestFirst();
    let nNodes = 1;
    let nLeaves = 1;
    openNode(0, 0, 0, collectRows(weights), frontier);

    while (maxLeaves === null || nLeaves < maxLeaves) {
      const split = frontier.pop();
      if (!split) break;
      const { node, depth, start, end, column, bin } = split;
      const middle = partition(start, end, codesOf[column]!, bin, split.missingLeft);
      nodes.feature[node] = column;
      nodes.threshold[node] = upperEdges[column]![bin]!;
      nodes.missingLeft[node] = split.missingLeft ? 1 : 0;
      nodes.left[node] = nNodes;
      nLeaves++;
      nNodes += 2;
      openNode(nNodes - 1, depth + 1, middle, end, frontier);
      openNode(nNodes - 2, depth + 1, start, middle, frontier);
    }
    return copyNodes(nodes, nNodes);

    /** Fill in a node as a leaf, and line it up for its best split if it has one. */
    function openNode(node: number, depth: number, start: number, end: number, queue: Frontier): void {
      const totals = gather(start, end);
      nodes.feature[node] = LEAF;
      nodes.threshold[node] = 0;
      nodes.missingLeft[node] = 0;
      nodes.left[node] = 0;
      nodes.value[node] = totals.weight > 0 ? totals.sum / totals.weight : 0;
      nodes.cover[node] = totals.weight;
      if (depth >= params.maxDepth || totals.weight < 2 * params.minSamplesLeaf || end - start < 2) return;

      const score = (totals.sum * totals.sum) / totals.weight;
      const floor = score * (1 + LEAST_GAIN) + Number.MIN_VALUE;
      const best = findSplit(start, end, totals, floor);
      if (best.column === LEAF) return;
      const { column, bin, missingLeft } = best;
      queue.push({ node, depth, start, end, column, bin, missingLeft, gain: best.score - score });
    }

    /** Try `nTried` columns drawn without replacement, and on until one of them can be split. */
    function findSplit(start: number, end: number, totals: NodeTotals, floor: number): Split {
      const best: Split = { column: LEAF, bin: 0, missingLeft: false, score: floor };
      for (let tried = 0; tried < nColumns && (tried < nTried || best.column === LEAF); tried++) {
        const drawn = tried + random.int(nColumns - tried);
        const column = columns[drawn]!;
        columns[drawn] = columns[tried]!;
        columns[tried] = column;
        fillHistogram(histogram, codesOf[column]!, rows, start, end, wy, w, upperEdges[column]!.length);
        improveSplit(best, histogram, column, totals, params.minSamplesLeaf);
      }
      return best;
    }

    /** Lay the node's targets and weights side by side, read once per column tried. */
    function gather(start: number, end: number): NodeTotals {
      let sum = 0;
      let weight = 0;
      for (let i = start; i < end; i++) {
        const row = rows[i]!;
        const rowWeight = weights[row]!;
        w[i - start] = rowWeight;
        wy[i - start] = rowWeight * y[row]!;
        sum += wy[i - start]!;
        weight += rowWeight;
      }
      return { sum, weight };
    }
  };

  function collectRows(weights: Float64Array): number {
    let count = 0;
    for (let row = 0; row < nRows; row++) if (weights[row]! > 0) rows[count++] = row;
    return count;
  }

  /** Move the rows that go left to the front, both sides in their old order; returns where the right side starts. */
  function partition(start: number, end: number, column: Uint8Array, bin: number, missingLeft: boolean): number {
    let nLeft = start;
    let nRight = 0;
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      const code = column[row]!;
      if (code === MISSING_BIN ? missingLeft : code <= bin) rows[nLeft++] = row;
      else scratch[nRight++] = row;
    }
    for (let i = 0; i < nRight; i++) rows[nLeft + i] = scratch[i]!;
    return nLeft;
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
