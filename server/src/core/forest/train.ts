import { CoreError } from '../errors';
import type { Matrix } from '../math/matrix';
import type { ClassFitInput, FitInput } from './fit-input';
import { joinTrees, type Forest, type Nodes } from './forest';
import { outOfBag } from './out-of-bag';
import type { ForestParams } from './params';
import { bagOf, createTreeGrower, planClassification, planRegression, type ForestPlan } from './plan';

export interface TrainedForest {
  readonly forest: Forest;
  /** Trees not grown because the time was up; 0 when all were. */
  readonly treesLeftOut: number;
  /** (nRows × nOutputs) what the trees say that never saw a row, NaN where every tree saw it; worked out when asked for. */
  outOfBag(): Float64Array;
}

export type OnProgress = (done: number, total: number) => void;
export type IsCancelled = () => boolean;

/** What may be watched and stopped while trees grow. */
export interface GrowthControl {
  readonly onProgress?: OnProgress | undefined;
  readonly isCancelled?: IsCancelled | undefined;
  /** Asked after each tree: true ends growth with the trees there are. */
  readonly isOutOfTime?: (() => boolean) | undefined;
  /** Who grows the trees; without it this thread does. */
  readonly growTrees?: GrowTrees | undefined;
}

/**
 * Grow the trees of a plan in the order of their numbers; fewer than asked for, but at least one, when time is up.
 *
 * @throws {CoreError} CANCELLED.
 */
export type GrowTrees = (plan: ForestPlan, control: GrowthControl) => readonly Nodes[];

/**
 * Train a regression forest. Equal input, parameters and seed give equal bytes, whoever grows the trees.
 *
 * Cost: O(nTrees · nRows · maxFeatures · depth) time; memory of one byte per value beside the input.
 *
 * @throws {CoreError} INVALID_SHAPE, INVALID_VALUE (see FitInput); MEMORY_LIMIT; CANCELLED between two trees.
 *
 * Source: Breiman (2001), "Random Forests", Machine Learning 45; bins as in Ke et al. (2017), "LightGBM", NeurIPS.
 */
export function trainForest(input: FitInput, params: ForestParams, control: GrowthControl = {}): TrainedForest {
  return growForest(planRegression(input, params), input.X, control);
}

/**
 * Train a forest of classes: two have one output, the probability of the second; more have one output each.
 *
 * @throws {CoreError} as trainForest.
 */
export function trainClassForest(
  input: ClassFitInput,
  params: ForestParams,
  control: GrowthControl = {}
): TrainedForest {
  return growForest(planClassification(input, params), input.X, control);
}

function growForest(plan: ForestPlan, X: Matrix, control: GrowthControl): TrainedForest {
  const trees = (control.growTrees ?? growHere)(plan, control);
  const forest = joinTrees(trees, { nColumns: X.nColumns, base: plan.base });
  return {
    forest,
    treesLeftOut: plan.params.nEstimators - trees.length,
    outOfBag: () => outOfBag(forest, X, (tree) => bagOf(plan, tree)),
  };
}

function growHere(plan: ForestPlan, { onProgress, isCancelled, isOutOfTime }: GrowthControl): Nodes[] {
  const { nEstimators } = plan.params;
  const growTree = createTreeGrower(plan);
  const trees: Nodes[] = [];
  while (trees.length < nEstimators && !(trees.length > 0 && isOutOfTime?.())) {
    if (isCancelled?.()) throw cancelledAfter(trees.length, nEstimators);
    trees.push(growTree(trees.length));
    onProgress?.(trees.length, nEstimators);
  }
  return trees;
}

export const cancelledAfter = (grown: number, nEstimators: number): CoreError<'CANCELLED'> =>
  new CoreError('CANCELLED', { got: `after ${grown} of ${nEstimators} trees` });
