import { dayStart, hourStart, nextDayStart } from './days';
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
  /** Starts of the hours to count again, ascending, each once. */
  readonly hours: readonly number[];
  /** Site days to count again, ascending; an event belongs to one when start <= occurredAt < end. */
  readonly days: readonly { readonly start: number; readonly end: number }[];
  /** Whether any age counter can have changed. */
  readonly ages: boolean;
  /** Raw events to read, from <= occurredAt < to; empty (from = to) when nothing is dirty. */
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
  const ages = hours.some((hour) => hour <= last && hour + HOUR_MS > first);

  const starts = [...hours.slice(0, 1), ...days.slice(0, 1).map(({ start }) => start), ...(ages ? [first] : [])];
  const ends = [
    ...hours.slice(-1).map((hour) => hour + HOUR_MS),
    ...days.slice(-1).map(({ end }) => end),
    ...(ages ? [last + 1] : []),
  ];
  const from = starts.length === 0 ? 0 : Math.min(...starts);
  return { hours, days, ages, from, to: ends.length === 0 ? from : Math.max(...ends) };
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
