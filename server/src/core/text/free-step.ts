import { addRow, decisionOf, gradientOf, type SvmProblem, type SvmState } from './dual-svm';

const MAX_ITERATIONS = 30;
/** Ends when the square of the preconditioned residual has shrunk to this share. */
const RESIDUAL = 1e-4;
/** How often rows that would fall below 0 are put to 0 and the others solved for anew. */
const MAX_ROUNDS = 6;

/**
 * One step of all rows above 0 at once, to where their slopes are 0: conjugate gradients on
 *
 *     (Q + slack) · step = -slopes,   Q = products of the signed rows, diagonal preconditioner
 *
 * One row at a time creeps where rows pull at each other, as a few dear errors on a rare label do. Rows that would fall
 * below 0 are put to 0 and the step is solved for anew without them. In the end it is as long as lowers the dual most,
 * so it never raises it.
 *
 * Source: Keerthi and DeCoste (2005), "A Modified Finite Newton Method for Fast Solution of Large Scale Linear SVMs",
 * JMLR 6, whose step on the support vectors this is, taken in the dual; Hestenes and Stiefel (1952), "Methods of
 * Conjugate Gradients for Solving Linear Systems".
 */
export class FreeStep {
  private readonly free: Uint32Array;
  /** By place in `free`. */
  private readonly residual: Float64Array;
  private readonly step: Float64Array;
  private readonly towards: Float64Array;
  private readonly product: Float64Array;
  /** By row: alpha and slope where the step began. */
  private readonly oldAlpha: Float64Array;
  private readonly oldSlope: Float64Array;
  private readonly oldW: Float64Array;
  private readonly v: Float64Array;

  constructor(nRows: number, nColumns: number) {
    this.free = new Uint32Array(nRows);
    this.residual = new Float64Array(nRows);
    this.step = new Float64Array(nRows);
    this.towards = new Float64Array(nRows);
    this.product = new Float64Array(nRows);
    this.oldAlpha = new Float64Array(nRows);
    this.oldSlope = new Float64Array(nRows);
    this.oldW = new Float64Array(nColumns + 1);
    this.v = new Float64Array(nColumns + 1);
  }

  /** @param active the first `nActive` of it are the rows that may move. */
  take(problem: SvmProblem, state: SvmState, active: Uint32Array, nActive: number): void {
    const { free, oldAlpha, oldSlope } = this;
    const { alpha, w } = state;
    let n = 0;
    for (let i = 0; i < nActive; i++) {
      const row = active[i]!;
      if (alpha[row] === 0) continue;
      free[n++] = row;
      oldAlpha[row] = alpha[row]!;
      oldSlope[row] = gradientOf(problem, state, row);
    }
    this.oldW.set(w);
    for (let round = 0, left = n; round < MAX_ROUNDS && left > 0; round++) {
      this.solve(problem, state, left);
      const above = this.move(problem, state, left);
      if (above === left) break;
      left = above;
    }
    this.shorten(problem, state, n);
  }

  /** `step` of the first n free rows. */
  private solve(problem: SvmProblem, state: SvmState, n: number): void {
    const { free, residual, step, towards, product, v } = this;
    const { X, sign, slack, squares } = problem;
    let rz = 0;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      const slope = gradientOf(problem, state, row);
      residual[i] = -slope;
      step[i] = 0;
      towards[i] = -slope / (squares[row]! + slack[row]!);
      rz -= slope * towards[i]!;
    }
    const enough = RESIDUAL * rz;
    for (let iteration = 0; iteration < MAX_ITERATIONS && rz > enough; iteration++) {
      this.combine(problem, towards, n);
      let curvature = 0;
      for (let i = 0; i < n; i++) {
        const row = free[i]!;
        product[i] = sign[row]! * decisionOf(X, row, v) + slack[row]! * towards[i]!;
        curvature += towards[i]! * product[i]!;
      }
      const length = rz / curvature;
      let next = 0;
      for (let i = 0; i < n; i++) {
        const row = free[i]!;
        step[i]! += length * towards[i]!;
        residual[i]! -= length * product[i]!;
        next += residual[i]! ** 2 / (squares[row]! + slack[row]!);
      }
      const kept = next / rz;
      rz = next;
      for (let i = 0; i < n; i++) {
        const row = free[i]!;
        towards[i] = residual[i]! / (squares[row]! + slack[row]!) + kept * towards[i]!;
      }
    }
  }

  /** v = Σ sign · coefficient · row */
  private combine({ X, sign }: SvmProblem, coefficients: Float64Array, n: number): void {
    const { free, v } = this;
    v.fill(0);
    for (let i = 0; i < n; i++) addRow(X, free[i]!, sign[free[i]!]! * coefficients[i]!, v);
  }

  /** Takes the step, but nobody below 0. @returns how many are above 0; they come first in `free` from now on. */
  private move(problem: SvmProblem, { alpha, w }: SvmState, n: number): number {
    const { free, step, v } = this;
    for (let i = 0; i < n; i++) step[i] = Math.max(step[i]!, -alpha[free[i]!]!);
    this.combine(problem, step, n);
    for (let j = 0; j < v.length; j++) w[j]! += v[j]!;
    let above = 0;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      alpha[row]! += step[i]!;
      if (alpha[row]! <= 0) {
        alpha[row] = 0;
        continue;
      }
      free[i] = free[above]!;
      free[above++] = row;
    }
    return above;
  }

  /** Back towards where the step began, to the lowest point of the dual on the way. */
  private shorten({ slack }: SvmProblem, { alpha, w }: SvmState, n: number): void {
    const { free, oldAlpha, oldSlope, oldW } = this;
    let slope = 0;
    let curvature = 0;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      const moved = alpha[row]! - oldAlpha[row]!;
      slope += oldSlope[row]! * moved;
      curvature += slack[row]! * moved ** 2;
    }
    for (let j = 0; j < w.length; j++) curvature += (w[j]! - oldW[j]!) ** 2;
    const length = slope < 0 ? Math.min(1, -slope / curvature) : 0;
    if (length === 1) return;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      alpha[row] = oldAlpha[row]! + length * (alpha[row]! - oldAlpha[row]!);
    }
    for (let j = 0; j < w.length; j++) w[j] = oldW[j]! + length * (w[j]! - oldW[j]!);
  }
}
