import { addRow, decisionOf, gradientOf, type SvmProblem, type SvmState } from './dual-svm';

const MAX_ITERATIONS = 30;
/** Ends when the preconditioned residual has shrunk to this share of its square. */
const RESIDUAL = 1e-2;

/**
 * One step of all rows above 0 at once, towards where their slopes are 0: conjugate gradients on
 *
 *     (Q + slack) · step = -slopes,   Q = products of the signed rows, diagonal preconditioner
 *
 * One row at a time creeps where rows pull at each other, as a few dear errors on a rare label do. The step is cut off
 * at alpha = 0 and then as long as lowers the dual most, so it never raises it.
 *
 * Source: Keerthi and DeCoste (2005), "A Modified Finite Newton Method for Fast Solution of Large Scale Linear SVMs",
 * JMLR 6, whose step on the support vectors this is, taken in the dual; Hestenes and Stiefel (1952) for the gradients.
 */
export function createFreeStep(nRows: number, nColumns: number) {
  const free = new Uint32Array(nRows);
  const slopes = new Float64Array(nRows);
  const residual = new Float64Array(nRows);
  const step = new Float64Array(nRows);
  const towards = new Float64Array(nRows);
  const product = new Float64Array(nRows);
  const v = new Float64Array(nColumns + 1);

  return (problem: SvmProblem, state: SvmState, active: Uint32Array): void => {
    const { X, sign, slack, squares } = problem;
    const { alpha, w } = state;
    let n = 0;
    for (const row of active) if (alpha[row]! > 0) free[n++] = row;
    const diagonal = (row: number) => squares[row]! + slack[row]!;

    let rz = 0;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      slopes[i] = gradientOf(problem, state, row);
      residual[i] = -slopes[i]!;
      step[i] = 0;
      towards[i] = residual[i]! / diagonal(row);
      rz += residual[i]! * towards[i]!;
    }
    const enough = RESIDUAL * rz;
    for (let iteration = 0; iteration < MAX_ITERATIONS && rz > enough; iteration++) {
      combine(towards);
      let curvature = 0;
      for (let i = 0; i < n; i++) {
        const row = free[i]!;
        product[i] = sign[row]! * decisionOf(X, row, v) + slack[row]! * towards[i]!;
        curvature += towards[i]! * product[i]!;
      }
      const length = rz / curvature;
      let next = 0;
      for (let i = 0; i < n; i++) {
        step[i]! += length * towards[i]!;
        residual[i]! -= length * product[i]!;
        next += residual[i]! ** 2 / diagonal(free[i]!);
      }
      const kept = next / rz;
      rz = next;
      for (let i = 0; i < n; i++) towards[i] = residual[i]! / diagonal(free[i]!) + kept * towards[i]!;
    }
    takeStep();

    /** v = Σ sign · coefficient · row */
    function combine(coefficients: Float64Array): void {
      v.fill(0);
      for (let i = 0; i < n; i++) addRow(X, free[i]!, sign[free[i]!]! * coefficients[i]!, v);
    }

    function takeStep(): void {
      let slope = 0;
      let curvature = 0;
      for (let i = 0; i < n; i++) {
        const row = free[i]!;
        step[i] = Math.max(step[i]!, -alpha[row]!);
        slope += slopes[i]! * step[i]!;
        curvature += slack[row]! * step[i]! ** 2;
      }
      if (!(slope < 0)) return;
      combine(step);
      for (let j = 0; j <= nColumns; j++) curvature += v[j]! ** 2;
      const length = Math.min(1, -slope / curvature);
      for (let i = 0; i < n; i++) alpha[free[i]!] = Math.max(0, alpha[free[i]!]! + length * step[i]!);
      for (let j = 0; j <= nColumns; j++) w[j]! += length * v[j]!;
    }
  };
}
