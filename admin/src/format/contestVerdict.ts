import type { Contest, Measured } from '../../../server/src/contracts/admin';

/** Differences below this share are no difference worth a word. */
const SAME = 0.01;

export interface ContestVerdict {
  readonly outcome: 'better-sure' | 'better-unsure' | 'worse-sure' | 'worse-unsure' | 'same';
  /** Share by which the first's errors are larger than the second's; below 0 it is ahead. */
  readonly share: Measured;
}

/** Who is ahead by its errors, and whether chance can explain it; null where one of the two was not judged. */
export const contestVerdict = ({ guess, difference }: Pick<Contest, 'guess' | 'difference'>): ContestVerdict | null => {
  const other = guess.rmse?.value ?? 0;
  if (difference.rmse === null || other <= 0) return null;
  const { value, low, high } = difference.rmse;
  const share = { value: value / other, low: low / other, high: high / other };
  const isSure = low > 0 || high < 0;
  if (Math.abs(share.value) < SAME) return { outcome: 'same', share };
  const direction = share.value < 0 ? 'better' : 'worse';
  return { outcome: `${direction}-${isSure ? 'sure' : 'unsure'}`, share };
};
