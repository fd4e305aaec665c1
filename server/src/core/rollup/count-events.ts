import type { RawEvent } from '../events/event-types';
import { COUNT_OF, ZERO_COUNTERS, type AgeCounter, type Counters, type EventCounts } from './counters';

const MINUTE_MS = 60_000;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts events one by one, so that they need not all be in memory; distinct visitors and sessions are. */
export interface EventCounter<T, Event extends RawEvent = RawEvent> {
  add(event: Event): void;
  counts(): T;
}

/** Counts of a set of events; bots count for nothing. Order and nothing else about the set's making matters not. */
export const countEvents = (events: Iterable<RawEvent>): Counters => countAll(eventCounter(), events);

/** As `countEvents`. */
export function eventCounter(): EventCounter<Counters> {
  const counts: Mutable<Counters> = { ...ZERO_COUNTERS };
  const visitors = new Set<string>();
  const sessions = new Set<string>();
  return {
    add(event) {
      if (event.bot) return;
      counts[COUNT_OF[event.type]]++;
      if (event.visitor !== null) visitors.add(event.visitor);
      if (event.session !== null) sessions.add(event.session);
    },
    counts: () => ({ ...counts, visitors: visitors.size, sessions: sessions.size }),
  };
}

/**
 * What happened from first publication up to and including each age. Events before first publication count for none.
 *
 * Cost: O(events · log ages): each event and each visitor falls into the first age that holds it, then ages add up.
 *
 * @param agesMinutes ascending, as `ageLadder` gives them.
 */
export const countAges = (
  events: Iterable<RawEvent>,
  firstPublishedAt: number,
  agesMinutes: readonly number[]
): AgeCounter[] => countAll(ageCounter(firstPublishedAt, agesMinutes), events);

/** As `countAges`. */
export function ageCounter(firstPublishedAt: number, agesMinutes: readonly number[]): EventCounter<AgeCounter[]> {
  const own: Mutable<AgeCounter>[] = agesMinutes.map((ageMinutes) => ({ ageMinutes, ...ZERO_COUNTERS }));
  const firstStepOf = { visitors: new Map<string, number>(), sessions: new Map<string, number>() };
  const names = Object.keys(ZERO_COUNTERS) as (keyof Counters)[];
  return {
    add(event) {
      const age = event.occurredAt - firstPublishedAt;
      const step = firstAgeHolding(age, agesMinutes);
      if (event.bot || age < 0 || step === agesMinutes.length) return;
      own[step]![COUNT_OF[event.type]]++;
      keepSmallest(firstStepOf.visitors, event.visitor, step);
      keepSmallest(firstStepOf.sessions, event.session, step);
    },
    counts() {
      const steps = own.map((step) => ({ ...step }));
      for (const step of firstStepOf.visitors.values()) steps[step]!.visitors++;
      for (const step of firstStepOf.sessions.values()) steps[step]!.sessions++;
      for (let i = 1; i < steps.length; i++) for (const name of names) steps[i]![name] += steps[i - 1]![name];
      return steps;
    },
  };
}

function countAll<T>(counter: EventCounter<T>, events: Iterable<RawEvent>): T {
  for (const event of events) counter.add(event);
  return counter.counts();
}

/** Counts of two sets without a common event. Distinct visitors can't be added: they are counted from raw events. */
export function mergeCounts(a: EventCounts, b: EventCounts): EventCounts {
  return {
    views: a.views + b.views,
    engagements: a.engagements + b.engagements,
    clicks: a.clicks + b.clicks,
    impressions: a.impressions + b.impressions,
    conversions: a.conversions + b.conversions,
    searches: a.searches + b.searches,
    shares: a.shares + b.shares,
    customs: a.customs + b.customs,
  };
}

function firstAgeHolding(ageMs: number, agesMinutes: readonly number[]): number {
  let low = 0;
  let high = agesMinutes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ageMs <= agesMinutes[middle]! * MINUTE_MS) high = middle;
    else low = middle + 1;
  }
  return low;
}

function keepSmallest(steps: Map<string, number>, id: string | null, step: number): void {
  if (id === null) return;
  const known = steps.get(id);
  if (known === undefined || step < known) steps.set(id, step);
}
