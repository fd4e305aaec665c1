import { averageRanks } from '../math/ranks';
import { checkSameLength } from './check';

/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counting half. NaN with one class only.
 *
 * @param positive (n,) truthy for the positive class.
 * @throws {CoreError} INVALID_SHAPE.
 *
 * Source: Mann and Whitney (1947); Hanley and McNeil (1982).
 */
export function auc(positive: ArrayLike<number | boolean>, scores: ArrayLike<number>): number {
  checkSameLength({ positive, scores });
  const ranks = averageRanks(scores);
  let nPositive = 0;
  let rankSum = 0;
  for (let i = 0; i < ranks.length; i++) {
    if (!positive[i]) continue;
    nPositive++;
    rankSum += ranks[i]!;
  }
  const pairs = nPositive * (ranks.length - nPositive);
  return pairs === 0 ? NaN : (rankSum - (nPositive * (nPositive + 1)) / 2) / pairs;
}
