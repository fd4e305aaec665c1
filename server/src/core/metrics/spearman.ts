import { mean } from '../math/mean';
import { averageRanks } from '../math/ranks';
import { checkSameLength } from './check';

/**
 * Spearman's rank correlation of two (n,) arrays, -1..1; ties share their mean rank. NaN when either is constant.
 *
 * @throws {CoreError} INVALID_SHAPE for different lengths or none.
 *
 * Source: Spearman (1904), "The Proof and Measurement of Association between Two Things".
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  checkSameLength({ a, b });
  return pearson(averageRanks(a), averageRanks(b));
}

function pearson(a: Float64Array, b: Float64Array): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const da = a[i]! - meanA;
    const db = b[i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : NaN;
}
