import { checkDamage, type DamageCheck } from '../../../server/src/core/evaluate/damage-check';
import type { OutOfFold } from '../../../server/src/core/evaluate/out-of-fold';
import { decodeRanker, encodeRanker, type RankerModel } from '../../../server/src/core/evaluate/ranker-model';
import { importanceByColumn } from '../../../server/src/core/evaluate/importance';
import { fitRanker } from '../../../server/src/core/evaluate/train-ranker';
import type { TrainingMatrix } from '../../../server/src/core/features/training-matrix';
import type { SiteHistory } from '../../../server/src/core/features/types';
import {
  createTreeGrower,
  decodeForest,
  joinTrees,
  type Forest,
  type GrowTrees,
  type Nodes,
} from '../../../server/src/core/forest';
import type { RegressionModel } from '../../../server/src/core/learners';
import { createForestModel } from '../../../server/src/core/learners/forest-model';
import { createRandom } from '../../../server/src/core/math/random';
import { make, type Made } from './make';

const STRONGEST = 5;

export const DAMAGES = [
  'labels permuted',
  'labels of the refit permuted',
  'column zeroed',
  'column of the refit zeroed',
  'half the trees of permuted labels',
  'half the trees of another world',
] as const;

/** What the gate is told of each damaged candidate. */
export interface Damaged {
  readonly name: (typeof DAMAGES)[number];
  readonly damage: DamageCheck;
  readonly outOfFold: OutOfFold;
}

/** @param stranger a forest of the same columns, of another world. */
export function damagedCandidates(
  history: SiteHistory,
  seed: number,
  live: RankerModel,
  candidate: Made,
  stranger: RankerModel
): Damaged[] {
  const { evaluation, options, model } = candidate;
  const { matrix, outOfFold, slopes } = evaluation;
  const refit = (damaged: TrainingMatrix) => fitRanker(history, { matrix: damaged, outOfFold, slopes }, options);
  const permuted = refit({ ...matrix, y: permutedWithinAges(matrix, seed) });
  const zeroedMatrix = withZeroes(matrix, strongestColumn(live, seed % STRONGEST));
  const zeroed = refit(zeroedMatrix);
  const whole = make(history, { asOf: options.asOf, seed: 2, growTrees: onPermutedLabels(seed) });
  const check = (own: RankerModel, evaluated = evaluation) =>
    checkDamage(decodeRanker(encodeRanker(own)), evaluated, live);

  return [
    { name: 'labels permuted', damage: check(whole.model, whole.evaluation), outOfFold: whole.evaluation.outOfFold },
    { name: 'labels of the refit permuted', damage: check(permuted), outOfFold },
    { name: 'column zeroed', damage: check(zeroed, { ...evaluation, matrix: zeroedMatrix }), outOfFold },
    { name: 'column of the refit zeroed', damage: check(zeroed), outOfFold },
    { name: 'half the trees of permuted labels', damage: check(halfOf(model, permuted)), outOfFold },
    { name: 'half the trees of another world', damage: check(halfOf(model, stranger)), outOfFold },
  ];
}

/** Targets dealt out anew among the rows of each age. */
function permutedWithinAges({ y, ageHours }: TrainingMatrix, seed: number): Float64Array {
  const random = createRandom(seed);
  const permuted = Float64Array.from(y);
  for (const age of new Set(ageHours)) {
    const rows = Uint32Array.from(y.keys()).filter((row) => ageHours[row] === age);
    const dealt = random.shuffle(Uint32Array.from(rows));
    rows.forEach((row, i) => (permuted[row] = y[dealt[i]!]!));
  }
  return permuted;
}

/** Grows every tree towards targets that were dealt out anew. */
const onPermutedLabels =
  (seed: number): GrowTrees =>
  (plan) => {
    const { target } = plan;
    if (target.kind !== 'values') throw new Error('expected a regression');
    const y = createRandom(seed).shuffle(Float64Array.from(target.y));
    const grow = createTreeGrower({ ...plan, target: { ...target, y } });
    return Array.from({ length: plan.params.nEstimators }, (_, tree) => grow(tree));
  };

function strongestColumn(model: RankerModel, place: number): string {
  const { columns } = model;
  const shares = importanceByColumn(model, columns.length);
  return [...columns.keys()].sort((a, b) => shares[b]! - shares[a]!).map((column) => columns[column]!)[place]!;
}

function withZeroes(matrix: TrainingMatrix, name: string): TrainingMatrix {
  const { nRows, nColumns } = matrix.X;
  const data = Float32Array.from(matrix.X.data);
  for (let i = matrix.columns.indexOf(name); i < data.length; i += nColumns) data[i] = 0;
  return { ...matrix, X: { nRows, nColumns, data } };
}

/** The model with every second tree of each age from another one. */
const halfOf = (model: RankerModel, other: RankerModel): RankerModel => ({
  ...model,
  ages: model.ages.map((age, i) => ({ ...age, regression: mixed(age.regression, other.ages[i]!.regression) })),
});

function mixed(own: RegressionModel, other: RegressionModel): RegressionModel {
  const { forest, meta } = decodeForest(own.encode());
  const strange = treesOf(decodeForest(other.encode()).forest);
  const trees = treesOf(forest).map((tree, i) => (i % 2 === 0 ? tree : strange[i]!));
  const { nColumns, base } = forest;
  return createForestModel('forest', joinTrees(trees, { nColumns, base }), meta);
}

function treesOf({ root, feature, threshold, missingLeft, left, value, cover }: Forest): Nodes[] {
  return Array.from(root, (start, tree) => {
    const end = root[tree + 1] ?? feature.length;
    return {
      feature: feature.slice(start, end),
      threshold: threshold.slice(start, end),
      missingLeft: missingLeft.slice(start, end),
      left: left.slice(start, end).map((child) => Math.max(child - start, 0)),
      value: value.slice(start, end),
      cover: cover.slice(start, end),
    };
  });
}
