import { HOUR_MS } from '../rollup/zone-clock';
import { countUpTo } from './closed-series';
import type { Covers } from './coverage';
import type { HourTotal } from './types';

const WEEK_MS = 7 * 24 * HOUR_MS;
/** Most weeks before an instant that say what is usual at each hour of the week. */
const WEEKS = 4;
/** Two hours' worth of the mean steady each hour. */
const PRIOR_WEEKS = 2;

/** What the site's readers usually do, hour by hour of the week; all of it from hours that had ended by `at`. */
export interface SiteRhythm {
  /**
   * Views the locale usually has in [from, from + hours), against the mean hour of the weeks before `at`: 1 = as at any
   * time. Read from the same hours of up to four earlier weeks; NaN unless one of them was observed.
   */
  usual(locale: string, at: number, from: number, hours: number): number;
  /** Views of the locale in the whole hours that ended in (from, to]. */
  views(locale: string, from: number, to: number): number;
}

/** Cost O(n log n) in hours, a question O(log n). */
export function siteRhythm(hours: readonly HourTotal[], covers: Covers): SiteRhythm {
  const byLocale = new Map<string, HourSeries>();
  for (const locale of new Set(hours.map((hour) => hour.locale))) {
    byLocale.set(locale, hourSeries(hours.filter((hour) => hour.locale === locale)));
  }
  const none = hourSeries([]);

  return {
    usual(locale, at, from, length) {
      const until = Math.floor(at / HOUR_MS) * HOUR_MS;
      const weeks = observedWeeks(covers, until, length);
      if (weeks === 0) return NaN;
      const series = byLocale.get(locale) ?? none;
      const before = (instant: number) => viewsBefore(series, instant);
      const mean = (before(until) - before(until - weeks * WEEK_MS)) / (weeks * 7 * 24);
      // The latest earlier week whose hours had ended, and those before it.
      const latest = Math.max(1, Math.ceil((from + length * HOUR_MS - until) / WEEK_MS));
      let seen = 0;
      for (let back = latest; back < latest + weeks; back++) {
        const start = from - back * WEEK_MS;
        seen += before(start + length * HOUR_MS) - before(start);
      }
      const usual = (seen + PRIOR_WEEKS * mean * length) / (weeks + PRIOR_WEEKS);
      // Half a view on both sides: a site that sleeps is not infinitely far from its mean.
      return (usual + 0.5) / (mean * length + 0.5);
    },
    views(locale, from, to) {
      const { ends, sums } = byLocale.get(locale) ?? none;
      return sums[countUpTo(ends, to)]! - sums[countUpTo(ends, from)]!;
    },
  };
}

interface HourSeries {
  /** (n,) ascending ends of the hours. */
  readonly ends: Float64Array;
  /** (n + 1,) views of all hours before each place. */
  readonly sums: Float64Array;
}

function hourSeries(hours: readonly HourTotal[]): HourSeries {
  const sorted = [...hours].sort((a, b) => a.hourStart - b.hourStart);
  const sums = new Float64Array(sorted.length + 1);
  sorted.forEach(({ views }, i) => (sums[i + 1] = sums[i]! + views));
  return { ends: Float64Array.from(sorted, ({ hourStart }) => hourStart + HOUR_MS), sums };
}

/** Views before an instant, those of its own hour spread evenly over it. */
function viewsBefore({ ends, sums }: HourSeries, instant: number): number {
  const ended = countUpTo(ends, instant);
  const end = ends[ended];
  const begun = end === undefined ? 0 : Math.max(instant - (end - HOUR_MS), 0) / HOUR_MS;
  return sums[ended]! + (begun > 0 ? begun * (sums[ended + 1]! - sums[ended]!) : 0);
}

function observedWeeks(covers: Covers, until: number, hours: number): number {
  for (let weeks = WEEKS; weeks > 0; weeks--) {
    if (covers(until - weeks * WEEK_MS - hours * HOUR_MS, until)) return weeks;
  }
  return 0;
}
