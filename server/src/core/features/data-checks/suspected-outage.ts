import { quantile } from '../../math/quantile';
import { dayStart, nextDayStart } from '../../rollup/days';
import { DAY_MS } from '../../rollup/zone-clock';
import { observedCoverage } from '../coverage';
import { finding } from './finding';
import type { DataCheck, DataToCheck } from './types';

/** The same weekday so many weeks before and after is what a day is compared with. */
const WEEKS = 4;
const LEAST_WEEKDAYS = 3;
/** Upper quartile: an outage of up to two weeks does not become its own expectation. */
const USUAL = 0.75;
/** Below so many expected views a quiet day is chance: with 30, fewer than 3 come once in 2·10¹⁰ days (Poisson). */
const LEAST_VIEWS = 30;
/** Holidays bring readers down to a third or a fifth; a tenth is left by hardly anything but a tracker that is gone. */
const DARK = 0.1;
/** A label is wrong when so much of its horizon was dark; a training when half of the labels are. */
const OF_HORIZON = 0.25;
const OF_LABELS = 0.5;

interface Day {
  readonly from: number;
  readonly to: number;
}

/**
 * Days inside observed coverage on which almost nobody came, though nothing was noted as an outage. Days are the
 * site's own, of 23 to 25 hours.
 */
export const suspectedOutage: DataCheck = {
  concerns: 'labels',
  run: (data) => {
    const dark = darkDays(data);
    const newest = dark.at(-1);
    if (newest === undefined) return [];
    const shares = data.labels.map(({ firstPublishedAt, closesAt }) => {
      const within = dark.reduce((sum, { from, to }) => sum + overlap(from, to, firstPublishedAt, closesAt), 0);
      return within / (closesAt - firstPublishedAt);
    });
    const labels = shares.filter((share) => share > 0).length;
    // They are all within what is forgotten: nothing is learned from them any more.
    if (labels === 0) return [];
    const wrong = shares.filter((share) => share >= OF_HORIZON).length;
    const severity = wrong > OF_LABELS * shares.length ? 'blocking' : 'warning';
    const values = {
      days: dark.length,
      latest: new Date(newest.from).toISOString(),
      labels,
      share: labels / shares.length,
    };
    return [finding('suspected-outage', severity, values)];
  },
};

function darkDays({ history, asOf }: DataToCheck): Day[] {
  const { timeZone } = history.settings;
  const covers = observedCoverage(history.coverage);
  const views = new Map<number, number>();
  for (const day of history.days) {
    const start = dayStart(day.dayStart, timeZone);
    views.set(start, (views.get(start) ?? 0) + day.views);
  }
  const counted = [...views.keys()].sort((a, b) => a - b);
  const [first, last] = [counted[0], counted.at(-1)];
  if (first === undefined || last === undefined) return [];

  // From the first counted day to the last that is over: before and after nobody can say what is missing.
  const days: (Day & { readonly views: number | null })[] = [];
  for (let from = first; from <= last; from = nextDayStart(from, timeZone)) {
    const to = nextDayStart(from, timeZone);
    days.push({ from, to, views: to <= asOf && covers(from, to) ? (views.get(from) ?? 0) : null });
  }
  return days.filter((day, at) => {
    const alike = Array.from({ length: 2 * WEEKS + 1 }, (_, i) => days[at + 7 * (i - WEEKS)])
      .filter((other) => other !== undefined && other !== day && other.views !== null)
      .map((other) => other?.views ?? 0);
    if (day.views === null || alike.length < LEAST_WEEKDAYS) return false;
    const expected = quantile(alike, USUAL);
    return expected >= LEAST_VIEWS && day.views < DARK * expected * Math.min(1, (day.to - day.from) / DAY_MS);
  });
}

const overlap = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start));
