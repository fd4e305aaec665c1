import { LIMITS } from '../../config/defaults';
import type { DetailedEvent } from '../../core/events/event-types';
import {
  type AffectedBuckets,
  ageCounter,
  ageLadder,
  detailsCounter,
  eventCounter,
  HOUR_MS,
  hourStart,
} from '../../core/rollup';
import type { TargetKey } from '../../core/target';
import type { StoredAge } from '../../repositories/age-counters';
import type { Mark } from '../../repositories/dirty-buckets';
import type { Bucket } from '../../repositories/rollups';

const MINUTE_MS = 60_000;

/** What is to be counted again of one document. */
export interface Job {
  readonly key: TargetKey;
  readonly marks: readonly Mark[];
  /** As it was before anything else of the document was read, see `repositories/count-turns.ts`. */
  readonly turn: number;
  readonly firstPublishedAt: number | null;
  readonly affected: AffectedBuckets;
  readonly ages: boolean;
}

/** Everything of a document that was counted again; hours and days in the order of `affected`. */
export interface DocumentCounts {
  readonly hours: readonly Bucket[];
  readonly days: readonly Bucket[];
  readonly ages: readonly StoredAge[];
}

/** What one document's transaction writes and which marks it clears. */
export interface Counted {
  readonly key: TargetKey;
  readonly marks: readonly Mark[];
  readonly buckets: readonly Bucket[];
  readonly ages: readonly StoredAge[];
}

/** Counts all that is asked of a document while its events go by, in any order and in however many pages. */
export function documentCounter({ key, affected, firstPublishedAt, ages }: Job, horizonMinutes: number) {
  const hours = new Map(affected.hours.map((start) => [start, bucketCounter()]));
  const days = affected.days.map(({ start, end }) => ({ start, end, counter: bucketCounter() }));
  const ladder =
    ages && firstPublishedAt !== null
      ? { firstPublishedAt, counter: ageCounter(firstPublishedAt, ageLadder(horizonMinutes)) }
      : null;

  return {
    add(event: DetailedEvent): void {
      hours.get(hourStart(event.occurredAt))?.add(event);
      dayHolding(days, event.occurredAt)?.counter.add(event);
      ladder?.counter.add(event);
    },

    /** @param now ages that have passed by then are closed. */
    counts(now: number): DocumentCounts {
      return {
        hours: [...hours].map(([start, hour]) => ({ key, granularity: 'hour', start, ...hour.counts() })),
        days: days.map(({ start, counter }) => ({ key, granularity: 'day', start, ...counter.counts() })),
        ages:
          ladder?.counter.counts().map((counter) => {
            const closed = ladder.firstPublishedAt + counter.ageMinutes * MINUTE_MS <= now;
            return { key, counter, closed };
          }) ?? [],
      };
    },
  };
}

/** Counts an hour or a day, and what it is broken down by. */
function bucketCounter() {
  const counters = eventCounter();
  const details = detailsCounter();
  return {
    add(event: DetailedEvent): void {
      counters.add(event);
      details.add(event);
    },
    counts: () => ({ counters: counters.counts(), details: details.counts() }),
  };
}

/**
 * Buckets of one document, in parts small enough for a short transaction. A day, and the ages, go with the last dirty
 * hour they depend on: should the process die before, that hour's mark is still there and has them counted again.
 */
export function partsOf(
  { key, marks, affected, firstPublishedAt }: Job,
  { hours, days, ages }: DocumentCounts
): Counted[] {
  const perPart = LIMITS.bucketsPerRollup / 2;
  if (hours.length <= perPart) return [{ key, marks, buckets: [...hours, ...days], ages }];

  const window = { start: firstPublishedAt ?? Infinity, end: affected.to };
  const parts: Counted[] = [];
  // Marks and hours are both one per hour, ascending: a part clears the marks of the hours it writes.
  for (let at = 0; at < hours.length; at += perPart) {
    const own = affected.hours.slice(at, at + perPart);
    const later = affected.hours.slice(at + perPart);
    const last = ({ start, end }: { start: number; end: number }) =>
      own.some((hour) => touches(hour, start, end)) && !later.some((hour) => touches(hour, start, end));
    parts.push({
      key,
      marks: marks.slice(at, at + perPart),
      buckets: [...hours.slice(at, at + perPart), ...days.filter((_, index) => last(affected.days[index]!))],
      ages: last(window) ? ages : [],
    });
  }
  return parts;
}

const touches = (hour: number, start: number, end: number): boolean => hour < end && hour + HOUR_MS > start;

/** The one of some days, ascending and apart, that holds an instant. */
function dayHolding<T extends { start: number; end: number }>(days: readonly T[], instant: number): T | undefined {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]!.end <= instant) low = middle + 1;
    else high = middle;
  }
  const day = days[low];
  return day !== undefined && day.start <= instant ? day : undefined;
}
