import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { DAY_MS, dayStart, hourStart } from '../core/rollup';
import { holdTurns } from './count-turns';
import { markHours } from './dirty-buckets';
import { insertEvents, type StoredEvent } from './events';
import { type BucketAt, bucketId, sealedBuckets } from './rollups';

/** What is needed to tell which events come too late. */
export interface SiteTime {
  /** Milliseconds since 1970, by the site's clock. */
  readonly now: number;
  readonly timeZone: string;
}

/** Keys of stored events that were not known before, and of those that were too old to be stored. */
export interface Stored {
  readonly fresh: ReadonlySet<string>;
  readonly sealed: ReadonlySet<string>;
}

/**
 * Events that are not too old, and the marks of their hours. In a transaction, before all else.
 *
 * @param events at most `LIMITS.eventsPerInsert` of the database.
 */
export async function storeEvents(trx: Knex, events: readonly StoredEvent[], time: SiteTime): Promise<Stored> {
  const sealed = await findTooOld(trx, events, time);
  const fresh = await insertEvents(
    trx,
    events.filter(({ eventKey }) => !sealed.has(eventKey))
  );
  const changed = events.filter((event) => fresh.has(event.eventKey));
  await markHours(
    trx,
    changed.map(({ key, occurredAt }) => ({ key, hourStart: hourStart(occurredAt) }))
  );
  return { fresh, sealed };
}

/**
 * Keys of the events, among some about to be stored, whose hour or day is sealed: its raw events are gone, and nothing can
 * be counted there any more. In the transaction that stores the others, before all else: until it ends no further bucket
 * of their documents is sealed. Costs nothing while all events are young, which a browser's always are.
 */
export async function findTooOld(
  trx: Knex,
  events: readonly StoredEvent[],
  { now, timeZone }: SiteTime
): Promise<Set<string>> {
  const old = events.filter(({ occurredAt }) => occurredAt < now - LIMITS.leastRawDays * DAY_MS);
  if (old.length === 0) return new Set();
  const bucketsOf = ({ key, occurredAt }: StoredEvent): BucketAt[] => [
    { key, granularity: 'hour', start: hourStart(occurredAt) },
    { key, granularity: 'day', start: dayStart(occurredAt, timeZone) },
  ];
  await holdTurns(
    trx,
    old.map(({ key }) => key)
  );
  const sealed = await sealedBuckets(trx, old.flatMap(bucketsOf));
  const isSealed = (event: StoredEvent) => bucketsOf(event).some((bucket) => sealed.has(bucketId(bucket)));
  return new Set(old.filter(isSealed).map(({ eventKey }) => eventKey));
}
