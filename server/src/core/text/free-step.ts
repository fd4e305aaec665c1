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
export class FreeStep {
  private readonly free: Uint32Array;
  private readonly slopes: Float64Array;
  private readonly residual: Float64Array;
  private readonly step: Float64Array;
  private readonly towards: Float64Array;
  private readonly product: Float64Array;
  private readonly v: Float64Array;

  constructor(nRows: number, nColumns: number) {
    this.free = new Uint32Array(nRows);
    this.slopes = new Float64Array(nRows);
    this.residual = new Float64Array(nRows);
    this.step = new Float64Array(nRows);
    this.towards = new Float64Array(nRows);
    this.product = new Float64Array(nRows);
    this.v = new Float64Array(nColumns + 1);
  }

  /** @param active the first `nActive` of it are the rows that may move. */
  take(problem: SvmProblem, state: SvmState, active: Uint32Array, nActive: number): void {
    let n = 0;
    for (let i = 0; i < nActive; i++) if (state.alpha[active[i]!]! > 0) this.free[n++] = active[i]!;
    this.direction(problem, state, n);
    this.cutAndMove(problem, state, n);
  }

  /** step ~ solution of (Q + slack) · step = -slopes. */
  private direction(problem: SvmProblem, state: SvmState, n: number): void {
    const { free, slopes, residual, step, towards, product, v } = this;
    const { X, sign, slack, squares } = problem;
    let rz = 0;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      const slope = gradientOf(problem, state, row);
      slopes[i] = slope;
      residual[i] = -slope;
      step[i] = 0;
      towards[i] = -slope / (squares[row]! + slack[row]!);
      rz += residual[i]! * towards[i]!;
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

  private cutAndMove(problem: SvmProblem, { alpha, w }: SvmState, n: number): void {
    const { free, slopes, step, v } = this;
    let slope = 0;
    let curvature = 0;
    for (let i = 0; i < n; i++) {
      const row = free[i]!;
      step[i] = Math.max(step[i]!, -alpha[row]!);
      slope += slopes[i]! * step[i]!;
      curvature += problem.slack[row]! * step[i]! ** 2;
    }
    if (!(slope < 0)) return;
    this.combine(problem, step, n);
    for (let j = 0; j < v.length; j++) curvature += v[j]! ** 2;
    const length = Math.min(1, -slope / curvature);
    for (let i = 0; i < n; i++) alpha[free[i]!] = Math.max(0, alpha[free[i]!]! + length * step[i]!);
    for (let j = 0; j < v.length; j++) w[j]! += length * v[j]!;
  }
}
