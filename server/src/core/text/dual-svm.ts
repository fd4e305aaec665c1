import type { SparseMatrix } from './sparse';

/** A support vector machine with squared hinge loss: minimise ½|w|² + Σ cost · max(0, 1 - sign · w·row)². */
export interface SvmProblem {
  readonly X: SparseMatrix;
  /** (nRows,) 1 or -1. */
  readonly sign: Int8Array;
  /** (nRows,) 1 / (2 · cost of the row): what the dual adds to its diagonal. */
  readonly slack: Float64Array;
  /** (nRows,) squared length of each row, 1 for the bias included. */
  readonly squares: Float64Array;
  /** Length of the longest row, without the bias. */
  readonly longest: number;
}

/** Lengths of the rows: the same for all problems on X. */
export function lengthsOf({ nRows, rowStart, values }: SparseMatrix): Pick<SvmProblem, 'squares' | 'longest'> {
  const squares = new Float64Array(nRows).fill(1);
  for (let row = 0; row < nRows; row++) {
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) squares[row]! += values[k]! * values[k]!;
  }
  const longest = Math.sqrt(squares.reduce((most, square) => Math.max(most, square), 1) - 1);
  return { squares, longest };
}

/**
 * Where a solver stands: alpha >= 0 (nRows,) and w = Σ sign · alpha · row (nColumns + 1,), the bias last. The dual is
 *
 *     ½|w|² + ½ Σ slack · alpha² - Σ alpha
 */
export interface SvmState {
  readonly alpha: Float64Array;
  readonly w: Float64Array;
}

/** w · row + bias. Four sums at once: one alone waits for each addition before it begins the next. */
export function decisionOf(
  { rowStart, columns, values, nColumns }: SparseMatrix,
  row: number,
  w: Float64Array
): number {
  const end = rowStart[row + 1]!;
  let k = rowStart[row]!;
  let a = w[nColumns]!;
  let b = 0;
  let c = 0;
  let d = 0;
  for (const last = end - 3; k < last; k += 4) {
    a += values[k]! * w[columns[k]!]!;
    b += values[k + 1]! * w[columns[k + 1]!]!;
    c += values[k + 2]! * w[columns[k + 2]!]!;
    d += values[k + 3]! * w[columns[k + 3]!]!;
  }
  for (; k < end; k++) a += values[k]! * w[columns[k]!]!;
  return a + b + (c + d);
}

/** w += step · (row, 1). Four at once: a row has each column once, so none of them waits for another. */
export function addRow(
  { rowStart, columns, values, nColumns }: SparseMatrix,
  row: number,
  step: number,
  w: Float64Array
) {
  const end = rowStart[row + 1]!;
  let k = rowStart[row]!;
  for (const last = end - 3; k < last; k += 4) {
    const ja = columns[k]!;
    const jb = columns[k + 1]!;
    const jc = columns[k + 2]!;
    const jd = columns[k + 3]!;
    const a = w[ja]! + step * values[k]!;
    const b = w[jb]! + step * values[k + 1]!;
    const c = w[jc]! + step * values[k + 2]!;
    const d = w[jd]! + step * values[k + 3]!;
    w[ja] = a;
    w[jb] = b;
    w[jc] = c;
    w[jd] = d;
  }
  for (; k < end; k++) w[columns[k]!]! += step * values[k]!;
  w[nColumns]! += step;
}

/** Slope of the dual along alpha of a row: sign · w·row - 1 + slack · alpha. */
export function gradientOf({ X, sign, slack }: SvmProblem, { alpha, w }: SvmState, row: number): number {
  return sign[row]! * decisionOf(X, row, w) - 1 + slack[row]! * alpha[row]!;
}
