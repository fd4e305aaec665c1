import type { Random } from '../math/random';
import { createBest, DEN, NUM, type Best } from './best-split';
import { MISSING_BIN, type BinnedMatrix } from './bin';
import type { Criterion } from './criterion';
import { allocateNodes, LEAF, type Nodes } from './forest';
import { bestFirst } from './frontier';
import { countOfFeatures, type ForestParams } from './params';

/** A function from draws (nRows,), 0 for rows left out, and a generator to a tree, root in slot 0. */
export type GrowTree = (draws: ArrayLike<number>, random: Random) => Nodes;

/**
 * A grower of single trees on one binned matrix; its buffers are reused from tree to tree.
 *
 * @param maxLeaves Leaves of a tree, best splits first; null for no limit.
 */
export function createGrower(
  binned: BinnedMatrix,
  criterion: Criterion,
  params: Pick<ForestParams, 'maxFeatures' | 'maxDepth'>,
  maxLeaves: number | null
): GrowTree {
  const { nRows, nColumns, codes, upperEdges } = binned;
  const { nOutputs } = criterion;
  const { maxDepth } = params;
  const nTried = countOfFeatures(params.maxFeatures, nColumns);
  const codesOf = upperEdges.map((_, column) => codes.subarray(column * nRows, (column + 1) * nRows));
  const nBinsOf = upperEdges.map((edges) => edges.length);
  const columns = Uint32Array.from({ length: nColumns }, (_, column) => column);
  const rows = new Uint32Array(nRows);
  const scratch = new Uint32Array(nRows);
  const nodes = allocateNodes(Math.max(2 * nRows, 1), nOutputs);
  const best = createBest();
  const constants = createConstants(nColumns);
  // The nodes still to be grown, last in, first out: slot, depth, start and end of each.
  const stack = new Uint32Array(4 * (maxDepth + 2));
  let nNodes = 0;

  return function growTree(draws, random) {
    columns.sort();
    const nDrawn = criterion.beginTree(draws, rows);
    nNodes = 1;
    if (maxLeaves === null) growDepthFirst(nDrawn, random);
    else growBestFirst(nDrawn, maxLeaves, random);
    return copyNodes(nodes, nNodes, nOutputs);
  };

  function growDepthFirst(nDrawn: number, random: Random): void {
    constants.forgetFrom(0);
    stack.set([0, 0, 0, nDrawn]);
    for (let top = 4; top > 0;) {
      const end = stack[--top]!;
      const start = stack[--top]!;
      const depth = stack[--top]!;
      const node = stack[--top]!;
      constants.forgetFrom(depth);
      if (!openNode(node, depth, start, end, random)) continue;
      const left = nNodes;
      const middle = splitNode(node, start, end, best);
      stack[top++] = left + 1;
      stack[top++] = depth + 1;
      stack[top++] = middle;
      stack[top++] = end;
      stack[top++] = left;
      stack[top++] = depth + 1;
      stack[top++] = start;
      stack[top++] = middle;
    }
  }

  function growBestFirst(nDrawn: number, leaves: number, random: Random): void {
    const frontier = bestFirst();
    const lineUp = (node: number, depth: number, start: number, end: number) => {
      constants.forgetFrom(0);
      if (!openNode(node, depth, start, end, random)) return;
      const { column, bin, missingLeft, score } = best;
      const gain = criterion.gain(score[NUM]! / score[DEN]!);
      frontier.push({ node, depth, start, end, column, bin, missingLeft, gain });
    };
    lineUp(0, 0, 0, nDrawn);
    for (let nLeaves = 1; nLeaves < leaves; nLeaves++) {
      const split = frontier.pop();
      if (!split) break;
      const { node, depth, start, end } = split;
      const left = nNodes;
      const middle = splitNode(node, start, end, split);
      lineUp(left, depth + 1, start, middle);
      lineUp(left + 1, depth + 1, middle, end);
    }
  }

  /** Fill in a node as a leaf; returns whether `best` holds a split of it. */
  function openNode(node: number, depth: number, start: number, end: number, random: Random): boolean {
    const mixed = criterion.enter(rows, start, end);
    nodes.feature[node] = LEAF;
    nodes.threshold[node] = 0;
    nodes.missingLeft[node] = 0;
    nodes.left[node] = 0;
    nodes.cover[node] = criterion.write(nodes.value, node * nOutputs);
    return mixed && depth < maxDepth && findSplit(depth, random);
  }

  /**
   * Try `nTried` columns drawn without replacement, and on until one of them can be split. A column found to be
   * constant at a node is drawn but not looked at again below it.
   */
  function findSplit(depth: number, random: Random): boolean {
    best.column = LEAF;
    best.score[NUM] = criterion.floor();
    best.score[DEN] = 1;
    for (let tried = 0; tried < nColumns && (tried < nTried || best.column === LEAF); tried++) {
      const drawn = tried + random.int(nColumns - tried);
      const column = columns[drawn]!;
      columns[drawn] = columns[tried]!;
      columns[tried] = column;
      if (constants.has(column)) continue;
      if (criterion.tryColumn(best, column, codesOf[column]!, nBinsOf[column]!)) constants.add(column, depth);
    }
    return best.column !== LEAF;
  }

  /** Turn a leaf into an inner node with two new slots; returns where its right rows start. */
  function splitNode(
    node: number,
    start: number,
    end: number,
    split: Pick<Best, 'column' | 'bin' | 'missingLeft'>
  ): number {
    const { column, bin, missingLeft } = split;
    nodes.feature[node] = column;
    nodes.threshold[node] = upperEdges[column]![bin]!;
    nodes.missingLeft[node] = missingLeft ? 1 : 0;
    nodes.left[node] = nNodes;
    nNodes += 2;
    return partition(start, end, codesOf[column]!, bin, missingLeft);
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

/** Columns known to be constant at a node and so at all nodes below it, as the tree is walked depth first. */
function createConstants(nColumns: number) {
  const isConstant = new Uint8Array(nColumns);
  const found = new Uint32Array(nColumns);
  const depthOf = new Uint32Array(nColumns);
  let count = 0;
  return {
    has: (column: number): boolean => isConstant[column] === 1,
    add(column: number, depth: number): void {
      isConstant[column] = 1;
      found[count] = column;
      depthOf[count++] = depth;
    },
    /** Forget what was found at this depth and below, in a part of the tree that has been left. */
    forgetFrom(depth: number): void {
      while (count > 0 && depthOf[count - 1]! >= depth) isConstant[found[--count]!] = 0;
    },
  };
}

function copyNodes(nodes: Nodes, nNodes: number, nOutputs: number): Nodes {
  return {
    feature: nodes.feature.slice(0, nNodes),
    threshold: nodes.threshold.slice(0, nNodes),
    missingLeft: nodes.missingLeft.slice(0, nNodes),
    left: nodes.left.slice(0, nNodes),
    value: nodes.value.slice(0, nNodes * nOutputs),
    cover: nodes.cover.slice(0, nNodes),
  };
}
