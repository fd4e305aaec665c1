import { CoreError } from '../errors';
import { mean, weightedMean } from '../math/mean';
import type { Matrix } from '../math/matrix';
import { createRandom, deriveSeed } from '../math/random';
import { drawBag, indexGroups, type Groups } from './bag';
import { binMatrix, type BinnedMatrix } from './bin';
import type { Criterion } from './criterion';
import { checkClassFitInput, checkFitInput, type ClassFitInput, type FitInput } from './fit-input';
import type { Nodes } from './forest';
import { createGiniCriterion } from './gini';
import { createGrower } from './grow';
import { leafLimit, type ForestParams } from './params';
import { createVarianceCriterion } from './variance';

/** What the trees are grown towards, prepared for their criterion. */
type Target =
  | { readonly kind: 'values'; /** (nRows,) about [-1, 1]. */ readonly y: Float64Array; readonly scale: number }
  | { readonly kind: 'classes'; readonly classes: Uint16Array };

/**
 * Everything that growing any tree of a forest takes: plain data, so that a thread can be handed it. With a seed per
 * tree it does not matter who grows which, or when.
 */
export interface ForestPlan {
  readonly params: ForestParams;
  readonly binned: BinnedMatrix;
  readonly target: Target;
  /** (nOutputs,) see Forest. */
  readonly base: Float64Array;
  readonly groups: Groups;
  readonly weights?: Float64Array;
  /** Leaves of a tree, best splits first; null for no limit. */
  readonly maxLeaves: number | null;
}

/** @throws {CoreError} INVALID_SHAPE, INVALID_VALUE (see FitInput); MEMORY_LIMIT. */
export function planRegression(input: FitInput, params: ForestParams): ForestPlan {
  checkFitInput(input);
  const { y, weights } = input;
  const base = weights ? weightedMean(y, weights) : mean(y);
  const centred = y.map((value) => value - base);
  const scale = centred.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const target: Target = { kind: 'values', y: centred.map((value) => value / scale), scale };
  return plan(input, params, target, Float64Array.of(base));
}

/**
 * Two classes are a regression of 0 and 1: one output, the probability of the second. A single class has one output
 * as well, always 1.
 *
 * @throws {CoreError} INVALID_SHAPE, INVALID_VALUE (see ClassFitInput); MEMORY_LIMIT.
 */
export function planClassification(input: ClassFitInput, params: ForestParams): ForestPlan {
  checkClassFitInput(input);
  const { classes, nClasses, ...rows } = input;
  if (nClasses <= 2) {
    return planRegression({ ...rows, y: Float64Array.from(classes, (k) => (nClasses === 1 ? 1 : k)) }, params);
  }
  const base = new Float64Array(nClasses);
  classes.forEach((k, row) => (base[k]! += rows.weights?.[row] ?? 1));
  const total = base.reduce((sum, weight) => sum + weight, 0);
  return plan(
    rows,
    params,
    { kind: 'classes', classes },
    base.map((weight) => weight / total)
  );
}

function plan(
  { X, groups, weights }: Pick<FitInput, 'X' | 'groups' | 'weights'>,
  params: ForestParams,
  target: Target,
  base: Float64Array
): ForestPlan {
  checkMemory(X, params, base.length);
  const totalWeight = weights ? weights.reduce((sum, weight) => sum + weight, 0) : X.nRows;
  return {
    params,
    binned: binMatrix(X, params.maxBins),
    target,
    base,
    groups: indexGroups(X.nRows, groups),
    ...(weights ? { weights } : {}),
    maxLeaves: leafLimit(params, X.nRows, totalWeight, base.length),
  };
}

/** Bytes one thread holds per row beside the codes: rows, scratch, targets, and two nodes at worst. */
const BYTES_PER_ROW = 100;

function checkMemory({ nRows, nColumns }: Matrix, { maxMemoryMb }: ForestParams, nOutputs: number): void {
  const needed = (nRows * (nColumns + BYTES_PER_ROW + 8 * nOutputs)) / 2 ** 20;
  if (needed <= maxMemoryMb) return;
  const got = `${Math.ceil(needed)} MB for ${nRows} × ${nColumns}`;
  throw new CoreError('MEMORY_LIMIT', { expected: `at most ${maxMemoryMb} MB`, got });
}

/** Grows the trees of a plan by their numbers, in any order; its buffers are reused from tree to tree. */
export function createTreeGrower({ params, binned, target, base, groups, weights, maxLeaves }: ForestPlan) {
  const criterion: Criterion =
    target.kind === 'values'
      ? createVarianceCriterion(target.y, weights, params.minSamplesLeaf, target.scale)
      : createGiniCriterion(target.classes, base, weights, params.minSamplesLeaf);
  const grow = createGrower(binned, criterion, params, maxLeaves);
  return (tree: number): Nodes => {
    const random = createRandom(deriveSeed(params.seed, tree));
    return grow(drawBag(groups, params, random), random);
  };
}

/** (nRows,) how often a tree's bag has each row; what the tree was grown on. */
export const bagOf = ({ params, groups }: ForestPlan, tree: number): Uint32Array =>
  drawBag(groups, params, createRandom(deriveSeed(params.seed, tree)));
