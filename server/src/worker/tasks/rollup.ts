import type { Knex } from 'knex';

import type { RawEvent } from '../../core/events/event-types';
import { affectedBuckets, type AffectedBuckets, ageLadder, countAges, countEvents, HOUR_MS } from '../../core/rollup';
import type { TargetKey } from '../../core/target';
import { targetId } from '../../core/target';
import { LIMITS } from '../../config/defaults';
import { closedAges, type StoredAge, writeAges } from '../../repositories/age-counters';
import { clearMarks, type DirtyHour, type Mark, readMarks } from '../../repositories/dirty-buckets';
import { readRanges } from '../../repositories/events';
import { documentsToClose, firstPublications } from '../../repositories/publications';
import { type Bucket, sealedTargets, writeBuckets } from '../../repositories/rollups';
import type { Task } from '../context';

export interface RollupPayload {
  readonly timeZone: string;
  readonly horizonMinutes: number;
  /** Milliseconds since 1970, by the site's clock: ages that have passed by then are closed. */
  readonly now: number;
}

export interface RollupResult {
  /** Hours, days and ages written. */
  readonly buckets: number;
  readonly documents: number;
  readonly ms: number;
}

/** Marks read at a time; their documents are then counted in groups of READ_TOGETHER. */
const MARKS_PER_READ = 2_000;
/** Documents whose raw events one query reads. */
const READ_TOGETHER = 40;
/** Documents closed at a time. */
const DUE_PER_READ = 400;
/** Rounds over all marks in one run: with readers arriving all the time there is always a new one. */
const MAX_ROUNDS = 10;
const MINUTE_MS = 60_000;

/** What is to be counted again of one document. */
interface Job {
  readonly key: TargetKey;
  readonly marks: readonly Mark[];
  readonly firstPublishedAt: number | null;
  readonly affected: AffectedBuckets;
  readonly ages: boolean;
}

/**
 * Count dirty hours, their days and the age counters of their documents again, from raw events, until no mark is left;
 * then close the ages that have passed. Every bucket depends on the raw events alone, so neither the order in which
 * events arrived nor how often they were sent changes anything.
 */
export const rollupTask: Task<RollupPayload, RollupResult> = async (payload, context) => {
  const started = performance.now();
  const documents = new Set<string>();
  let buckets = 0;

  const work = async (jobs: readonly Job[]) => {
    for (let at = 0; at < jobs.length && !context.isCancelled(); at += READ_TOGETHER) {
      const group = jobs.slice(at, at + READ_TOGETHER);
      buckets += await countAgain(context.knex, group, payload);
      for (const { key } of group) documents.add(targetId(key));
      context.progress('rollup', documents.size, documents.size);
    }
  };

  for (let round = 0; round < MAX_ROUNDS; round++) {
    let seen = 0;
    let after: DirtyHour | null = null;
    while (!context.isCancelled()) {
      const marks = await readMarks(context.knex, after, MARKS_PER_READ);
      after = marks[marks.length - 1] ?? null;
      if (after === null) break;
      seen += marks.length;
      await work(await jobsOfMarks(context.knex, marks, payload));
    }
    if (seen === 0) break;
  }

  let after: TargetKey | null = null;
  while (!context.isCancelled()) {
    const { jobs, last } = await jobsOfDueAges(context.knex, payload, after);
    if (last === null) break;
    after = last;
    await work(jobs);
  }
  return { buckets, documents: documents.size, ms: Math.round(performance.now() - started) };
};

async function jobsOfMarks(knex: Knex, marks: readonly Mark[], payload: RollupPayload): Promise<Job[]> {
  const byTarget = new Map<string, Mark[]>();
  for (const mark of marks) {
    const id = targetId(mark.key);
    const list = byTarget.get(id);
    if (list) list.push(mark);
    else byTarget.set(id, [mark]);
  }
  const keys = [...byTarget.values()].flatMap(([first]) => (first ? [first.key] : []));
  const first = await firstPublications(knex, keys);
  const sealed = new Set((await sealedTargets(knex, keys)).map(targetId));
  return keys.map((key) => {
    const id = targetId(key);
    const ofTarget = byTarget.get(id) ?? [];
    const firstPublishedAt = first.get(id) ?? null;
    const { timeZone, horizonMinutes } = payload;
    const dirtyHours = ofTarget.map(({ hourStart }) => hourStart);
    const affected = affectedBuckets({ dirtyHours, firstPublishedAt, horizonMinutes, timeZone });
    return { key, marks: ofTarget, firstPublishedAt, affected, ages: affected.ages && !sealed.has(id) };
  });
}

/** Documents with an age that has passed and no closed counter for it, whether or not anybody ever came. */
async function jobsOfDueAges(
  knex: Knex,
  { now, horizonMinutes }: RollupPayload,
  after: TargetKey | null
): Promise<{ jobs: Job[]; last: TargetKey | null }> {
  const due = await documentsToClose(knex, { now, horizonMinutes, after, limit: DUE_PER_READ });
  const keys = due.map(({ key }) => key);
  const closed = await closedAges(knex, keys);
  const sealed = new Set((await sealedTargets(knex, keys)).map(targetId));
  const jobs = due
    .filter(({ key, firstPublishedAt }) => {
      const known = closed.get(targetId(key));
      const missing = ageLadder(horizonMinutes).some(
        (age) => firstPublishedAt + age * MINUTE_MS <= now && !known?.has(age)
      );
      return missing && !sealed.has(targetId(key));
    })
    .map(({ key, firstPublishedAt }): Job => {
      const to = firstPublishedAt + horizonMinutes * MINUTE_MS + 1;
      const affected = { hours: [], days: [], ages: true, from: firstPublishedAt, to };
      return { key, marks: [], firstPublishedAt, affected, ages: true };
    });
  return { jobs, last: keys[keys.length - 1] ?? null };
}

/** Read, count and write a few documents. @returns how many rows were written. */
async function countAgain(knex: Knex, jobs: readonly Job[], payload: RollupPayload): Promise<number> {
  const ranges = jobs
    .filter(({ affected }) => affected.to > affected.from)
    .map(({ key, affected: { from, to } }) => ({ key, from, to }));
  const eventsOf = new Map((await readRanges(knex, ranges)).map(({ key, events }) => [targetId(key), events]));

  let rows = 0;
  let batch: Counted[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0) rows += await writeTogether(knex, batch, payload.now);
    batch = [];
    size = 0;
  };
  for (const job of jobs) {
    for (const counted of countDocument(job, eventsOf.get(targetId(job.key)) ?? [], payload)) {
      const own = counted.buckets.length + counted.ages.length;
      if (size + own > LIMITS.bucketsPerRollup) await flush();
      batch.push(counted);
      size += own;
    }
  }
  await flush();
  return rows;
}

/** What one document's transaction writes and which marks it clears. */
interface Counted {
  readonly marks: readonly Mark[];
  readonly buckets: readonly Bucket[];
  readonly ages: readonly StoredAge[];
}

/**
 * Buckets of one document, in parts small enough for a short transaction. A day, and the ages, go with the last dirty
 * hour they depend on: should the process die before, that hour's mark is still there and has them counted again.
 */
function countDocument(job: Job, events: readonly RawEvent[], payload: RollupPayload): Counted[] {
  const { key, marks, affected, firstPublishedAt } = job;
  const between = (from: number, to: number) => events.slice(lowerBound(events, from), lowerBound(events, to));
  const hours = affected.hours.map((start): Bucket => ({
    key,
    granularity: 'hour',
    start,
    counters: countEvents(between(start, start + HOUR_MS)),
  }));
  const days = affected.days.map(({ start, end }): Bucket => ({
    key,
    granularity: 'day',
    start,
    counters: countEvents(between(start, end)),
  }));
  const ages =
    job.ages && firstPublishedAt !== null
      ? countAges(events, firstPublishedAt, ageLadder(payload.horizonMinutes)).map((counter): StoredAge => {
          const closed = firstPublishedAt + counter.ageMinutes * MINUTE_MS <= payload.now;
          return { key, counter, closed };
        })
      : [];

  const perPart = LIMITS.bucketsPerRollup / 2;
  if (hours.length <= perPart) return [{ marks, buckets: [...hours, ...days], ages }];

  const window = { start: firstPublishedAt ?? Infinity, end: affected.to };
  const parts: Counted[] = [];
  // Marks and hours are both one per hour, ascending: a part clears the marks of the hours it writes.
  for (let at = 0; at < hours.length; at += perPart) {
    const own = affected.hours.slice(at, at + perPart);
    const later = affected.hours.slice(at + perPart);
    const last = ({ start, end }: { start: number; end: number }) =>
      own.some((hour) => touches(hour, start, end)) && !later.some((hour) => touches(hour, start, end));
    parts.push({
      marks: marks.slice(at, at + perPart),
      buckets: [...hours.slice(at, at + perPart), ...days.filter((_, index) => last(affected.days[index]!))],
      ages: last(window) ? ages : [],
    });
  }
  return parts;
}

const touches = (hour: number, start: number, end: number): boolean => hour < end && hour + HOUR_MS > start;

async function writeTogether(knex: Knex, batch: readonly Counted[], now: number): Promise<number> {
  return knex.transaction(async (trx) => {
    const buckets: Bucket[] = [];
    const ages: StoredAge[] = [];
    for (const counted of batch) {
      // A mark is gone: another run has counted this document since we read it, and knows more than we do.
      if (!(await clearMarks(trx, counted.marks))) continue;
      buckets.push(...counted.buckets);
      ages.push(...counted.ages);
    }
    await writeBuckets(trx, buckets, now);
    await writeAges(trx, ages, now);
    return buckets.length + ages.length;
  });
}

/** Index of the first event at or after an instant. */
function lowerBound(events: readonly RawEvent[], instant: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && event.occurredAt < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
