import { DEN, LEAST_GAIN, NUM, type Best } from './best-split';
import { MISSING_BIN } from './bin';
import type { Criterion } from './criterion';
import { createOccupied, listFilled, listMarked } from './histogram';
import { roundWeights } from './round-weights';

/** Weight and size of rows travel in one number, weight + size · UNIT, both whole: one sum instead of two. */
const UNIT = 2 ** 26;

/**
 * Least squared error: of all cuts the one with the greatest Σ S²/W over both sides, S = Σ weight·y and W = Σ weight.
 * For y of 0 and 1 that is the Gini criterion of two classes.
 *
 * @param y              (nRows,) target, centred and scaled to about [-1, 1].
 * @param weights        (nRows,) or none for all 1; rounded, see roundWeights.
 * @param minSamplesLeaf Least weight of the distinct rows in a leaf.
 * @param scale          What a predicted value is multiplied by, to be in the units of the target.
 *
 * Source: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees", section 8.4.
 */
export function createVarianceCriterion(
  y: Float64Array,
  weights: Float64Array | undefined,
  minSamplesLeaf: number,
  scale: number
): Criterion {
  const nRows = y.length;
  const { units, resolution } = roundWeights(weights);
  const minPacked = minSamplesLeaf * resolution * UNIT;

  const packed = new Float64Array(nRows);
  const weighted = new Float64Array(nRows);
  const nodePacked = new Float64Array(nRows);
  const nodeWeighted = new Float64Array(nRows);
  // Bin b's Σ weight·y in slot 2b, its packed weight and size in slot 2b + 1; always left clear.
  const sums = new Float64Array(2 * (MISSING_BIN + 1));
  const occupied = createOccupied();
  const { bins, marks } = occupied;

  let rows: Uint32Array = new Uint32Array();
  let start = 0;
  let n = 0;
  let totalSum = 0;
  let totalPacked = 0;
  let totalWeight = 0;

  return {
    nOutputs: 1,
    beginTree(draws, out) {
      let count = 0;
      for (let row = 0; row < nRows; row++) {
        const unit = units === undefined ? 1 : units[row]!;
        const weight = draws[row]! * unit;
        if (weight === 0) continue;
        packed[row] = weight + unit * UNIT;
        weighted[row] = weight * y[row]!;
        out[count++] = row;
      }
      return count;
    },
    enter(nodeRows, from, end) {
      rows = nodeRows;
      start = from;
      n = end - from;
      totalSum = 0;
      totalPacked = 0;
      for (let i = 0; i < n; i++) {
        const row = rows[start + i]!;
        totalPacked += nodePacked[i] = packed[row]!;
        totalSum += nodeWeighted[i] = weighted[row]!;
      }
      totalWeight = totalPacked % UNIT;
      return totalPacked >= 2 * minPacked && n > 1 && isMixed();
    },
    write(value, at) {
      value[at] = totalWeight > 0 ? (scale * totalSum) / totalWeight : 0;
      return totalWeight / resolution;
    },
    floor: () => ((totalSum * totalSum) / totalWeight) * (1 + LEAST_GAIN) + Number.MIN_VALUE,
    gain: (score) => score - (totalSum * totalSum) / totalWeight,
    tryColumn(best, column, codes, nBins) {
      const nOccupied = fill(codes, nBins);
      if (sums[2 * MISSING_BIN + 1]! > 0) {
        improveWithMissing(best, column, nOccupied);
        return nOccupied === 0;
      }
      if (nOccupied > 1) improve(best, column, nOccupied);
      else clear(bins[0]!);
      return nOccupied === 1;
    },
  };

  function isMixed(): boolean {
    const first = y[rows[start]!]!;
    for (let i = start + 1; i < start + n; i++) if (y[rows[i]!] !== first) return true;
    return false;
  }

  function clear(bin: number): void {
    sums[2 * bin] = 0;
    sums[2 * bin + 1] = 0;
  }

  /** Cost O(rows + min(rows, bins)): a small node never pays for the bins it leaves empty. */
  function fill(codes: Uint8Array, nBins: number): number {
    if (n >= nBins) {
      for (let i = 0; i < n; i++) {
        const slot = 2 * codes[rows[start + i]!]!;
        sums[slot]! += nodeWeighted[i]!;
        sums[slot + 1]! += nodePacked[i]!;
      }
      return listFilled(occupied, sums, 2, 1, nBins);
    }
    for (let i = 0; i < n; i++) {
      const bin = codes[rows[start + i]!]!;
      sums[2 * bin]! += nodeWeighted[i]!;
      sums[2 * bin + 1]! += nodePacked[i]!;
      marks[bin >> 5]! |= 1 << (bin & 31);
    }
    return listMarked(occupied);
  }

  /** Every boundary between occupied bins; a/b > c/d is asked as a·d > c·b, because dividing is slow. */
  function improve(best: Best, column: number, nOccupied: number): void {
    const { score } = best;
    let bestNum = score[NUM]!;
    let bestDen = score[DEN]!;
    let found = -1;
    let foundWeight = 0;
    let bin = bins[0]!;
    let leftSum = sums[2 * bin]!;
    let leftPacked = sums[2 * bin + 1]!;
    clear(bin);
    for (let i = 1; i < nOccupied; i++) {
      if (leftPacked >= minPacked && totalPacked - leftPacked >= minPacked) {
        const leftWeight = leftPacked - Math.floor(leftPacked / UNIT) * UNIT;
        const rightWeight = totalWeight - leftWeight;
        const rightSum = totalSum - leftSum;
        const num = leftSum * leftSum * rightWeight + rightSum * rightSum * leftWeight;
        const den = leftWeight * rightWeight;
        if (num * bestDen > bestNum * den) {
          bestNum = num;
          bestDen = den;
          found = i;
          foundWeight = leftWeight;
        }
      }
      bin = bins[i]!;
      leftSum += sums[2 * bin]!;
      leftPacked += sums[2 * bin + 1]!;
      sums[2 * bin] = 0;
      sums[2 * bin + 1] = 0;
    }
    if (found < 0) return;
    score[NUM] = bestNum;
    score[DEN] = bestDen;
    best.column = column;
    // Half-way to the next occupied bin, as an exact tree would cut half-way between neighbours.
    best.bin = (bins[found - 1]! + bins[found]! - 1) >> 1;
    // Where nothing was missing, a missing value later goes the way most rows went.
    best.missingLeft = 2 * foundWeight >= totalWeight;
  }

  /** As `improve`, each boundary twice, with the missing values on either side, and "all values left" besides. */
  function improveWithMissing(best: Best, column: number, nOccupied: number): void {
    const { score } = best;
    const missingSum = sums[2 * MISSING_BIN]!;
    const missingPacked = sums[2 * MISSING_BIN + 1]!;
    clear(MISSING_BIN);
    let valuesSum = 0;
    let valuesPacked = 0;
    for (let i = 0; i < nOccupied; i++) {
      const bin = bins[i]!;
      valuesSum += sums[2 * bin]!;
      valuesPacked += sums[2 * bin + 1]!;
      clear(bin);
      for (let side = 1; side >= 0; side--) {
        const leftSum = side === 1 ? valuesSum + missingSum : valuesSum;
        const leftPacked = side === 1 ? valuesPacked + missingPacked : valuesPacked;
        if (leftPacked < minPacked || totalPacked - leftPacked < minPacked || leftPacked === totalPacked) continue;
        const leftWeight = leftPacked % UNIT;
        const rightWeight = totalWeight - leftWeight;
        const rightSum = totalSum - leftSum;
        const num = leftSum * leftSum * rightWeight + rightSum * rightSum * leftWeight;
        const den = leftWeight * rightWeight;
        if (num * score[DEN]! <= score[NUM]! * den) continue;
        score[NUM] = num;
        score[DEN] = den;
        best.column = column;
        best.bin = i + 1 < nOccupied ? (bin + bins[i + 1]! - 1) >> 1 : bin;
        best.missingLeft = side === 1;
      }
    }
  }
}
