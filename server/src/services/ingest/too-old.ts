import type { Knex } from 'knex';

import { LIMITS } from '../../config/defaults';
import { DAY_MS, dayStart, hourStart } from '../../core/rollup';
import { holdTurns } from '../../repositories/count-turns';
import type { StoredEvent } from '../../repositories/events';
import { type BucketAt, bucketId, sealedBuckets } from '../../repositories/rollups';
import type { Doubt } from './read-event';

/**
 * Keys of the events, among some about to be stored, whose hour or day is sealed: its raw events are gone, and nothing can
 * be counted there any more. In the transaction that stores the others, before all else: until it ends no further bucket
 * of their documents is sealed. Costs nothing while all events are young, which a browser's always are.
 *
 * @param now milliseconds since 1970, by the site's clock.
 */
export async function findTooOld(
  trx: Knex,
  events: readonly StoredEvent[],
  { now, timeZone }: { readonly now: number; readonly timeZone: string }
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

export const tooOld = (occurredAt: number): Doubt => ({
  reason: 'too-old',
  code: 'TIME_TOO_OLD',
  got: new Date(occurredAt).toISOString(),
  expected: 'a time whose raw events are still kept',
});
