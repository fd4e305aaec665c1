import { MISSING_BIN } from './bin';
import type { Histogram } from './histogram';

/** A way to part a node: rows with code <= bin go left, rows without a value where `missingLeft` says. */
export interface Split {
  column: number;
  bin: number;
  missingLeft: boolean;
  /** Σ over both sides of (Σ weight·y)² / Σ weight; the greater, the less squared error is left. */
  score: number;
}

export interface NodeTotals {
  /** Σ weight·y and Σ weight of the node. */
  readonly sum: number;
  readonly weight: number;
}

/**
 * Try every boundary between occupied bins, with the missing values on either side, and keep the best in `best`.
 * Clears the histogram. Of equal splits the first found stays.
 *
 * Source: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees", section 8.4: least squared
 * error is greatest Σ S²/W.
 */
export function improveSplit(
  best: Split,
  histogram: Histogram,
  column: number,
  { sum, weight }: NodeTotals,
  minWeight: number
): void {
  const { sums, occupied, nOccupied } = histogram;
  const missingSum = sums[2 * MISSING_BIN]!;
  const missingWeight = sums[2 * MISSING_BIN + 1]!;
  sums[2 * MISSING_BIN] = 0;
  sums[2 * MISSING_BIN + 1] = 0;

  // With missing values, "all values left, missing right" is a split as well: one boundary more.
  const nBoundaries = missingWeight > 0 ? nOccupied : nOccupied - 1;
  let leftSum = 0;
  let leftWeight = 0;
  for (let i = 0; i < nOccupied; i++) {
    const bin = occupied[i]!;
    leftSum += sums[2 * bin]!;
    leftWeight += sums[2 * bin + 1]!;
    sums[2 * bin] = 0;
    sums[2 * bin + 1] = 0;
    if (i >= nBoundaries) break;

    for (let side = missingWeight > 0 ? 1 : 0; side >= 0; side--) {
      const s = side === 1 ? leftSum + missingSum : leftSum;
      const w = side === 1 ? leftWeight + missingWeight : leftWeight;
      const rest = weight - w;
      if (w < minWeight || rest < minWeight || rest <= 0) continue;

      const score = (s * s) / w + ((sum - s) * (sum - s)) / rest;
      if (score <= best.score) continue;
      best.score = score;
      best.column = column;
      // Half-way to the next occupied bin, as an exact tree would cut half-way between neighbours.
      best.bin = i + 1 < nOccupied ? (bin + occupied[i + 1]! - 1) >> 1 : bin;
      // Where nothing was missing, a missing value later goes the way most rows went.
      best.missingLeft = missingWeight > 0 ? side === 1 : w >= rest;
    }
  }
}
