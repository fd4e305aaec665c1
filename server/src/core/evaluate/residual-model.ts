import { createRegressionLearner, type FitInput, type Matrix, type RegressionModel } from '../learners';
import { fitLine } from './least-squares';
import type { IsCancelled, OnProgress, RankerOptions } from './ranker-options';

/** How far a forest is believed at an age: residual = intercept + slope x what it says. */
export interface AgeBelief {
  readonly ageHours: number;
  /** 0 = not at all, 1 = as it stands. */
  readonly slope: number;
  readonly intercept: number;
}

/** One forest over all ages, and how far it is believed at each. */
export interface ResidualModel {
  readonly regression: RegressionModel;
  /** Ascending by age. */
  readonly beliefs: readonly AgeBelief[];
}

export interface FittedResiduals extends ResidualModel {
  /** (n,) out-of-bag residual of each training row, as believed; NaN where there is none. */
  readonly outOfBag: Float64Array;
}

/**
 * Fit residuals of all ages with one learner. Residuals at 72 h are a tenth as wide as at 0 h, and a leaf now and then
 * mixes the two: a straight line per age from out-of-bag predictions to the truth, its slope kept in 0..1, takes back
 * what the forest overstates there. A learner without out-of-bag predictions is believed as it stands.
 *
 * @param ageHours (n,) age of each row.
 * @throws {CoreError} CANCELLED; INVALID_VALUE for parameters out of range.
 *
 * Source: Breiman (1996), "Stacked Regressions", Machine Learning 24, for fitting on predictions of unseen rows.
 */
export function fitResiduals(
  input: FitInput,
  ageHours: Float64Array,
  learner: RankerOptions['learner'],
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): FittedResiduals {
  const { name, params, growTrees } = learner;
  const regression = createRegressionLearner(name, params, growTrees).fit(input, onProgress, isCancelled);
  const oob = regression.outOfBag?.() ?? new Float64Array(input.y.length).fill(NaN);
  const ages = [...new Set(ageHours)].sort((a, b) => a - b);
  const beliefs = ages.map((age) => {
    const rows = Array.from(oob.keys()).filter((row) => ageHours[row] === age && Number.isFinite(oob[row]));
    return {
      ageHours: age,
      ...beliefOf(
        Float64Array.from(rows, (row) => oob[row]!),
        Float64Array.from(rows, (row) => input.y[row]!)
      ),
    };
  });
  return { regression, beliefs, outOfBag: oob.map((said, row) => believed(beliefs, ageHours[row]!, said)) };
}

/** (n,) residuals of rows at their ages. @throws {CoreError} INVALID_SHAPE. */
export function predictResiduals(
  { regression, beliefs }: ResidualModel,
  X: Matrix,
  ageHours: Float64Array
): Float64Array {
  return regression.predict(X).map((said, row) => believed(beliefs, ageHours[row]!, said));
}

/** The belief at an age, or at the latest one before it. */
export function beliefAt(beliefs: readonly AgeBelief[], ageHours: number): AgeBelief {
  return beliefs.filter((belief) => belief.ageHours <= ageHours).at(-1) ?? { ageHours: 0, slope: 1, intercept: 0 };
}

function believed(beliefs: readonly AgeBelief[], ageHours: number, said: number): number {
  const { slope, intercept } = beliefAt(beliefs, ageHours);
  return intercept + slope * said;
}

/** Fewer rows than this don't say how far to believe. */
const BELIEF_ROWS = 30;

function beliefOf(said: Float64Array, truth: Float64Array): { slope: number; intercept: number } {
  if (said.length < BELIEF_ROWS) return { slope: 1, intercept: 0 };
  const free = fitLine(said, truth);
  const slope = Math.min(Math.max(free.slope, 0), 1);
  // The line of a given slope that fits best goes through the means.
  const { intercept } = fitLine(
    new Float64Array(said.length),
    truth.map((y, row) => y - slope * said[row]!)
  );
  return { slope, intercept };
}
