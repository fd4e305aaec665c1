import { factorise, solveLower, solveUpper } from './cholesky';
import type { DesignColumn } from './design';

/** What controls leave of some columns. */
export interface PartialledOut {
  /** Per target (n,). */
  readonly residuals: readonly Float64Array[];
  /** (n,) pull of each row on its own fit, 0..1; they sum to the parameters spent. */
  readonly leverage: Float64Array;
}

/** @param targets columns (n,) without missing values. @param controls indices into the columns. */
export type PartialOut = (targets: readonly Float64Array[], controls: readonly number[]) => PartialledOut;

/**
 * Regressions of anything on any of a design's columns and a mean. Each column brings its ridge penalty: a mean per
 * author and category with one is a random intercept.
 *
 * Cost: n p² once for the sums of products; n p² per call for the leverages.
 *
 * Source: Frisch and Waugh (1933), Econometrica 1; Hoerl and Kennard (1970), "Ridge Regression", Technometrics 12.
 */
export function createPartialOut(columns: readonly DesignColumn[], n: number): PartialOut {
  const X = [new Float64Array(n).fill(1), ...columns.map(({ values }) => values)];
  const p = X.length;
  const sums = new Float64Array(p * p);
  for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) sums[i * p + j] = dot(X[i]!, X[j]!);

  // Most levers are asked about the same controls at least once.
  const fits = new Map<string, Fit>();
  const fitOf = (controls: readonly number[]): Fit => {
    // The mean first, without a penalty; ascending, so that the lower triangle of the sums is all that is read.
    const used = [0, ...[...controls].sort((a, b) => a - b).map((column) => column + 1)];
    const name = used.join();
    const fit = fits.get(name) ?? fitControls(X, sums, columns, used);
    fits.set(name, fit);
    return fit;
  };

  return (targets, controls) => {
    const { used, L, leverage } = fitOf(controls);
    const residuals = targets.map((target) => {
      const slopes = Float64Array.from(used, (column) => dot(X[column]!, target));
      solveLower(L, used.length, slopes);
      solveUpper(L, used.length, slopes);
      const left = Float64Array.from(target);
      used.forEach((column, i) => {
        const [values, slope] = [X[column]!, slopes[i]!];
        for (let row = 0; row < n; row++) left[row] = left[row]! - slope * values[row]!;
      });
      return left;
    });
    return { residuals, leverage };
  };
}

interface Fit {
  readonly used: readonly number[];
  readonly L: Float64Array;
  readonly leverage: Float64Array;
}

function fitControls(
  X: readonly Float64Array[],
  sums: Float64Array,
  columns: readonly DesignColumn[],
  used: readonly number[]
): Fit {
  const k = used.length;
  const L = new Float64Array(k * k);
  used.forEach((row, i) => {
    for (let j = 0; j <= i; j++) L[i * k + j] = sums[row * X.length + used[j]!]!;
    if (i > 0) L[i * k + i] = L[i * k + i]! + columns[row - 1]!.penalty;
  });
  factorise(L, k);
  const one = new Float64Array(k);
  const leverage = X[0]!.map((_, row) => {
    for (let i = 0; i < k; i++) one[i] = X[used[i]!]![row]!;
    solveLower(L, k, one);
    return dot(one, one);
  });
  return { used, L, leverage };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
