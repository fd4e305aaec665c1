import fc from 'fast-check';

import { affectedBuckets } from '../../../server/src/core/rollup/affected-buckets';
import { ageLadder } from '../../../server/src/core/rollup/age-ladder';
import { countAges, countEvents } from '../../../server/src/core/rollup/count-events';
import type { AgeCounter, Counters } from '../../../server/src/core/rollup/counters';
import { dayStart, hourStart } from '../../../server/src/core/rollup/days';
import type { RawEvent } from '../../../server/src/core/events/event-types';
import { rawEvents } from './raw-events';

const HOUR = 3_600_000;
const HORIZON = 1440;
/** The night clocks went forward in Berlin lies inside the stretch. */
const FIRST = Date.UTC(2026, 2, 28, 14, 23);
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu'];

interface Keyed extends RawEvent {
  readonly key: number;
}

/** One document's tables: raw events by key, dirty hours, buckets. */
interface Tables {
  readonly events: Map<number, RawEvent>;
  readonly dirty: Set<number>;
  readonly hours: Map<number, Counters>;
  readonly days: Map<number, Counters>;
  ages: AgeCounter[];
}

const emptyTables = (): Tables => ({
  events: new Map(),
  dirty: new Set(),
  hours: new Map(),
  days: new Map(),
  ages: countAges([], FIRST, ageLadder(HORIZON)),
});

/** What ingest does: an event once by its key, and a mark on its hour also when it was known. */
function arrive(tables: Tables, { key, ...event }: Keyed): void {
  if (!tables.events.has(key)) tables.events.set(key, event);
  tables.dirty.add(hourStart(event.occurredAt));
}

function erase(tables: Tables, key: number): void {
  const event = tables.events.get(key);
  if (!event) return;
  tables.events.delete(key);
  tables.dirty.add(hourStart(event.occurredAt));
}

/** What the rollup does: recompute what the marks touch, reading no raw event outside [from, to). */
function rollUp(tables: Tables, timeZone: string): void {
  const { hours, days, ages, from, to } = affectedBuckets({
    dirtyHours: [...tables.dirty],
    firstPublishedAt: FIRST,
    horizonMinutes: HORIZON,
    timeZone,
  });
  const read = [...tables.events.values()].filter(({ occurredAt }) => occurredAt >= from && occurredAt < to);
  const within = (start: number, end: number) =>
    countEvents(read.filter(({ occurredAt }) => occurredAt >= start && occurredAt < end));
  for (const start of hours) tables.hours.set(start, within(start, start + HOUR));
  for (const { start, end } of days) tables.days.set(start, within(start, end));
  if (ages) tables.ages = countAges(read, FIRST, ageLadder(HORIZON));
  tables.dirty.clear();
}

const groupBy = (events: readonly RawEvent[], bucket: (ms: number) => number): Map<number, Counters> => {
  const groups = new Map<number, RawEvent[]>();
  for (const event of events) {
    const start = bucket(event.occurredAt);
    groups.set(start, [...(groups.get(start) ?? []), event]);
  }
  return new Map([...groups].map(([start, own]) => [start, countEvents(own)]));
};
const nonEmpty = (buckets: Map<number, Counters>) =>
  [...buckets].filter(([, counts]) => Object.values(counts).some((count) => count > 0)).sort(([a], [b]) => a - b);

describe('recomputing dirty buckets', () => {
  it('equals a full recompute whatever the order of arrival, with re-sent, late and erased events', () => {
    const stretch = rawEvents(FIRST - 30 * HOUR, FIRST + 60 * HOUR, 40);
    const steps = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.record({ do: fc.constant('arrive' as const), at: fc.nat(39) }) },
        { weight: 2, arbitrary: fc.record({ do: fc.constant('rollUp' as const), at: fc.constant(0) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), at: fc.nat(39) }) }
      ),
      { maxLength: 80 }
    );

    fc.assert(
      fc.property(stretch, steps, fc.constantFrom(...ZONES), (raw, todo, timeZone) => {
        const tables = emptyTables();
        for (const step of todo) {
          const event = raw[step.at % Math.max(raw.length, 1)];
          if (step.do === 'rollUp') rollUp(tables, timeZone);
          else if (event && step.do === 'arrive') arrive(tables, { ...event, key: raw.indexOf(event) });
          else if (event) erase(tables, raw.indexOf(event));
        }
        rollUp(tables, timeZone);

        const kept = [...tables.events.values()];
        expect(nonEmpty(tables.hours)).toEqual(nonEmpty(groupBy(kept, hourStart)));
        expect(nonEmpty(tables.days)).toEqual(nonEmpty(groupBy(kept, (ms) => dayStart(ms, timeZone))));
        expect(tables.ages).toEqual(countAges(kept, FIRST, ageLadder(HORIZON)));
      }),
      { numRuns: 200 }
    );
  });
});

describe('affectedBuckets', () => {
  const document = { firstPublishedAt: FIRST, horizonMinutes: HORIZON, timeZone: 'UTC' };

  it('reads nothing when nothing is dirty', () => {
    const { from, to, ...rest } = affectedBuckets({ ...document, dirtyHours: [] });
    expect(rest).toEqual({ hours: [], days: [], ages: false });
    expect(from).toBe(to);
  });

  it('leaves ages alone before publication, after the horizon, and where nothing was ever published', () => {
    const ages = (hour: number, firstPublishedAt: number | null = FIRST) =>
      affectedBuckets({ ...document, firstPublishedAt, dirtyHours: [hour] }).ages;
    const end = FIRST + HORIZON * 60_000;
    expect(ages(hourStart(FIRST))).toBe(true);
    expect(ages(hourStart(FIRST) - 24 * HOUR)).toBe(false);
    expect(ages(hourStart(end))).toBe(true);
    expect(ages(hourStart(end) + 24 * HOUR)).toBe(false);
    expect(ages(hourStart(FIRST), null)).toBe(false);
  });

  it('touches two days with one hour where the zone’s midnight lies inside it', () => {
    // Kathmandu is 5:45 ahead: its midnight is 18:15 UTC.
    const { days } = affectedBuckets({
      ...document,
      timeZone: 'Asia/Kathmandu',
      dirtyHours: [Date.UTC(2026, 2, 28, 18)],
    });
    expect(days.map(({ start }) => start)).toEqual([Date.UTC(2026, 2, 27, 18, 15), Date.UTC(2026, 2, 28, 18, 15)]);
  });
});
