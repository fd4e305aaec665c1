import { CoreError } from '../errors';
import { mean, weightedMean } from '../math/mean';
import { createRandom, deriveSeed } from '../math/random';
import { drawBag, indexGroups } from './bag';
import { binMatrix } from './bin';
import { checkFitInput, type FitInput } from './fit-input';
import { joinTrees, type Forest, type Nodes } from './forest';
import { createGrower } from './grow';
import { outOfBag } from './out-of-bag';
import { leafLimit, type ForestParams } from './params';

export interface TrainedForest {
  readonly forest: Forest;
  /** (nRows,) mean prediction of the trees that never saw the row; NaN where every tree saw it. */
  readonly oob: Float64Array;
}

export type OnProgress = (done: number, total: number) => void;
export type IsCancelled = () => boolean;

/**
 * Train a regression forest. Equal input, parameters and seed give equal bytes; each tree has its own seed, so trees
 * may later be grown in any order.
 *
 * Cost: O(nTrees · nRows · maxFeatures · depth) time; memory of one byte per value beside the input.
 *
 * @throws {CoreError} INVALID_SHAPE, INVALID_VALUE (see FitInput); CANCELLED between two trees.
 *
 * Source: Breiman (2001), "Random Forests"; bins as in Ke et al. (2017), "LightGBM", NeurIPS.
 */
export function trainForest(
  input: FitInput,
  params: ForestParams,
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): TrainedForest {
  checkFitInput(input);
  const { X, y, weights } = input;
  const base = weights ? weightedMean(y, weights) : mean(y);
  const growTree = createGrower(
    binMatrix(X, params.maxBins),
    y.map((value) => value - base),
    params,
    leafLimit(params, X.nRows, weights ? weights.reduce((sum, weight) => sum + weight, 0) : X.nRows)
  );
  const groups = indexGroups(X.nRows, input.groups);

  const trees: Nodes[] = [];
  const bags: Uint32Array[] = [];
  for (let tree = 0; tree < params.nEstimators; tree++) {
    if (isCancelled?.()) throw new CoreError('CANCELLED', { got: `after ${tree} of ${params.nEstimators} trees` });
    const random = createRandom(deriveSeed(params.seed, tree));
    const bag = params.bootstrap ? drawBag(groups, random) : new Uint32Array(X.nRows).fill(1);
    trees.push(
      growTree(
        Float64Array.from(bag, (draws, row) => draws * (weights?.[row] ?? 1)),
        random
      )
    );
    bags.push(bag);
    onProgress?.(tree + 1, params.nEstimators);
  }
  const forest = joinTrees(trees, { nColumns: X.nColumns, base: Float64Array.of(base) });
  return { forest, oob: outOfBag(forest, X, bags) };
}
