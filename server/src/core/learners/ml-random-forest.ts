/**
 * `ml-random-forest` behind the same interface: the library grows the trees, one at a time on a bag drawn here (so
 * that groups, progress and cancelling work as everywhere); the trees are then kept as flat nodes like our own.
 *
 * `maxLeafNodes` and `maxBins` have no counterpart in the library and are not used.
 * Its cost per tree grows with about nRows^1.85, so at most MAX_ROWS rows are read; `meta.sampledRows` says how many.
 */
import { RandomForestRegression } from 'ml-random-forest';

import type { JsonObject } from '../artifact';
import { CoreError } from '../errors';
import { checkFitInput, joinTrees, type FitInput, type ForestParams, type Nodes } from '../forest';
import { drawBag, indexGroups } from '../forest/bag';
import { outOfBag } from '../forest/out-of-bag';
import { countOfFeatures } from '../forest/params';
import { mean, weightedMean } from '../math/mean';
import type { Matrix } from '../math/matrix';
import { median } from '../math/quantile';
import { createRandom, deriveSeed, type Random } from '../math/random';
import { createForestModel, decodeModelOf } from './forest-model';
import { flattenMlCartTree, type MlCartNode } from './ml-cart-tree';
import type { RegressionLearner } from './types';

/** Most rows one fit reads; larger sets are sampled by group. */
export const MAX_ROWS = 2000;

export const createMlRandomForestLearner = (params: ForestParams): RegressionLearner => ({
  name: 'ml-random-forest',
  params,
  fit(input, onProgress, isCancelled) {
    checkFitInput(input);
    const sample = sampleRows(input, params.seed);
    const { X, y, weights } = input;
    const base = weights ? weightedMean(y, weights) : mean(y);
    const medians = columnMedians(X);
    const rows = completeRows(X, medians);
    const groups = indexGroups(X.nRows, input.groups);

    const trees: Nodes[] = [];
    const bags: Uint32Array[] = [];
    for (let tree = 0; tree < params.nEstimators; tree++) {
      if (isCancelled?.()) throw new CoreError('CANCELLED', { got: `after ${tree} of ${params.nEstimators} trees` });
      const random = createRandom(deriveSeed(params.seed, tree));
      const bag = drawBag(groups, params, random);
      const drawn = expandBag(bag, sample, weights, random);
      const bagRows = drawn.map((row) => rows[row]!);
      const bagY = drawn.map((row) => y[row]! - base);
      const { root, columns } = growTree(bagRows, bagY, X.nColumns, params, random);
      trees.push(flattenMlCartTree(root, columns, medians, bagRows, bagY));
      bags.push(bag);
      onProgress?.(tree + 1, params.nEstimators);
    }
    const forest = joinTrees(trees, { nColumns: X.nColumns, base: Float64Array.of(base) });
    const sampledRows = sample.reduce((sum, kept) => sum + kept, 0);
    const meta: JsonObject = { params: { ...params }, nRows: X.nRows, sampledRows, medians: [...medians] };
    return createForestModel('ml-random-forest', forest, meta, {
      outOfBag: () => outOfBag(forest, X, (tree) => bags[tree]!),
    });
  },
  decode: (bytes) => decodeModelOf('ml-random-forest', bytes),
});

/** (nRows,) 1 for the rows to read: whole groups in random order until MAX_ROWS is reached. */
function sampleRows({ X, groups }: FitInput, seed: number): Uint8Array {
  const sample = new Uint8Array(X.nRows).fill(1);
  if (X.nRows <= MAX_ROWS) return sample;

  const { nGroups, ofRow } = indexGroups(X.nRows, groups);
  const sizes = new Uint32Array(nGroups);
  for (const group of ofRow) sizes[group]!++;
  const kept = new Uint8Array(nGroups);
  let room = MAX_ROWS;
  for (const group of createRandom(seed).shuffle(Uint32Array.from(sizes, (_, group) => group))) {
    if (sizes[group]! > room) continue;
    kept[group] = 1;
    room -= sizes[group]!;
  }
  return sample.map((_, row) => kept[ofRow[row]!]!);
}

function columnMedians({ nRows, nColumns, data }: Matrix): Float32Array {
  return Float32Array.from({ length: nColumns }, (_, column) => {
    const present: number[] = [];
    for (let row = 0; row < nRows; row++) {
      const x = data[row * nColumns + column]!;
      if (!Number.isNaN(x)) present.push(x);
    }
    return present.length > 0 ? median(present) : 0;
  });
}

function completeRows({ nRows, nColumns, data }: Matrix, medians: Float32Array): number[][] {
  return Array.from({ length: nRows }, (_, row) =>
    Array.from(data.subarray(row * nColumns, (row + 1) * nColumns), (x, column) =>
      Number.isNaN(x) ? medians[column]! : x
    )
  );
}

/** Rows as often as they were drawn; a weight is a number of copies, its fraction left to chance. */
function expandBag(bag: Uint32Array, sample: Uint8Array, weights: Float64Array | undefined, random: Random): number[] {
  const drawn: number[] = [];
  bag.forEach((draws, row) => {
    const copies = draws * sample[row]! * (weights?.[row] ?? 1);
    const whole = Math.floor(copies) + (copies % 1 > 0 && random.next() < copies % 1 ? 1 : 0);
    for (let copy = 0; copy < whole; copy++) drawn.push(row);
  });
  return drawn;
}

function growTree(rows: number[][], y: number[], nColumns: number, params: ForestParams, random: Random) {
  // A constant target makes the library look for a split that does not exist; a leaf is what it would end with.
  if (y.every((value) => value === y[0])) return { root: {}, columns: [] };

  const count = countOfFeatures(params.maxFeatures, nColumns);
  const library = new RandomForestRegression({
    nEstimators: 1,
    // The library reads 1 as "all" and rounds shares down, hence the half.
    maxFeatures: count === nColumns ? 1 : (count + 0.5) / nColumns,
    replacement: false,
    seed: random.int(2 ** 31),
    useSampleBagging: false,
    noOOB: true,
    treeOptions: {
      // The largest node it leaves whole: a smaller one can't have two leaves of minSamplesLeaf.
      minNumSamples: Math.max(1, Math.ceil(2 * params.minSamplesLeaf) - 1),
      maxDepth: params.maxDepth,
      // It splits only while the error AFTER the split is above this: 0, its default, refuses perfect splits.
      gainThreshold: -1,
    },
  });
  library.train(rows, y);
  const { indexes, estimators } = library.toJSON().baseModel as unknown as {
    indexes: number[][];
    estimators: { root: MlCartNode }[];
  };
  return { root: estimators[0]!.root, columns: indexes[0]! };
}
