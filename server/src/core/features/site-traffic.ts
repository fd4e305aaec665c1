import { dayStartBefore } from '../rollup/days';
import { HOUR_MS, wallClock } from '../rollup/zone-clock';
import { closedSeries, knownBetween, NO_VALUES, type ClosedSeries } from './closed-series';
import type { Covers } from './coverage';
import type { DayTotal } from './types';

const DAYS = 7;
/** Four of each weekday. */
const WEEKS = 4;

/** log of the views of the last 7 closed site days over the 7 before them; NaN unless all 14 were observed. */
export type SiteTrend = (locale: string, at: number) => number;

export function siteTrend(days: readonly DayTotal[], covers: Covers, timeZone: string): SiteTrend {
  const byLocale = seriesBy(days, ({ locale }) => locale);
  return (locale, at) => {
    const [today, week, fortnight] = [0, DAYS, 2 * DAYS].map((back) => dayStartBefore(at, back, timeZone));
    if (!covers(fortnight!, today!)) return NaN;
    const series = byLocale.get(locale) ?? NO_VALUES;
    const latest = viewsOf(series, week!, today!);
    const before = viewsOf(series, fortnight!, week!);
    return Math.log((latest + 1) / (before + 1));
  };
}

/** log of the usual views of a weekday's days over those of any day, in the last 28 closed; NaN unless all were observed. */
export type WeekdayTraffic = (locale: string, weekday: number, at: number) => number;

export function weekdayTraffic(days: readonly DayTotal[], covers: Covers, timeZone: string): WeekdayTraffic {
  const byLocale = seriesBy(days, ({ locale }) => locale);
  // Noon: also where clocks jump at midnight it lies within the day.
  const weekdayOf = ({ dayStart }: DayTotal) => wallClock(dayStart + 12 * HOUR_MS, timeZone).weekday;
  const byWeekday = seriesBy(days, (day) => `${weekdayOf(day)}|${day.locale}`);
  return (locale, weekday, at) => {
    const [today, from] = [0, WEEKS * DAYS].map((back) => dayStartBefore(at, back, timeZone));
    if (!covers(from!, today!)) return NaN;
    const own = viewsOf(byWeekday.get(`${weekday}|${locale}`) ?? NO_VALUES, from!, today!) / WEEKS;
    const any = viewsOf(byLocale.get(locale) ?? NO_VALUES, from!, today!) / (WEEKS * DAYS);
    return Math.log((own + 1) / (any + 1));
  };
}

function seriesBy(days: readonly DayTotal[], nameOf: (day: DayTotal) => string): Map<string, ClosedSeries> {
  const groups = new Map<string, DayTotal[]>();
  for (const day of days) {
    const name = nameOf(day);
    const known = groups.get(name);
    if (known) known.push(day);
    else groups.set(name, [day]);
  }
  const inOrder = (own: DayTotal[]) => own.sort((a, b) => a.dayStart - b.dayStart);
  return new Map(
    [...groups].map(([name, own]) => [
      name,
      closedSeries(inOrder(own).map(({ dayStart, views }) => ({ closesAt: dayStart, value: views }))),
    ])
  );
}

/** Views of days that begin in [from, until): a day that begins at the bound belongs to the later stretch. */
const viewsOf = (series: ClosedSeries, from: number, until: number): number =>
  knownBetween(series, from - 1, until - 1).sum;
