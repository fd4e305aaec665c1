import { createRandom, deriveSeed, type Random } from '../math/random';
import type { LinearWeights, TrainWeights } from './linear-weights';
import type { TextParams } from './params';
import { rowDot, type SparseMatrix } from './sparse';

/** Stop when no projected gradient is further than this from the others. */
const TOLERANCE = 0.01;
const MAX_PASSES = 300;

/**
 * Linear support vector machines with squared hinge loss, one class against the rest; of two classes the second's
 * decision is the first's, negated.
 *
 * Source: Hsieh, Chang, Lin, Keerthi and Sundararajan (2008), "A Dual Coordinate Descent Method for Large-scale Linear
 * SVM", ICML, algorithm 3.
 */
export const trainLinearSvm =
  (params: TextParams): TrainWeights =>
  (X, labels, nClasses, seed, checkpoint): LinearWeights => {
    const { nColumns } = X;
    const weights = new Float32Array(nClasses * nColumns);
    const bias = new Float32Array(nClasses);
    for (let k = 0; k < nClasses; k++) {
      checkpoint();
      const mirrored = nClasses === 2 && k === 1;
      const w = mirrored ? undefined : trainOne(X, labels, k, params, createRandom(deriveSeed(seed, k)));
      if (mirrored) {
        for (let j = 0; j < nColumns; j++) weights[nColumns + j] = -weights[j]!;
        bias[1] = -bias[0]!;
      } else if (w) {
        weights.set(w.subarray(0, nColumns), k * nColumns);
        bias[k] = w[nColumns]!;
      }
    }
    return { weights, bias };
  };

/** (nColumns + 1,) weights, the bias last; undefined when all rows are on one side. */
function trainOne(X: SparseMatrix, labels: Uint16Array, k: number, params: TextParams, random: Random) {
  const { nRows, nColumns, rowStart, columns, values } = X;
  const sign = Float64Array.from(labels, (label) => (label === k ? 1 : -1));
  const nPositive = sign.reduce((count, s) => count + (s > 0 ? 1 : 0), 0);
  if (nPositive === 0 || nPositive === nRows) return undefined;

  const cost = (share: number) => params.c * (params.balanced ? nRows / (2 * share) : 1);
  const slackPositive = 0.5 / cost(nPositive);
  const slackNegative = 0.5 / cost(nRows - nPositive);
  // Diagonal of the dual's matrix; the 1 is the bias, a constant feature.
  const diagonal = Float64Array.from(sign, (s, row) => {
    let squares = 1;
    for (let j = rowStart[row]!; j < rowStart[row + 1]!; j++) squares += values[j]! ** 2;
    return squares + (s > 0 ? slackPositive : slackNegative);
  });
  const w = new Float64Array(nColumns + 1);
  const alpha = new Float64Array(nRows);
  const order = Uint32Array.from({ length: nRows }, (_, row) => row);
  let nActive = nRows;
  let shrinkAbove = Infinity;

  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let greatest = -Infinity;
    let least = Infinity;
    random.shuffle(order.subarray(0, nActive));
    for (let i = 0; i < nActive; i++) {
      const row = order[i]!;
      const s = sign[row]!;
      const gradient =
        s * (rowDot(X, row, w) + w[nColumns]!) - 1 + alpha[row]! * (s > 0 ? slackPositive : slackNegative);
      if (alpha[row] === 0 && gradient > shrinkAbove) {
        // At its bound and pushed further out: leave it aside until the others are done.
        order[i--] = order[--nActive]!;
        order[nActive] = row;
        continue;
      }
      const projected = alpha[row] === 0 ? Math.min(gradient, 0) : gradient;
      greatest = Math.max(greatest, projected);
      least = Math.min(least, projected);
      if (Math.abs(projected) < 1e-12) continue;

      const before = alpha[row]!;
      alpha[row] = Math.max(before - gradient / diagonal[row]!, 0);
      const step = (alpha[row]! - before) * s;
      for (let j = rowStart[row]!; j < rowStart[row + 1]!; j++) w[columns[j]!]! += step * values[j]!;
      w[nColumns]! += step;
    }
    if (greatest - least > TOLERANCE) {
      shrinkAbove = greatest > 0 ? greatest : Infinity;
      continue;
    }
    if (nActive === nRows) break;
    nActive = nRows;
    shrinkAbove = Infinity;
  }
  return w;
}
