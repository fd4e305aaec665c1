import { dayStartBefore } from '../rollup/days';
import { closedSeries, knownBetween, NO_VALUES, type ClosedSeries } from './closed-series';
import type { Covers } from './coverage';
import type { DayTotal } from './types';

const DAYS = 7;

/** log of the views of the last 7 closed site days over the 7 before them; NaN unless all 14 were observed. */
export type SiteTrend = (locale: string, at: number) => number;

export function siteTrend(days: readonly DayTotal[], covers: Covers, timeZone: string): SiteTrend {
  const byLocale = new Map<string, ClosedSeries>();
  for (const locale of new Set(days.map((day) => day.locale))) {
    const own = days.filter((day) => day.locale === locale).sort((a, b) => a.dayStart - b.dayStart);
    byLocale.set(locale, closedSeries(own.map(({ dayStart, views }) => ({ closesAt: dayStart, value: views }))));
  }

  return (locale, at) => {
    const [today, week, fortnight] = [0, DAYS, 2 * DAYS].map((back) => dayStartBefore(at, back, timeZone));
    if (!covers(fortnight!, today!)) return NaN;
    const series = byLocale.get(locale) ?? NO_VALUES;
    // Days that begin at the bound itself belong to the later stretch.
    const latest = knownBetween(series, week! - 1, today! - 1).sum;
    const before = knownBetween(series, fortnight! - 1, week! - 1).sum;
    return Math.log((latest + 1) / (before + 1));
  };
}
