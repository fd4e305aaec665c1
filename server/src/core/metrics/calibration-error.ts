import { CoreError } from '../errors';
import { checkSameLength } from './check';

/**
 * Expected calibration error: how far, on average, P(positive) is from the share of positives among rows of about that
 * probability. 0 is perfect.
 *
 * Rows are ordered by probability and cut into `nBins` bins of equal numbers of rows; rows of one probability are never
 * parted, they all fall into the bin of the first. ECE = Σ over bins of (rows in it / n) · |mean probability - share of
 * positives|. Chance alone makes it greater than 0, the more so the fewer rows a bin has: compare only sets of one size.
 *
 * @param positive    (n,) truthy for the positive class.
 * @param probability (n,)
 * @throws {CoreError} INVALID_SHAPE, or INVALID_VALUE when nBins is no whole number >= 1.
 *
 * Source: Naeini, Cooper and Hauskrecht (2015), AAAI, for the measure; Nguyen and O'Connor (2015), EMNLP, for bins of
 * equal numbers.
 */
export function expectedCalibrationError(
  positive: ArrayLike<number | boolean>,
  probability: ArrayLike<number>,
  nBins = 10
): number {
  checkSameLength({ positive, probability });
  if (!Number.isInteger(nBins) || nBins < 1)
    throw new CoreError('INVALID_VALUE', { name: 'nBins', expected: 'a whole number >= 1', got: `${nBins}` });

  const n = probability.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => probability[a]! - probability[b]!);
  let error = 0;
  let next = 0;
  for (let bin = 1; bin <= nBins; bin++) {
    const end = Math.round((bin * n) / nBins);
    let excess = 0;
    for (; next < n && (next < end || probability[order[next]!] === probability[order[next - 1]!]); next++) {
      excess += probability[order[next]!]! - (positive[order[next]!] ? 1 : 0);
    }
    error += Math.abs(excess);
  }
  return error / n;
}
