import { CoreError } from '../errors';
import { weightedMean } from '../math/mean';

/** What is made small, and how a sum of trees becomes a prediction. */
export interface Loss {
  /** `identity`: the sum is the prediction; `logistic`: the sum is in log-odds. */
  readonly link: Link;
  /** Greatest second derivative a row of weight 1 can have. */
  readonly maxHessian: number;
  /** @throws {CoreError} INVALID_VALUE for a target this loss has no meaning for. */
  check(y: Float64Array): void;
  /** The constant that is best without any tree. */
  base(y: Float64Array, weights: Float64Array): number;
  /** First and second derivative at each row's sum so far, times its weight; all arrays are (nRows,). */
  derive(y: Float64Array, weights: Float64Array, sums: Float64Array, out: Derivatives): void;
  /** Mean loss of rows, weighted. */
  evaluate(y: Float64Array, weights: Float64Array, sums: Float64Array, rows: Uint32Array): number;
}

export interface Derivatives {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

export type Link = 'identity' | 'logistic';
export type LossName = 'squared' | 'logistic';

/** P(positive) from log-odds. */
export const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Half the squared error: a step is the mean residual. Source: Friedman (2001), "Greedy Function Approximation". */
const squared: Loss = {
  link: 'identity',
  maxHessian: 1,
  check: () => {},
  base: weightedMean,
  derive(y, weights, sums, { gradients, hessians }) {
    for (let row = 0; row < y.length; row++) {
      gradients[row] = weights[row]! * (sums[row]! - y[row]!);
      hessians[row] = weights[row]!;
    }
  },
  evaluate: (y, weights, sums, rows) => meanOver(rows, weights, (row) => (sums[row]! - y[row]!) ** 2 / 2),
};

/** Negative log-likelihood of a 0/1 target. Source: Friedman, Hastie and Tibshirani (2000), "Additive Logistic Regression". */
const logistic: Loss = {
  link: 'logistic',
  maxHessian: 0.25,
  check(y) {
    const row = y.findIndex((value) => value !== 0 && value !== 1);
    if (row >= 0)
      throw new CoreError('INVALID_VALUE', { name: 'y', expected: '0 or 1', got: `${y[row]} at row ${row}` });
  },
  base(y, weights) {
    // With one class only, half a row of the other keeps the odds finite.
    const edge = 1 / (2 * weights.reduce((sum, weight) => sum + weight, 0) + 2);
    const share = Math.min(Math.max(weightedMean(y, weights), edge), 1 - edge);
    return Math.log(share / (1 - share));
  },
  derive(y, weights, sums, { gradients, hessians }) {
    for (let row = 0; row < y.length; row++) {
      const p = sigmoid(sums[row]!);
      gradients[row] = weights[row]! * (p - y[row]!);
      hessians[row] = weights[row]! * p * (1 - p);
    }
  },
  // log(1 + e^-m) for the margin m, without overflow.
  evaluate: (y, weights, sums, rows) =>
    meanOver(rows, weights, (row) => {
      const margin = y[row] === 1 ? sums[row]! : -sums[row]!;
      return Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
    }),
};

export const LOSSES: Readonly<Record<LossName, Loss>> = { squared, logistic };

function meanOver(rows: Uint32Array, weights: Float64Array, valueOf: (row: number) => number): number {
  let sum = 0;
  let total = 0;
  for (const row of rows) {
    sum += weights[row]! * valueOf(row);
    total += weights[row]!;
  }
  return sum / total;
}
