import { DEN, LEAST_GAIN, NUM, type Best } from './best-split';
import { MISSING_BIN } from './bin';
import type { Criterion } from './criterion';
import { createOccupied, listFilled, listMarked } from './histogram';
import { roundWeights } from './round-weights';

/**
 * Gini impurity of three classes and more: of all cuts the one with the greatest Σ_k W_k² / W over both sides, W_k the
 * weight of class k and W of all. (Two classes are the variance criterion on 0 and 1, at a third of the cost.)
 *
 * @param classes        (nRows,) 0..nClasses-1.
 * @param base           (nClasses,) share of each class in all of training; a node predicts its own shares less these.
 * @param weights        (nRows,) or none for all 1; rounded, see roundWeights.
 * @param minSamplesLeaf Least weight of the distinct rows in a leaf.
 *
 * Source: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees", section 4.3.
 */
export function createGiniCriterion(
  classes: Uint16Array,
  base: Float64Array,
  weights: Float64Array | undefined,
  minSamplesLeaf: number
): Criterion {
  const nRows = classes.length;
  const nClasses = base.length;
  const stride = nClasses + 1;
  const { units, resolution } = roundWeights(weights);
  const minSize = minSamplesLeaf * resolution;

  const weightOf = new Float64Array(nRows);
  // Per bin the weight of each class, then the size: the weight of the distinct rows; always left clear.
  const sums = new Float64Array(stride * (MISSING_BIN + 1));
  const occupied = createOccupied();
  const { bins, marks } = occupied;
  const total = new Float64Array(nClasses);
  const left = new Float64Array(nClasses);
  const withMissing = new Float64Array(nClasses);

  let rows: Uint32Array = new Uint32Array();
  let start = 0;
  let n = 0;
  let totalSize = 0;
  let totalWeight = 0;
  let totalSquares = 0;

  const unitOf = (row: number) => (units === undefined ? 1 : units[row]!);

  return {
    nOutputs: nClasses,
    beginTree(draws, out) {
      let count = 0;
      for (let row = 0; row < nRows; row++) {
        weightOf[row] = draws[row]! * unitOf(row);
        if (weightOf[row]! > 0) out[count++] = row;
      }
      return count;
    },
    enter(nodeRows, from, end) {
      rows = nodeRows;
      start = from;
      n = end - from;
      total.fill(0);
      totalSize = 0;
      for (let i = from; i < end; i++) {
        const row = rows[i]!;
        total[classes[row]!]! += weightOf[row]!;
        totalSize += unitOf(row);
      }
      totalWeight = total.reduce((sum, weight) => sum + weight, 0);
      totalSquares = squares(total);
      return totalSize >= 2 * minSize && n > 1 && totalSquares < totalWeight * totalWeight;
    },
    write(value, at) {
      for (let k = 0; k < nClasses; k++) value[at + k] = totalWeight > 0 ? total[k]! / totalWeight - base[k]! : 0;
      return totalWeight / resolution;
    },
    floor: () => (totalSquares / totalWeight) * (1 + LEAST_GAIN),
    gain: (score) => score - totalSquares / totalWeight,
    tryColumn(best, column, codes, nBins) {
      const nOccupied = fill(codes, nBins);
      const hasMissing = sums[stride * MISSING_BIN + nClasses]! > 0;
      improve(best, column, nOccupied, hasMissing);
      return nOccupied + (hasMissing ? 1 : 0) === 1;
    },
  };

  function fill(codes: Uint8Array, nBins: number): number {
    for (let i = start; i < start + n; i++) {
      const row = rows[i]!;
      const bin = codes[row]!;
      sums[stride * bin + classes[row]!]! += weightOf[row]!;
      sums[stride * bin + nClasses]! += unitOf(row);
      marks[bin >> 5]! |= 1 << (bin & 31);
    }
    if (n < nBins) return listMarked(occupied);
    marks.fill(0);
    return listFilled(occupied, sums, stride, nClasses, nBins);
  }

  /** Every boundary between occupied bins; where values are missing, each with them on either side, and one more. */
  function improve(best: Best, column: number, nOccupied: number, hasMissing: boolean): void {
    const missingSize = sums[stride * MISSING_BIN + nClasses]!;
    left.fill(0);
    let leftSize = 0;
    for (let i = 0; i < nOccupied; i++) {
      const bin = bins[i]!;
      for (let k = 0; k < nClasses; k++) left[k]! += sums[stride * bin + k]!;
      leftSize += sums[stride * bin + nClasses]!;
      sums.fill(0, stride * bin, stride * (bin + 1));
      const cutBin = i + 1 < nOccupied ? (bin + bins[i + 1]! - 1) >> 1 : bin;
      if (!hasMissing) {
        judge(best, column, cutBin, left, leftSize, null);
        continue;
      }
      for (let k = 0; k < nClasses; k++) withMissing[k] = left[k]! + sums[stride * MISSING_BIN + k]!;
      judge(best, column, cutBin, withMissing, leftSize + missingSize, true);
      judge(best, column, cutBin, left, leftSize, false);
    }
    if (hasMissing) sums.fill(0, stride * MISSING_BIN);
  }

  function judge(
    best: Best,
    column: number,
    bin: number,
    side: Float64Array,
    size: number,
    missingLeft: boolean | null
  ): void {
    if (size < minSize || totalSize - size < minSize || size === totalSize) return;
    let leftWeight = 0;
    let leftSquares = 0;
    let rightSquares = 0;
    for (let k = 0; k < nClasses; k++) {
      leftWeight += side[k]!;
      leftSquares += side[k]! * side[k]!;
      rightSquares += (total[k]! - side[k]!) ** 2;
    }
    const rightWeight = totalWeight - leftWeight;
    const num = leftSquares * rightWeight + rightSquares * leftWeight;
    const den = leftWeight * rightWeight;
    const { score } = best;
    // a/b > c/d, asked as a·d > c·b.
    if (num * score[DEN]! <= score[NUM]! * den) return;
    score[NUM] = num;
    score[DEN] = den;
    best.column = column;
    best.bin = bin;
    // Where nothing was missing, a missing value later goes the way most rows went.
    best.missingLeft = missingLeft ?? leftWeight >= rightWeight;
  }
}

const squares = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight * weight, 0);
