import type { BandPoint } from './growth-band';
import { viewsAt } from './views-at';

/** An article is judged from this age on: before, a handful of readers decides. */
export const FIRST_JUDGED_MINUTES = 6 * 60;

export type Verdict = 'over' | 'under' | 'as-expected';

/** What came by an age against what was expected of it at publication. */
export interface Surprise {
  readonly verdict: Verdict;
  /** Age it is judged at: the latest that is complete. */
  readonly ageMinutes: number;
  readonly actual: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** (actual + 1) / (expected + 1). */
  readonly factor: number;
  /** First age from which on it lay outside on this side at every look; null when it lies inside. */
  readonly sinceMinutes: number | null;
}

/**
 * Where an article stands against its band. Only its latest complete age decides: an article that was outside once and
 * came back is no surprise, so looking often raises no more alarms than looking once. One in ten lies outside by chance.
 *
 * @param band            At publication, ascending in age.
 * @param viewsByAge      Views by age, ascending; an absent age is zero.
 * @param completeMinutes Up to which age its views are counted and were observed.
 * @returns null before FIRST_JUDGED_MINUTES.
 */
export function surpriseOf(
  band: readonly BandPoint[],
  viewsByAge: readonly { readonly ageMinutes: number; readonly views: number }[],
  completeMinutes: number
): Surprise | null {
  const looks = band
    .filter(({ ageMinutes }) => ageMinutes <= completeMinutes)
    .map((point) => {
      const actual = viewsAt(viewsByAge, point.ageMinutes);
      return { point, actual, verdict: verdictOf(point, actual) };
    });
  const latest = looks[looks.length - 1];
  if (latest === undefined || latest.point.ageMinutes < FIRST_JUDGED_MINUTES) return null;

  const { point, actual, verdict } = latest;
  const back = looks.map((look) => look.verdict === verdict).lastIndexOf(false);
  return {
    verdict,
    ...point,
    actual,
    factor: (actual + 1) / (point.expected + 1),
    sinceMinutes: verdict === 'as-expected' ? null : (looks[back + 1]?.point.ageMinutes ?? point.ageMinutes),
  };
}

/** Ends belong to the band; they are no whole numbers, and a millionth is rounding. */
const SLACK = 1e-6;

function verdictOf({ low, high }: BandPoint, actual: number): Verdict {
  if (actual > high + SLACK) return 'over';
  return actual < low - SLACK ? 'under' : 'as-expected';
}
