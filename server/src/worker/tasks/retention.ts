import { setTimeout as pause } from 'node:timers/promises';

import type { Knex } from 'knex';

import { LIMITS } from '../../config/defaults';
import { affectedBuckets, ageLadder, DAY_MS, dayStart, HOUR_MS, hourStart } from '../../core/rollup';
import { type TargetKey, targetId } from '../../core/target';
import { closedAges } from '../../repositories/age-counters';
import { passTurns } from '../../repositories/count-turns';
import { hasMarks } from '../../repositories/dirty-buckets';
import { writeBack } from '../../repositories/journal-mode';
import { deleteEvents, nextTarget, type OldEvent, oldestEvents } from '../../repositories/old-events';
import { firstPublications } from '../../repositories/publications';
import { type BucketAt, sealBuckets } from '../../repositories/rollups';
import type { Task } from '../context';

export interface RetentionPayload {
  readonly timeZone: string;
  readonly horizonMinutes: number;
  /** Milliseconds since 1970, by the site's clock. */
  readonly now: number;
  readonly rawDays: number;
  /** Go on after this document; null = from the first. */
  readonly after: TargetKey | null;
  /** Raw events one transaction deletes. */
  readonly eventsPerStep: number;
  /** How long to go on. */
  readonly turnMs: number;
}

export interface RetentionResult {
  /** Raw events deleted. */
  readonly deleted: number;
  /** Documents left for another night: an age is open, or hours were not counted yet. */
  readonly waiting: number;
  /** Time was up: there may be more to delete, after this document. */
  readonly more: boolean;
  readonly after: TargetKey | null;
}

/** What became of one document's old events: deleted; left because something is not counted for good; time was up. */
type Outcome = 'done' | 'waits' | 'cut';

/**
 * Delete raw events that are older than `rawDays` whole site days, document by document, the oldest first. Each step is
 * one short transaction that seals the hours and days of some events and deletes these events, or does neither: wherever
 * it is cut off, every bucket that is not sealed still has all its raw events. Between two steps others write.
 *
 * Only what is counted for good goes: a document with an open age keeps all its events, and a day keeps its own while any
 * of its hours waits to be counted.
 */
export const retentionTask: Task<RetentionPayload, RetentionResult> = async (payload, context) => {
  const { knex } = context;
  const until = performance.now() + payload.turnMs;
  const isOver = () => context.isCancelled() || performance.now() > until;
  // Where the zone's offset is no whole hour, the hour that holds midnight stays for another night.
  const before = hourStart(dayStart(payload.now - payload.rawDays * DAY_MS, payload.timeZone));
  let { after } = payload;
  let deleted = 0;
  let waiting = 0;

  while (!isOver()) {
    const key = await nextTarget(knex, after);
    if (key === null) return { deleted, waiting, more: false, after };
    const onDeleted = (events: number) => {
      deleted += events;
      context.progress('retention', deleted, deleted);
    };
    const outcome = await deleteOld(knex, key, before, payload, { isOver, onDeleted });
    if (outcome === 'cut') break;
    if (outcome === 'waits') waiting++;
    after = key;
  }
  return { deleted, waiting, more: true, after };
};

interface Course {
  isOver(): boolean;
  onDeleted(events: number): void;
}

async function deleteOld(
  knex: Knex,
  key: TargetKey,
  before: number,
  payload: RetentionPayload,
  { isOver, onDeleted }: Course
): Promise<Outcome> {
  let areClosed = false;
  for (;;) {
    const events = await oldestEvents(knex, key, before, payload.eventsPerStep);
    if (events.length === 0) return 'done';
    areClosed ||= await agesClosed(knex, key, payload.horizonMinutes);
    if (!areClosed || !(await deleteStep(knex, key, events, payload))) return 'waits';
    onDeleted(events.length);
    await writeBack(knex);
    await pause(LIMITS.deletionPauseMs);
    if (isOver()) return 'cut';
  }
}

/** Whether no age of a document can change any more. One that was never published has none. */
async function agesClosed(knex: Knex, key: TargetKey, horizonMinutes: number): Promise<boolean> {
  const id = targetId(key);
  if (!(await firstPublications(knex, [key])).has(id)) return true;
  const closed = (await closedAges(knex, [key])).get(id);
  return ageLadder(horizonMinutes).every((age) => closed?.has(age));
}

/** Hours that begin on a day and end on it. */
function hoursWithin({ start, end }: { readonly start: number; readonly end: number }): number[] {
  const hours: number[] = [];
  for (let hour = hourStart(start + HOUR_MS - 1); hour + HOUR_MS <= end; hour += HOUR_MS) hours.push(hour);
  return hours;
}

/** Seal the days of some events of a document and delete these; false, and nothing is done, if one is dirty. */
async function deleteStep(
  knex: Knex,
  key: TargetKey,
  events: readonly OldEvent[],
  { timeZone, horizonMinutes }: RetentionPayload
): Promise<boolean> {
  const dirtyHours = events.map(({ occurredAt }) => occurredAt);
  // The days hold the hours.
  const { hours, days, from, to } = affectedBuckets({ dirtyHours, firstPublishedAt: null, horizonMinutes, timeZone });
  const isDirty = (connection: Knex) => hasMarks(connection, key, hourStart(from), to);
  if (await isDirty(knex)) return false;
  // A day whole: what counts of an hour depends on all events of its day.
  const sealed = new Set([...hours, ...days.flatMap(hoursWithin)]);
  const buckets = [
    ...[...sealed].map((start): BucketAt => ({ key, granularity: 'hour', start })),
    ...days.map(({ start }): BucketAt => ({ key, granularity: 'day', start })),
  ];
  return knex.transaction(async (trx) => {
    // What is being counted of it just now may have seen some of the events only. Whoever adds events holds the turn.
    await passTurns(trx, [key]);
    if (await isDirty(trx)) return false;
    await sealBuckets(trx, buckets);
    await deleteEvents(
      trx,
      events.map(({ eventKey }) => eventKey)
    );
    return true;
  });
}
