import type { Knex } from 'knex';

import { affectedBuckets, ageLadder, wholeDays } from '../../core/rollup';
import type { TargetKey } from '../../core/target';
import { targetId } from '../../core/target';
import { LIMITS } from '../../config/defaults';
import { closedAges, type StoredAge, writeAges } from '../../repositories/age-counters';
import { readTurns, takeTurns } from '../../repositories/count-turns';
import { clearMarks, type DirtyHour, type Mark, readMarks } from '../../repositories/dirty-buckets';
import { type EventRange, readPages, readRanges } from '../../repositories/events';
import { documentsToClose, firstPublications } from '../../repositories/publications';
import { type Bucket, sealedTargets, writeBuckets } from '../../repositories/rollups';
import { compareTargets } from '../../repositories/target-columns';
import type { Task } from '../context';
import { type Counted, documentCounter, type Job, partsOf } from '../rollup/count-document';

export interface RollupPayload {
  readonly timeZone: string;
  readonly horizonMinutes: number;
  /** Milliseconds since 1970, by the site's clock: ages that have passed by then are closed. */
  readonly now: number;
  /**
   * Look at every article for ages that have passed and were never counted, however long ago: an old one came by an
   * import, or nobody counted for days. Else only at articles that reach an age now or have reached their last lately.
   */
  readonly thorough: boolean;
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
/** Raw events in memory at once; documents with more are read page by page. */
const EVENTS_PER_READ = 50_000;
/** Documents closed at a time. */
const DUE_PER_READ = 400;
/** Rounds over all marks in one run: with readers arriving all the time there is always a new one. */
const MAX_ROUNDS = 10;
const MINUTE_MS = 60_000;
/** How long after an article's horizon a run that is not thorough still looks at it. */
const LATELY_MS = 2 * 24 * 60 * MINUTE_MS;

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
  const turns = await readTurns(knex, keys);
  const first = await firstPublications(knex, keys);
  const sealed = new Set((await sealedTargets(knex, keys)).map(targetId));
  return keys.map((key) => {
    const id = targetId(key);
    const ofTarget = byTarget.get(id) ?? [];
    const firstPublishedAt = first.get(id) ?? null;
    const { timeZone, horizonMinutes } = payload;
    const dirtyHours = ofTarget.map(({ hourStart }) => hourStart);
    const affected = affectedBuckets({ dirtyHours, firstPublishedAt, horizonMinutes, timeZone });
    const ages = affected.ages && !sealed.has(id);
    return { key, marks: ofTarget, turn: turns.get(id) ?? 0, firstPublishedAt, affected, ages };
  });
}

/** Documents with an age that has passed and no closed counter for it, whether or not anybody ever came. */
async function jobsOfDueAges(
  knex: Knex,
  { now, horizonMinutes, thorough, timeZone }: RollupPayload,
  after: TargetKey | null
): Promise<{ jobs: Job[]; last: TargetKey | null }> {
  const since = thorough ? null : now - horizonMinutes * MINUTE_MS - LATELY_MS;
  const keys = await documentsToClose(knex, { now, since, horizonMinutes, after, limit: DUE_PER_READ });
  const turns = await readTurns(knex, keys);
  const first = await firstPublications(knex, keys);
  const closed = await closedAges(knex, keys);
  const sealed = new Set((await sealedTargets(knex, keys)).map(targetId));
  const jobs = keys.flatMap((key): Job[] => {
    const id = targetId(key);
    const firstPublishedAt = first.get(id);
    if (firstPublishedAt === undefined || sealed.has(id)) return [];
    const hasPassed = (age: number) => firstPublishedAt + age * MINUTE_MS <= now;
    if (!ageLadder(horizonMinutes).some((age) => hasPassed(age) && !closed.get(id)?.has(age))) return [];
    const to = firstPublishedAt + horizonMinutes * MINUTE_MS + 1;
    const affected = { hours: [], days: [], ages: true, ...wholeDays(firstPublishedAt, to, timeZone) };
    return [{ key, marks: [], turn: turns.get(id) ?? 0, firstPublishedAt, affected, ages: true }];
  });
  return { jobs, last: keys[keys.length - 1] ?? null };
}

/** Read, count and write a few documents. @returns how many rows were written. */
async function countAgain(knex: Knex, jobs: readonly Job[], payload: RollupPayload): Promise<number> {
  const ranges = jobs.map(rangeOf).filter(({ from, to }) => to > from);
  const together = await readRanges(knex, ranges, EVENTS_PER_READ);
  const eventsOf = together && new Map(together.map(({ key, events }) => [targetId(key), events]));
  const turns = new Map(jobs.map(({ key, turn }) => [targetId(key), turn]));

  let rows = 0;
  let batch: Counted[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0) rows += await writeTogether(knex, batch, turns, payload.now);
    batch = [];
    size = 0;
  };
  for (const job of jobs) {
    const counter = documentCounter(job, payload);
    for (const pass of [counter.note, counter.add]) {
      if (eventsOf !== null) eventsOf.get(targetId(job.key))?.forEach(pass);
      else for await (const page of readPages(knex, rangeOf(job), EVENTS_PER_READ)) page.forEach(pass);
    }
    for (const counted of partsOf(job, counter.counts(payload.now))) {
      const own = counted.buckets.length + counted.ages.length;
      if (size + own > LIMITS.bucketsPerRollup) await flush();
      batch.push(counted);
      size += own;
    }
  }
  await flush();
  return rows;
}

const rangeOf = ({ key, affected: { from, to } }: Job): EventRange => ({ key, from, to });

/**
 * Write what was counted of some documents and clear its marks, in one transaction. A document that somebody else has
 * counted since we read it is left to them; what we saw of it and they did not is still marked.
 *
 * @param turns of the documents as they were when read; each that is written is a turn further afterwards.
 */
async function writeTogether(
  knex: Knex,
  batch: readonly Counted[],
  turns: Map<string, number>,
  now: number
): Promise<number> {
  const keys = new Map(batch.map(({ key }) => [targetId(key), key]));
  const seen = [...keys].map(([id, key]) => ({ key, turn: turns.get(id) ?? 0 }));
  return knex.transaction(async (trx) => {
    const ours = await takeTurns(trx, seen);
    const buckets: Bucket[] = [];
    const ages: StoredAge[] = [];
    // Parts of one document stay in order of their hours.
    for (const counted of [...batch].sort((a, b) => compareTargets(a.key, b.key))) {
      if (!ours.has(targetId(counted.key)) || !(await clearMarks(trx, counted.marks))) continue;
      buckets.push(...counted.buckets);
      ages.push(...counted.ages);
    }
    await writeBuckets(trx, buckets, now);
    await writeAges(trx, ages, now);
    for (const id of ours) turns.set(id, (turns.get(id) ?? 0) + 1);
    return buckets.length + ages.length;
  });
}
