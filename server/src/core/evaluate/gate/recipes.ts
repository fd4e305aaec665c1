import type { RegressionAlgorithm } from '../../learners';
import { DAY_MS } from '../../rollup/zone-clock';
import { LOOK_DAYS } from './challenge';

/** What competes. `ml-random-forest` has to be asked for: its cost grows with nearly the square of the rows. */
const COMPETING = ['forest', 'boosting'] as const satisfies readonly RegressionAlgorithm[];
/** Nights begin by chance up to a quarter of an hour apart, and summer time shifts them. */
const SLACK_DAYS = 0.25;

export interface RecipesTonight {
  readonly incumbent: RegressionAlgorithm;
  readonly challengers: readonly RegressionAlgorithm[];
}

/**
 * Which recipes are judged tonight. With 'auto' the live model's keeps its place until another one is better beyond
 * doubt; the others are looked at once a week.
 *
 * @param live     algorithm of the live model; null without one.
 * @param lastLook instant of the last look at challengers; null when there was none.
 */
export function recipesTonight(
  asked: RegressionAlgorithm | 'auto',
  live: RegressionAlgorithm | null,
  lastLook: number | null,
  asOf: number
): RecipesTonight {
  if (asked !== 'auto') return { incumbent: asked, challengers: [] };
  const incumbent = live ?? COMPETING[0];
  const isDue = lastLook === null || asOf - lastLook >= (LOOK_DAYS - SLACK_DAYS) * DAY_MS;
  return { incumbent, challengers: isDue ? COMPETING.filter((name) => name !== incumbent) : [] };
}
