import { CoreError } from '../errors';
import { checkSameLength } from './check';

/**
 * Normalised discounted cumulative gain of the first k: 1 for the ideal order, 0 when no gain is possible at all.
 * Gains count as given (no 2^gain); the item at position p counts 1 / log2(p + 1); equal scores keep their order.
 *
 * @param gains  (n,) worth of each item, >= 0.
 * @param scores (n,) higher comes first.
 * @throws {CoreError} INVALID_SHAPE, or INVALID_VALUE when k is no whole number >= 1.
 *
 * Source: Järvelin and Kekäläinen (2002), "Cumulated Gain-Based Evaluation of IR Techniques", ACM TOIS 20.
 */
export function ndcgAtK(gains: ArrayLike<number>, scores: ArrayLike<number>, k: number): number {
  checkSameLength({ gains, scores });
  if (!Number.isInteger(k) || k < 1)
    throw new CoreError('INVALID_VALUE', { name: 'k', expected: 'a whole number >= 1', got: `${k}` });

  const ideal = discountedGain(gains, gains, k);
  return ideal > 0 ? discountedGain(gains, scores, k) / ideal : 0;
}

function discountedGain(gains: ArrayLike<number>, scores: ArrayLike<number>, k: number): number {
  const order = Array.from({ length: gains.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  return order.slice(0, k).reduce((sum, item, index) => sum + gains[item]! / Math.log2(index + 2), 0);
}
