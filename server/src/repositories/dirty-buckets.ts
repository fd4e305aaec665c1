import type { Knex } from 'knex';

import type { TargetKey } from '../core/target';
import { type EventRange, withinRange } from './events';
import { insertRows, pieces, ROWS_PER_STATEMENT } from './statements';
import { TABLES } from './tables';
import { compareTargets, ofDocuments, TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromBigint, isSqlite, selectMs, toColumn } from './time';

export interface DirtyHour {
  readonly key: TargetKey;
  /** Start of the UTC hour. */
  readonly hourStart: number;
}

/** A dirty hour as it was when read. */
export interface Mark extends DirtyHour {
  readonly mark: number;
}

const COLUMNS = [...TARGET_COLUMNS, 'hour_start', 'mark'];
const KEY = [...TARGET_COLUMNS, 'hour_start'];
/** Every new change makes the mark larger, so that a reader can tell whether it has seen the latest. */
const AGAIN = `do update set "mark" = "${TABLES.dirtyBuckets}"."mark" + 1`;
const HOUR_MS = 3_600_000;

/**
 * Where a new mark starts. A mark that was cleared and made anew must not look like the one before it: it starts
 * above every value the old one can have reached.
 */
const firstMark = (): number => Date.now() * 1_000;

/** Say that the raw events of these hours changed, in the transaction that changes them. */
export async function markHours(knex: Knex, hours: readonly DirtyHour[]): Promise<void> {
  const unique = new Map<string, DirtyHour>();
  for (const hour of hours) unique.set(`${Object.values(targetValues(hour.key)).join('|')}|${hour.hourStart}`, hour);
  // Sorted, so that two transactions lock rows in the same order; those that clear marks do as well.
  const sorted = [...unique.values()].sort((a, b) => compareTargets(a.key, b.key) || a.hourStart - b.hourStart);
  const mark = firstMark();
  for (const piece of pieces(sorted, ROWS_PER_STATEMENT)) {
    const rows = piece.map(({ key, hourStart }) => [...targetValues(key), hourStart, mark]);
    await insertRows(knex, TABLES.dirtyBuckets, COLUMNS, rows, { columns: KEY, action: AGAIN });
  }
}

/** Say that every hour with events must be counted again: of some documents, or of all. One statement. */
export async function markAll(
  knex: Knex,
  documents: readonly { readonly uid: string; readonly documentId: string }[] | null
): Promise<void> {
  if (documents?.length === 0) return;
  const hour = hourOfEvent(knex);
  const source = knex(TABLES.events)
    .select(...TARGET_COLUMNS, knex.raw(`${hour} as "hour_start"`), knex.raw('? as "mark"', [firstMark()]))
    .groupBy(...TARGET_COLUMNS)
    .groupByRaw(hour)
    // SQLite can't tell "on conflict" from a join's "on" without a condition before it.
    .whereRaw('1 = 1');
  if (documents !== null) void source.where(ofDocuments(documents));
  // The order of `markHours`; SQLite compares code units anyway and has one writer.
  if (!isSqlite(knex)) {
    void source.orderByRaw([...TARGET_COLUMNS.map((column) => `"${column}" collate "C"`), '"hour_start"'].join(', '));
  }
  const { sql, bindings } = source.toSQL();
  const names = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(',');
  await knex.raw(
    `insert into "${TABLES.dirtyBuckets}" (${names(COLUMNS)}) ${sql} on conflict (${names(KEY)}) ${AGAIN}`,
    bindings as Knex.RawBinding[]
  );
}

/** SQL: start of the UTC hour an event lies in. */
const hourOfEvent = (knex: Knex): string =>
  isSqlite(knex)
    ? `"occurred_at" - "occurred_at" % ${HOUR_MS}`
    : `(floor(extract(epoch from "occurred_at") / 3600) * ${HOUR_MS})::bigint`;

/**
 * Hours of a document that can be counted again: those with raw events, and those with a bucket that is not sealed.
 *
 * @param range from and to are starts of hours.
 */
export async function countableHours(knex: Knex, range: EventRange): Promise<number[]> {
  const [uid, documentId, locale] = targetValues(range.key);
  const withEvents = (await knex(TABLES.events)
    .where(withinRange(knex, range))
    .distinct(knex.raw(`${hourOfEvent(knex)} as "hour_start"`))) as Record<string, unknown>[];
  const counted = (await knex(TABLES.rollups)
    .where({ target_uid: uid, target_document_id: documentId, target_locale: locale, granularity: 'hour' })
    .where('bucket_start', '>=', toColumn(knex, range.from))
    .where('bucket_start', '<', toColumn(knex, range.to))
    .whereRaw('not "sealed"')
    .select(selectMs(knex, 'bucket_start', 'hour_start'))) as Record<string, unknown>[];
  return [...new Set([...withEvents, ...counted].map((row) => Number(row['hour_start'])))].sort((a, b) => a - b);
}

/** The next marks in key order, after the one given; at most `limit`. */
export async function readMarks(knex: Knex, after: DirtyHour | null, limit: number): Promise<Mark[]> {
  const query = knex(TABLES.dirtyBuckets)
    .select(...COLUMNS)
    .orderBy(KEY.map((column) => ({ column, order: 'asc' as const })))
    .limit(limit);
  if (after !== null) {
    void query.whereRaw(`(${KEY.join(',')}) > (?,?,?,?)`, [...targetValues(after.key), after.hourStart]);
  }
  return ((await query) as Record<string, unknown>[]).map((row) => ({
    key: targetOf(row),
    hourStart: fromBigint(row['hour_start']),
    mark: fromBigint(row['mark']),
  }));
}

/**
 * Lock the marks, and clear those that have not changed since they were read; a changed one stays for the next round.
 * False, and nothing is cleared, when one is gone: somebody else has counted it meanwhile, from newer events than ours.
 *
 * @param marks of one document; a transaction that clears those of several takes them in order of `compareTargets`.
 */
export async function clearMarks(knex: Knex, marks: readonly Mark[]): Promise<boolean> {
  const [first] = marks;
  if (first === undefined) return true;
  const [uid, documentId, locale] = targetValues(first.key);
  const ofTarget = (hours: readonly number[]) =>
    knex(TABLES.dirtyBuckets)
      .where({ target_uid: uid, target_document_id: documentId, target_locale: locale })
      .whereIn('hour_start', hours);

  const current = new Map<number, number>();
  for (const piece of pieces(marks, ROWS_PER_STATEMENT)) {
    const query = ofTarget(piece.map(({ hourStart }) => hourStart))
      .orderBy('hour_start')
      .select('hour_start', 'mark');
    const rows = (await (isSqlite(knex) ? query : query.forUpdate())) as Record<string, unknown>[];
    for (const row of rows) current.set(fromBigint(row['hour_start']), fromBigint(row['mark']));
  }
  if (current.size < marks.length) return false;

  const unchanged = marks.filter(({ hourStart, mark }) => current.get(hourStart) === mark);
  for (const piece of pieces(unchanged, ROWS_PER_STATEMENT)) {
    await ofTarget(piece.map(({ hourStart }) => hourStart)).delete();
  }
  return true;
}

/** Whether raw events of a document changed in an hour that starts in from <= start < to, and were not counted since. */
export async function hasMarks(knex: Knex, key: TargetKey, from: number, to: number): Promise<boolean> {
  const [uid, documentId, locale] = targetValues(key);
  const mark: unknown = await knex(TABLES.dirtyBuckets)
    .where({ target_uid: uid, target_document_id: documentId, target_locale: locale })
    .where('hour_start', '>=', from)
    .where('hour_start', '<', to)
    .first('hour_start');
  return mark !== undefined;
}

export async function countMarks(knex: Knex): Promise<number> {
  const [row] = (await knex(TABLES.dirtyBuckets).count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
}
