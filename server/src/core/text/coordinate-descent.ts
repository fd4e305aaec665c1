import type { Random } from '../math/random';
import { addRow, gradientOf, type SvmProblem, type SvmState } from './dual-svm';
import { createFreeStep } from './free-step';

const MAX_PASSES = 1000;
/** The first passes over the active rows end when their projected slopes lie this near to one another. */
const FIRST_TARGET = 1;
/** Later ones when they have come this far below what the check before them found. */
const NARROWED = 0.1;
/** A row at 0 is left aside when its slope is above this share of the greatest of the pass before. */
const SHRINK = 0.1;
/** After this many passes in a row, and as many again, the free rows take a step together. */
const PASSES_PER_STEP = 5;
/** Slopes nearer to 0 move nothing. */
const LEAST_SLOPE = 1e-12;

/** The best (alpha, w) of a problem within a tolerance; see createSolver. */
export type SolveSvm = (problem: SvmProblem, tolerance: number, random: Random, checkpoint: () => void) => SvmState;

/**
 * A solver for problems with `nRows` rows and `nColumns` columns, by coordinate descent on the dual with shrinking:
 *
 *     begin    all rows once, in random order; those above 0 are active
 *     pass     the active rows again and again in random order, leaving out those that stay at 0; now and then all rows
 *              above 0 take one step together (free-step.ts)
 *     check    the slopes of all rows; active are those above 0 and those that want to be
 *
 * and so on until a check finds all projected slopes within the tolerance of one another. A check does not look at a
 * row at 0 whose slope was so far above 0 that w, by how little it has moved since, can't have brought it below.
 *
 * Cost O(nonzeros) to begin and a check, of which there are usually 4 to 6. Buffers are reused from problem to problem.
 *
 * Source: Hsieh, Chang, Lin, Keerthi and Sundararajan (2008), "A Dual Coordinate Descent Method for Large-scale Linear
 * SVM", ICML, algorithms 1 and 3.
 */
export function createSolver(nRows: number, nColumns: number): SolveSvm {
  const order = new Uint32Array(nRows);
  const active = new Uint32Array(nRows);
  // Least slope of each row for the w of the last check.
  const lower = new Float64Array(nRows);
  const checked = new Float64Array(nColumns + 1);
  const stepTogether = createFreeStep(nRows, nColumns);

  return (problem, tolerance, random, checkpoint) => {
    const { X, sign, slack, squares, longest } = problem;
    const state: SvmState = { alpha: new Float64Array(nRows), w: new Float64Array(nColumns + 1) };
    const { alpha, w } = state;
    lower.fill(-Infinity);
    checked.fill(0);
    let passes = 0;

    let nActive = begin();
    let target = FIRST_TARGET;
    while (passes < MAX_PASSES) {
      passActive(Math.max(tolerance, target));
      const spread = check();
      if (spread <= tolerance) break;
      target = NARROWED * spread;
    }
    return state;

    function begin(): number {
      for (let row = 0; row < nRows; row++) order[row] = row;
      random.shuffle(order);
      let n = 0;
      for (let i = 0; i < nRows; i++) {
        const row = order[i]!;
        const slope = gradientOf(problem, state, row);
        if (slope >= 0) continue;
        move(row, slope);
        active[n++] = row;
      }
      return n;
    }

    function passActive(target: number): void {
      let n = nActive;
      let shrinkAbove = Infinity;
      for (let pass = 1; passes < MAX_PASSES; pass++) {
        passes++;
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
          if (projected > LEAST_SLOPE || projected < -LEAST_SLOPE) move(row, slope);
        }
        if (greatest - least <= target) break;
        shrinkAbove = greatest > 0 ? SHRINK * greatest : Infinity;
        if (pass % PASSES_PER_STEP === 0) stepTogether(problem, state, active.subarray(0, n));
      }
    }

    /** How far apart the projected slopes of all rows are; makes the list of active rows. */
    function check(): number {
      checkpoint();
      let squared = 0;
      for (let j = 0; j < nColumns; j++) squared += (w[j]! - checked[j]!) ** 2;
      const turned = longest * Math.sqrt(squared);
      const lifted = w[nColumns]! - checked[nColumns]!;
      checked.set(w);

      nActive = 0;
      let greatest = 0;
      let least = 0;
      for (let row = 0; row < nRows; row++) {
        const atZero = alpha[row] === 0;
        if (atZero) {
          lower[row]! += sign[row]! * lifted - turned;
          if (lower[row]! > 0) continue;
        }
        const slope = gradientOf(problem, state, row);
        lower[row] = slope;
        if (atZero && slope >= 0) continue;
        active[nActive++] = row;
        if (slope > greatest) greatest = slope;
        if (slope < least) least = slope;
      }
      return greatest - least;
    }

    /** To the row's own minimum, not below 0. */
    function move(row: number, slope: number): void {
      const old = alpha[row]!;
      const moved = old - slope / (squares[row]! + slack[row]!);
      const to = moved > 0 ? moved : 0;
      alpha[row] = to;
      addRow(X, row, (to - old) * sign[row]!, w);
    }
  };
}
