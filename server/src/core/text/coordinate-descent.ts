import type { Random } from '../math/random';
import { addRow, gradientOf, type SvmProblem, type SvmState } from './dual-svm';
import { FreeStep } from './free-step';

const MAX_PASSES = 1000;
/** The first passes over the active rows end when their projected slopes lie this near to one another. */
const FIRST_TARGET = 1;
/** Later ones when they have come this far below what the check before them found. */
const NARROWED = 0.3;
/** A row at 0 is left aside when its slope is above this share of the greatest of the pass before. */
const SHRINK = 0.1;
/** After this many passes in a row, and as many again, the free rows take a step together. */
const PASSES_PER_STEP = 8;
/** Slopes nearer to 0 move nothing. */
const LEAST_SLOPE = 1e-12;

/**
 * Solves problems of `nRows` rows and `nColumns` columns by coordinate descent on the dual, with shrinking:
 *
 *     begin    all rows once, in random order; those above 0 are active
 *     pass     the active rows again and again in random order, leaving out those that stay at 0; now and then all rows
 *              above 0 take one step together (free-step.ts)
 *     check    the slopes of all rows; active are those above 0 and those that want to be
 *
 * and so on until a check finds all projected slopes within the tolerance of one another. A check does not look at a
 * row at 0 whose slope was so far above 0 that w, by how little it has moved since, can't have brought it below.
 *
 * Cost O(nonzeros) to begin and for a check, of which there are usually 3 or 4. Buffers are reused from problem to
 * problem; so is the state that is returned.
 *
 * Source: Hsieh, Chang, Lin, Keerthi and Sundararajan (2008), "A Dual Coordinate Descent Method for Large-scale Linear
 * SVM", ICML, algorithms 1 and 3.
 */
export class CoordinateDescent {
  private readonly order: Uint32Array;
  private readonly active: Uint32Array;
  private nActive = 0;
  private passes = 0;
  /** Least slope of each row for the w of the last check. */
  private readonly lower: Float64Array;
  private readonly checked: Float64Array;
  private readonly state: SvmState;
  private readonly freeStep: FreeStep;

  constructor(nRows: number, nColumns: number) {
    this.order = new Uint32Array(nRows);
    this.active = new Uint32Array(nRows);
    this.lower = new Float64Array(nRows);
    this.checked = new Float64Array(nColumns + 1);
    this.state = { alpha: new Float64Array(nRows), w: new Float64Array(nColumns + 1) };
    this.freeStep = new FreeStep(nRows, nColumns);
  }

  /**
   * The best alpha and w, within a tolerance; good until the next problem.
   *
   * @param tolerance  most distance between projected slopes at the end.
   * @param checkpoint called once a pass; throws to stop.
   */
  solve(problem: SvmProblem, tolerance: number, random: Random, checkpoint: () => void): SvmState {
    this.state.alpha.fill(0);
    this.state.w.fill(0);
    this.lower.fill(-Infinity);
    this.checked.fill(0);
    this.passes = 0;

    this.begin(problem, random);
    let target = FIRST_TARGET;
    while (this.passes < MAX_PASSES) {
      this.passActive(problem, Math.max(tolerance, target), random, checkpoint);
      const spread = this.check(problem);
      if (spread <= tolerance) break;
      target = NARROWED * spread;
    }
    return this.state;
  }

  private begin(problem: SvmProblem, random: Random): void {
    const { order, active, state } = this;
    for (let row = 0; row < order.length; row++) order[row] = row;
    random.shuffle(order);
    let n = 0;
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      const slope = gradientOf(problem, state, row);
      if (slope >= 0) continue;
      moveRow(problem, state, row, slope);
      active[n++] = row;
    }
    this.nActive = n;
  }

  private passActive(problem: SvmProblem, target: number, random: Random, checkpoint: () => void): void {
    const { active, state } = this;
    const { alpha } = state;
    let n = this.nActive;
    let shrinkAbove = Infinity;
    for (let pass = 1; this.passes < MAX_PASSES; pass++) {
      this.passes++;
      checkpoint();
      random.shuffle(active.subarray(0, n));
      let greatest = -Infinity;
      let least = Infinity;
      for (let i = 0; i < n; i++) {
        const row = active[i]!;
        const slope = gradientOf(problem, state, row);
        const atZero = alpha[row] === 0;
        if (atZero && slope > shrinkAbove) {
          // At its bound and pushed further out: leave it aside until the others are done.
          active[i--] = active[--n]!;
          continue;
        }
        const projected = atZero && slope > 0 ? 0 : slope;
        if (projected > greatest) greatest = projected;
        if (projected < least) least = projected;
        if (projected > LEAST_SLOPE || projected < -LEAST_SLOPE) moveRow(problem, state, row, slope);
      }
      if (greatest - least <= target) break;
      shrinkAbove = greatest > 0 ? SHRINK * greatest : Infinity;
      if (pass % PASSES_PER_STEP === 0) this.freeStep.take(problem, state, active, n);
    }
  }

  /** How far apart the projected slopes of all rows are; makes the list of active rows. */
  private check(problem: SvmProblem): number {
    const { active, lower, checked, state } = this;
    const { alpha, w } = state;
    const { sign, longest } = problem;
    const bias = w.length - 1;
    let squared = 0;
    for (let j = 0; j < bias; j++) squared += (w[j]! - checked[j]!) ** 2;
    const turned = longest * Math.sqrt(squared);
    const lifted = w[bias]! - checked[bias]!;
    checked.set(w);

    let n = 0;
    let greatest = 0;
    let least = 0;
    for (let row = 0; row < alpha.length; row++) {
      const atZero = alpha[row] === 0;
      if (atZero) {
        lower[row]! += sign[row]! * lifted - turned;
        if (lower[row]! > 0) continue;
      }
      const slope = gradientOf(problem, state, row);
      lower[row] = slope;
      if (atZero && slope >= 0) continue;
      active[n++] = row;
      if (slope > greatest) greatest = slope;
      if (slope < least) least = slope;
    }
    this.nActive = n;
    return greatest - least;
  }
}

/** To the row's own minimum, not below 0. */
function moveRow({ X, sign, slack, squares }: SvmProblem, { alpha, w }: SvmState, row: number, slope: number): void {
  const old = alpha[row]!;
  const moved = old - slope / (squares[row]! + slack[row]!);
  const to = moved > 0 ? moved : 0;
  alpha[row] = to;
  addRow(X, row, (to - old) * sign[row]!, w);
}
