import { createRegressionLearner, type FitInput, type Matrix, type RegressionModel } from '../learners';
import { believed, centreOf, slopeOf, type Belief } from './belief';
import type { IsCancelled, OnProgress, RankerOptions } from './ranker-options';
import { takeRows, takeValues } from './take-rows';

/** What is known of residuals at one age. */
export interface AgeModel {
  readonly ageHours: number;
  readonly regression: RegressionModel;
  /** A forest that knows the quantiles of residuals: `regression` itself where it does. */
  readonly spread: RegressionModel;
  readonly belief: Belief;
}

/**
 * One regression per age: which readers came, and at what hour, means another thing after an hour than after three
 * days, and the leaves of one model over all ages mix the two.
 */
export interface ResidualModel {
  /** Ascending by age, at least one. */
  readonly ages: readonly AgeModel[];
}

export interface FittedResiduals extends ResidualModel {
  /** (n,) each, of the training rows out of bag, NaN where there is none; worked out when asked for. */
  outOfBag(): { readonly predicted: Float64Array; readonly spread: Float64Array };
}

/** (n,) each. */
export interface Residuals {
  /** As the regressions say it. */
  readonly said: Float64Array;
  /** As it is believed. */
  readonly predicted: Float64Array;
  /** Half the way from the 5 % to the 95 % quantile of residuals like these: above 0. */
  readonly spread: Float64Array;
}

const SPREAD_QUANTILES = [0.05, 0.95] as const;
/** In log1p(V): where all rows like it ended alike, as if they had differed by one part in fifty. */
const LEAST_SPREAD = 0.02;
/** A forest that is there for its quantiles alone. */
const SPREAD_FOREST = { nEstimators: 60, minSamplesLeaf: 10 };
/** What the nodes of all ages may take of an artifact's 32 MB. */
const MAX_NODE_BYTES = 28_000_000;

/**
 * Fit residuals, each age by itself.
 *
 * @param ageHours (n,) age of each row.
 * @param slopes   How far later data said each age's regression is to be believed; out-of-bag predictions say it where
 *   later data is silent.
 * @throws {CoreError} CANCELLED; INVALID_VALUE for parameters out of range.
 */
export function fitResiduals(
  input: FitInput,
  ageHours: Float64Array,
  learner: RankerOptions['learner'],
  slopes: ReadonlyMap<number, number> = new Map(),
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): FittedResiduals {
  const distinct = [...new Set(ageHours)].sort((a, b) => a - b);
  const parts = distinct.map((age, done) => {
    const rows = rowsAt(ageHours, age);
    const own = inputOf(input, rows);
    const step: OnProgress = (trees, total) => onProgress?.(done * total + trees, distinct.length * total);
    const fitted = fitAge(own, learner, distinct.length, step, isCancelled);
    const unseen = () => fitted.regression.outOfBag?.() ?? unknown(rows.length);
    const slope = slopes.get(age) ?? slopeOf(unseen(), own.y);
    const model: AgeModel = { ageHours: age, ...fitted, belief: { slope, centre: centreOf(age, own.y) } };
    return { rows, own, unseen, model };
  });
  return {
    ages: parts.map(({ model }) => model),
    outOfBag() {
      const all = { predicted: unknown(input.y.length), spread: unknown(input.y.length) };
      for (const { rows, own, unseen, model } of parts) {
        const said = unseen();
        const spread = spreadsOf(model.spread, own.X);
        rows.forEach((row, i) => {
          all.predicted[row] = believed(model.belief, said[i]!);
          all.spread[row] = spread[i]!;
        });
      }
      return all;
    },
  };
}

/** Residuals of rows at their ages: of each age's model, or of the latest one before it. @throws {CoreError} INVALID_SHAPE. */
export function predictResiduals(model: ResidualModel, X: Matrix, ageHours: Float64Array): Residuals {
  const n = X.nRows;
  const all = { said: unknown(n), predicted: unknown(n), spread: unknown(n) };
  for (const age of new Set(ageHours)) {
    const rows = rowsAt(ageHours, age);
    const { regression, spread, belief } = ageModelAt(model, age);
    const own = takeRows(X, rows);
    const said = regression.predict(own);
    const spreads = spreadsOf(spread, own);
    rows.forEach((row, i) => {
      all.said[row] = said[i]!;
      all.predicted[row] = believed(belief, said[i]!);
      all.spread[row] = spreads[i]!;
    });
  }
  return all;
}

/** (n,) residuals as they are believed, without their spread: a fraction of the work. @throws {CoreError} INVALID_SHAPE. */
export function predictBelieved(model: ResidualModel, X: Matrix, ageHours: Float64Array): Float64Array {
  const predicted = unknown(X.nRows);
  for (const age of new Set(ageHours)) {
    const rows = rowsAt(ageHours, age);
    const { regression, belief } = ageModelAt(model, age);
    const said = regression.predict(takeRows(X, rows));
    rows.forEach((row, i) => (predicted[row] = believed(belief, said[i]!)));
  }
  return predicted;
}

/** What says something about an age: its own model, or the latest one before it. */
export const ageModelAt = ({ ages }: ResidualModel, ageHours: number): AgeModel =>
  ages.filter((model) => model.ageHours <= ageHours).at(-1) ?? ages[0]!;

function fitAge(
  input: FitInput,
  { name, params, growTrees }: RankerOptions['learner'],
  nAges: number,
  onProgress: OnProgress,
  isCancelled?: IsCancelled
): Pick<AgeModel, 'regression' | 'spread'> {
  const bounded = { maxBytes: Math.floor(MAX_NODE_BYTES / nAges), leafSketches: true };
  const own = name === 'forest' ? { ...params, ...bounded } : params;
  const regression = createRegressionLearner(name, own, growTrees).fit(input, onProgress, isCancelled);
  if (regression.quantiles) return { regression, spread: regression };
  const seed = params?.seed === undefined ? {} : { seed: params.seed };
  const quantiles = createRegressionLearner('forest', { ...SPREAD_FOREST, ...bounded, ...seed }, growTrees);
  return { regression, spread: quantiles.fit(input, undefined, isCancelled) };
}

function spreadsOf(spread: RegressionModel, X: Matrix): Float64Array {
  const ends = spread.quantiles?.(X, SPREAD_QUANTILES) ?? new Float64Array(2 * X.nRows);
  return Float64Array.from({ length: X.nRows }, (_, row) =>
    Math.max((ends[2 * row + 1]! - ends[2 * row]!) / 2, LEAST_SPREAD)
  );
}

const rowsAt = (ageHours: Float64Array, age: number): Int32Array =>
  Int32Array.from(ageHours.keys()).filter((row) => ageHours[row] === age);

const inputOf = ({ X, y, groups }: FitInput, rows: Int32Array): FitInput => ({
  X: takeRows(X, rows),
  y: takeValues(y, rows),
  ...(groups ? { groups: rows.map((row) => groups[row]!) } : {}),
});

const unknown = (n: number): Float64Array => new Float64Array(n).fill(NaN);
