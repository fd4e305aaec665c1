import type { Knex } from 'knex';

import { ageLadder, countAges, countEvents, dayStart, hourStart } from '../../../server/src/core/rollup';
import type { RawEvent } from '../../../server/src/core/events/event-types';
import { targetId } from '../../../server/src/core/target';
import { readAges } from '../../../server/src/repositories/age-counters';
import { countersOf } from '../../../server/src/repositories/counter-columns';
import { readRanges } from '../../../server/src/repositories/events';
import { TABLES } from '../../../server/src/repositories/tables';
import { targetOf } from '../../../server/src/repositories/target-columns';
import { fromFullColumn, selectMs } from '../../../server/src/repositories/time';
import { HORIZON, ZONE } from '../fixtures';
import type { Article } from './busy-articles';

const FOR_EVER = Date.UTC(2100, 0);
const START_OF = { hour: hourStart, day: (at: number) => dayStart(at, ZONE) };

/** Counts by document, then hour, day or age. */
type Counts = Record<string, unknown>;

/** What the tables say. */
export async function countsOf(knex: Knex, articles: readonly Article[]): Promise<Counts> {
  const counts: Counts = {};
  const rows = (await knex(TABLES.rollups).select('*', selectMs(knex, 'bucket_start', 'start'))) as Counts[];
  for (const row of rows) {
    const name = `${targetId(targetOf(row))} ${String(row['granularity'])} ${fromFullColumn(row['start'])}`;
    counts[name] = countersOf(row);
  }
  for (const [id, ages] of await readAges(
    knex,
    articles.map(({ key }) => key)
  )) {
    counts[id] = ages;
  }
  return counts;
}

/** What the raw events give, without any of the tables between. */
export async function countsInMemory(knex: Knex, articles: readonly Article[]): Promise<Counts> {
  const ranges = articles.map(({ key }) => ({ key, from: 0, to: FOR_EVER }));
  const documents = (await readRanges(knex, ranges, 1_000_000)) ?? [];
  const eventsOf = new Map(documents.map(({ key, events }) => [targetId(key), events]));
  const counts: Counts = {};
  for (const { key, firstPublishedAt } of articles) {
    const id = targetId(key);
    const events = eventsOf.get(id) ?? [];
    for (const granularity of ['hour', 'day'] as const) {
      for (const [start, own] of groupByStart(events, START_OF[granularity])) {
        counts[`${id} ${granularity} ${start}`] = countEvents(own);
      }
    }
    if (firstPublishedAt !== null) counts[id] = countAges(events, firstPublishedAt, ageLadder(HORIZON));
  }
  return counts;
}

/** Bots have no bucket. */
function groupByStart(events: readonly RawEvent[], startOf: (at: number) => number): Map<number, RawEvent[]> {
  const groups = new Map<number, RawEvent[]>();
  for (const event of events.filter(({ bot }) => !bot)) {
    const start = startOf(event.occurredAt);
    groups.set(start, [...(groups.get(start) ?? []), event]);
  }
  return groups;
}
