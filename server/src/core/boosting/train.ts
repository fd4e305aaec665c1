import { CoreError } from '../errors';
import {
  checkFitInput,
  joinTrees,
  type FitInput,
  type Forest,
  type IsCancelled,
  type Nodes,
  type OnProgress,
} from '../forest';
import { indexGroups, type Groups } from '../forest/bag';
import { countOfFeatures } from '../forest/params';
import { createRandom, deriveSeed } from '../math/random';
import { binColumns, type BinnedColumns } from './columns';
import { addTree, createBoostedGrower } from './grow';
import { LOSSES, type Link, type Loss, type LossName } from './loss';
import { leafLimit, type BoostingParams } from './params';
import { createRowSampler, holdOutNewest, sampleColumns } from './sample';

export interface TrainedBoosting {
  /** Its trees are summed (scale 1); with `link` logistic the sum is in log-odds. */
  readonly forest: Forest;
  readonly link: Link;
  /**
   * (nRows,) for the newest rows, that early stopping was judged on, the sum by trees that never saw them; NaN for all
   * others.
   */
  readonly heldOut: Float64Array;
}

/**
 * Train boosted trees. Where `nIterNoChange` is set, the newest groups first say after how many trees later data are
 * predicted best; that many are then grown on everything. Equal input, parameters and seed give equal bytes.
 *
 * Cost: O(nTrees · nRows · columns · depth) time, twice with early stopping; memory of one byte per value beside the
 * input, and 4 kB per column and histogram kept.
 *
 * @param input Rows oldest first where early stopping is wanted. Logistic loss: y is 0 or 1.
 * @throws {CoreError} INVALID_SHAPE, INVALID_VALUE (see FitInput); CANCELLED between two trees.
 *
 * Source: Friedman (2001), "Greedy Function Approximation: A Gradient Boosting Machine"; Chen and Guestrin (2016).
 */
export function trainBoosting(
  input: FitInput,
  params: BoostingParams,
  lossName: LossName,
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): TrainedBoosting {
  checkFitInput(input);
  const loss = LOSSES[lossName];
  loss.check(input.y);
  const { X, y } = input;
  const weights = input.weights ?? new Float64Array(X.nRows).fill(1);
  const data: TrainingData = {
    binned: binColumns(X, params.maxBins),
    y,
    weights,
    groups: indexGroups(X.nRows, input.groups),
    loss,
    params,
    isCancelled: isCancelled ?? (() => false),
  };
  const rows = Uint32Array.from(y.keys()).filter((row) => weights[row]! > 0);
  const parted = params.nIterNoChange === null ? null : holdOutNewest(rows, data.groups, params.validationFraction);
  const heldOut = new Float64Array(X.nRows).fill(NaN);

  let nRounds = params.nEstimators;
  let tried = 0;
  if (parted) {
    const judged = findRounds(data, parted.older, parted.newest, heldOut, (round) => {
      tried = round;
      onProgress?.(round, 2 * params.nEstimators);
    });
    nRounds = judged;
  }
  const { trees, base } = boost(data, rows, nRounds, (round) => {
    onProgress?.(tried + round, tried + nRounds);
    return true;
  });
  const forest = joinTrees(trees, { nColumns: X.nColumns, base: Float64Array.of(base) }, 1);
  return { forest, link: loss.link, heldOut };
}

interface TrainingData {
  readonly binned: BinnedColumns;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly groups: Groups;
  readonly loss: Loss;
  readonly params: BoostingParams;
  readonly isCancelled: IsCancelled;
}

/** After how many trees grown on older rows the newest are predicted best; what they are predicted then is kept. */
function findRounds(
  data: TrainingData,
  older: Uint32Array,
  newest: Uint32Array,
  heldOut: Float64Array,
  onRound: (round: number) => void
): number {
  const { y, weights, loss, params } = data;
  let least = Infinity;
  let best = 1;
  boost(data, older, params.nEstimators, (round, sums) => {
    onRound(round);
    const got = loss.evaluate(y, weights, sums, newest);
    if (got < least) {
      least = got;
      best = round;
      for (const row of newest) heldOut[row] = sums[row]!;
    }
    return round - best < params.nIterNoChange!;
  });
  return best;
}

/**
 * Grow one tree after the other, each on what the sum of those before it leaves.
 *
 * @param rows    Rows to learn from, ascending.
 * @param onRound Told the number of trees and every row's sum, (nRows,); says whether to go on.
 */
function boost(
  data: TrainingData,
  rows: Uint32Array,
  nRounds: number,
  onRound: (round: number, sums: Float64Array) => boolean
): { trees: Nodes[]; base: number } {
  const { binned, y, weights, groups, loss, params, isCancelled } = data;
  const { nRows } = binned;
  const nColumns = binned.codes.length;
  const nDrawn = countOfFeatures(params.maxFeatures, nColumns);
  const maxLeaves = leafLimit(params, rows.length);
  const growTree = createBoostedGrower(binned, {
    ...params,
    minHessian: Math.max(params.minChildWeight, params.minSamplesLeaf * loss.maxHessian),
    maxLeaves,
    bestFirst: maxLeaves < 2 ** params.maxDepth,
    nDrawn,
  });
  const drawRows = createRowSampler(rows, groups, params.subsample);
  const base = loss.base(
    Float64Array.from(rows, (row) => y[row]!),
    Float64Array.from(rows, (row) => weights[row]!)
  );
  const sums = new Float64Array(nRows).fill(base);
  const derivatives = { gradients: new Float64Array(nRows), hessians: new Float64Array(nRows) };

  const trees: Nodes[] = [];
  for (let round = 1; round <= nRounds; round++) {
    if (isCancelled()) throw new CoreError('CANCELLED', { got: `after ${trees.length} of ${nRounds} trees` });
    const random = createRandom(deriveSeed(params.seed, round - 1));
    loss.derive(y, weights, sums, derivatives);
    const sample = drawRows(random);
    const tree = growTree(derivatives, weights, sample, sampleColumns(nColumns, nDrawn, random));
    trees.push(tree.nodes);
    addTree(tree, binned, sums);
    if (!onRound(round, sums)) break;
  }
  return { trees, base };
}
