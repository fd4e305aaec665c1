import { dayStart, hourStart, nextDayStart } from './days';
import { wholeDays } from './fair-share';
import { HOUR_MS } from './zone-clock';

export interface DirtyDocument {
  /** Starts of the UTC hours in which the document's raw events changed. */
  readonly dirtyHours: readonly number[];
  /** null when it was never published. */
  readonly firstPublishedAt: number | null;
  readonly horizonMinutes: number;
  readonly timeZone: string;
}

export interface AffectedBuckets {
  /** Starts of the hours that changed, ascending, each once. With them every hour of their days is counted again. */
  readonly hours: readonly number[];
  /** Site days to count again, ascending; an event belongs to one when start <= occurredAt < end. */
  readonly days: readonly { readonly start: number; readonly end: number }[];
  /** Whether any age counter can have changed. */
  readonly ages: boolean;
  /** Raw events to read, from <= occurredAt < to: whole days. Empty (from = to) when nothing is dirty. */
  readonly from: number;
  readonly to: number;
}

/** Which buckets of a document must be counted again, and from which stretch of raw events. */
export function affectedBuckets(document: DirtyDocument): AffectedBuckets {
  const { dirtyHours, firstPublishedAt, horizonMinutes, timeZone } = document;
  const hours = [...new Set(dirtyHours.map(hourStart))].sort((a, b) => a - b);
  const days = daysOf(hours, timeZone);
  // Ages include their last instant: the window is [first, last].
  const last = firstPublishedAt === null ? -Infinity : firstPublishedAt + horizonMinutes * 60_000;
  const first = firstPublishedAt ?? Infinity;
  // By days, for one hour may change what counts in all of its day.
  const ages = days.some(({ start, end }) => start <= last && end > first);

  const [earliest, latest] = [days[0], days[days.length - 1]];
  if (earliest === undefined || latest === undefined) return { hours, days, ages, from: 0, to: 0 };
  const from = ages ? Math.min(earliest.start, first) : earliest.start;
  const to = ages ? Math.max(latest.end, last + 1) : latest.end;
  return { hours, days, ages, ...wholeDays(from, to, timeZone) };
}

/** In zones whose offset is no whole hour one UTC hour may touch two days. */
function daysOf(hours: readonly number[], timeZone: string) {
  const days: { start: number; end: number }[] = [];
  for (const hour of hours) {
    for (const instant of [hour, hour + HOUR_MS - 1]) {
      const start = dayStart(instant, timeZone);
      const latest = days[days.length - 1];
      if (latest === undefined || start > latest.start) days.push({ start, end: nextDayStart(instant, timeZone) });
    }
  }
  return days;
}
