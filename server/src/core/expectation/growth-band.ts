import type { GrowthCurve } from './growth-curve';
import { cellOf, shareOf } from './growth-share';

/** Views by an age: what is expected, and where nine in ten articles lie. */
export interface BandPoint {
  readonly ageMinutes: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** What was forecast of an article at a curve's starting age. */
export interface Forecasted {
  readonly locale: string;
  readonly firstPublishedAt: number;
  /** Views over the whole horizon. */
  readonly expectedViews: number;
  /** Views that had come by the starting age. */
  readonly seen: number;
}

/**
 * The band of one article at each age of a curve. Holds low <= expected <= high, and none of them falls with age: views
 * don't, so a low end holds for every later age, and a high end for every earlier one.
 */
export function bandOf(curve: GrowthCurve, { expectedViews, seen, ...article }: Forecasted): BandPoint[] {
  const cell = cellOf(article, curve.timeZone);
  const toCome = Math.max(0, expectedViews - seen);
  const points = curve.ages.map((age) => {
    const expected = toCome * shareOf(age, cell);
    const log = Math.log1p(expected);
    return {
      ageMinutes: age.ageMinutes,
      expected,
      low: Math.max(0, Math.expm1(log + Math.min(0, age.lower))),
      high: Math.expm1(log + Math.max(0, age.upper)),
    };
  });
  let highest = 0;
  const low = points.map((point) => (highest = Math.max(highest, Math.min(point.low, point.expected))));
  let lowest = Infinity;
  const high = [...points]
    .reverse()
    .map((point) => (lowest = Math.min(lowest, Math.max(point.high, point.expected))))
    .reverse();
  return points.map(({ ageMinutes, expected }, i) => ({
    ageMinutes,
    expected: seen + expected,
    low: seen + low[i]!,
    high: seen + high[i]!,
  }));
}
