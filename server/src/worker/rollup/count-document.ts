import { LIMITS } from '../../config/defaults';
import type { DetailedEvent } from '../../core/events/event-types';
import {
  type AffectedBuckets,
  ageCounter,
  ageLadder,
  detailsCounter,
  eventCounter,
  fairShare,
  HOUR_MS,
  hourStart,
  type SourcedEvent,
} from '../../core/rollup';
import type { TargetKey } from '../../core/target';
import type { StoredAge } from '../../repositories/age-counters';
import type { Mark } from '../../repositories/dirty-buckets';
import type { CountedEvent } from '../../repositories/events';
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

/** Everything of a document that was counted again; hours ascending, days in the order of `affected`. */
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

/**
 * Counts all that is asked of a document while its events go by twice: once to `note` how many each network sent, in any
 * order, and once to `add` those that count, ascending by time and key.
 */
export function documentCounter(
  { key, affected, firstPublishedAt, ages }: Job,
  { horizonMinutes, timeZone }: { readonly horizonMinutes: number; readonly timeZone: string }
) {
  const hours = new Map(affected.hours.map((start) => [start, bucketCounter()]));
  const days = affected.days.map(({ start, end }) => ({ start, end, counter: bucketCounter() }));
  const ladder =
    ages && firstPublishedAt !== null
      ? { firstPublishedAt, counter: ageCounter(firstPublishedAt, ageLadder(horizonMinutes)) }
      : null;
  const fair = fairShare(timeZone);

  /** An hour that did not change is counted again as well when it lies in a day that did. */
  const hourOf = (start: number) => {
    const known = hours.get(start);
    if (known !== undefined || !affected.days.some((day) => touches(start, day.start, day.end))) return known;
    const made = bucketCounter();
    hours.set(start, made);
    return made;
  };

  return {
    note: (event: SourcedEvent): void => fair.note(event),

    add(event: CountedEvent): void {
      const hour = hourOf(hourStart(event.occurredAt));
      if (!fair.counts(event)) return;
      hour?.add(event);
      dayHolding(days, event.occurredAt)?.counter.add(event);
      ladder?.counter.add(event);
    },

    /** @param now ages that have passed by then are closed. */
    counts(now: number): DocumentCounts {
      return {
        hours: [...hours]
          .sort(([a], [b]) => a - b)
          .map(([start, hour]) => ({ key, granularity: 'hour', start, ...hour.counts() })),
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
 * Buckets of one document, in parts small enough for a short transaction. A day, the ages, and the mark of an hour go
 * with the last part that holds anything of their days: should the process die before, that mark is still there and has
 * all of it counted again.
 */
export function partsOf(
  { key, marks, affected, firstPublishedAt }: Job,
  { hours, days, ages }: DocumentCounts
): Counted[] {
  const perPart = LIMITS.bucketsPerRollup / 2;
  if (hours.length <= perPart) return [{ key, marks, buckets: [...hours, ...days], ages }];

  const slices: (readonly Bucket[])[] = [];
  for (let at = 0; at < hours.length; at += perPart) slices.push(hours.slice(at, at + perPart));
  /** The last part with an hour that touches a stretch; -1 = none. */
  const lastWith = (start: number, end: number): number =>
    slices.reduce((last, slice, at) => (slice.some((hour) => touches(hour.start, start, end)) ? at : last), -1);
  const lastOfMark = ({ hourStart: hour }: Mark): number => {
    const own = affected.days.filter((day) => touches(hour, day.start, day.end));
    return lastWith(own[0]?.start ?? hour, own[own.length - 1]?.end ?? hour + HOUR_MS);
  };
  const agesGoWith = lastWith(firstPublishedAt ?? Infinity, affected.to);
  return slices.map((slice, part) => ({
    key,
    marks: marks.filter((mark) => lastOfMark(mark) === part),
    buckets: [...slice, ...days.filter((_, at) => lastWith(affected.days[at]!.start, affected.days[at]!.end) === part)],
    ages: agesGoWith === part ? ages : [],
  }));
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
