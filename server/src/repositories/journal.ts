import type { Knex } from 'knex';

import { insertRows } from './statements';
import { orderedId } from './strapi-columns';
import { TABLES } from './tables';
import { fromBigint } from './time';

/** 'audit': somebody changed something. 'incident': something happened. */
export type JournalKind = 'audit' | 'incident';
export type JournalLevel = 'info' | 'warning' | 'danger';
export type JournalDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface NewEntry {
  /** Milliseconds since 1970, by the system's clock. */
  readonly at: number;
  readonly kind: JournalKind;
  readonly level: JournalLevel;
  /** What happened, as a code the admin translates. */
  readonly code: string;
  /** E-mail of who did it; null when nobody did. */
  readonly actor: string | null;
  /** What it concerns: a model version, a key's name, a job, a process. */
  readonly subject: string | null;
  readonly detail: JournalDetail;
}

export interface JournalEntry extends NewEntry {
  readonly entryId: string;
  /** When something that lasted was over; null while it lasts, and for what does not last. */
  readonly endedAt: number | null;
}

/** Incidents that last, until their end is noted. */
const LASTING = ['redis-away', 'database-away', 'clock-differs'];

const COLUMNS = ['entry_id', 'at', 'kind', 'level', 'code', 'actor', 'subject', 'detail', 'ended_at'];

/** @returns the id under which its end may be noted. */
export async function insertEntry(knex: Knex, entry: NewEntry): Promise<string> {
  const id = orderedId(entry.at);
  const { at, kind, level, code, actor, subject, detail } = entry;
  await insertRows(knex, TABLES.journal, COLUMNS, [
    [id, at, kind, level, code, actor, subject, JSON.stringify(detail), null],
  ]);
  return id;
}

export async function endEntry(knex: Knex, entryId: string, at: number): Promise<void> {
  await knex(TABLES.journal).where('entry_id', entryId).update({ ended_at: at });
}

/** End what lasts for others than these processes, each as `host pid`. */
export async function endLasting(knex: Knex, living: readonly string[], at: number): Promise<void> {
  await knex(TABLES.journal)
    .where('kind', 'incident')
    .whereIn('code', LASTING)
    .whereNull('ended_at')
    .whereNotIn('subject', [...living])
    .update({ ended_at: at });
}

export interface JournalPage {
  readonly kind?: JournalKind | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** Newest first. */
export async function readJournal(
  knex: Knex,
  { kind, page, pageSize }: JournalPage
): Promise<{ entries: JournalEntry[]; total: number }> {
  const wanted = () => (kind === undefined ? knex(TABLES.journal) : knex(TABLES.journal).where({ kind }));
  const [count] = (await wanted().count({ total: '*' })) as { total: unknown }[];
  const rows = (await wanted()
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(pageSize)
    .offset((page - 1) * pageSize)) as Record<string, unknown>[];
  return { entries: rows.map(entryOf), total: Number(count?.total ?? 0) };
}

/** Incidents since an instant that ask for an operator: grave ones, and those that have not ended. */
export async function countWorrying(knex: Knex, since: number): Promise<number> {
  const [row] = (await knex(TABLES.journal)
    .where('kind', 'incident')
    .where('at', '>', since)
    .where((any) => any.where('level', 'danger').orWhere((one) => one.whereIn('code', LASTING).whereNull('ended_at')))
    .count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
}

/** Delete the oldest entries from before `before`, and those beyond the newest `keep`. @returns how many; at most `atMost`. */
export async function deleteOldest(
  knex: Knex,
  { before, keep, atMost }: { before: number; keep: number; atMost: number }
): Promise<number> {
  const [count] = (await knex(TABLES.journal).count({ total: '*' })) as { total: unknown }[];
  const surplus = Math.max(0, Number(count?.total ?? 0) - keep);
  const oldest = (await knex(TABLES.journal).orderBy(['at', 'id']).limit(atMost).select('id', 'at')) as {
    id: number;
    at: unknown;
  }[];
  const doomed = oldest.filter(({ at }, position) => position < surplus || fromBigint(at) < before);
  if (doomed.length > 0)
    await knex(TABLES.journal)
      .whereIn(
        'id',
        doomed.map(({ id }) => id)
      )
      .delete();
  return doomed.length;
}

const entryOf = (row: Record<string, unknown>): JournalEntry => ({
  entryId: String(row['entry_id']),
  at: fromBigint(row['at']),
  kind: row['kind'] as JournalKind,
  level: row['level'] as JournalLevel,
  code: String(row['code']),
  actor: row['actor'] === null ? null : String(row['actor']),
  subject: row['subject'] === null ? null : String(row['subject']),
  detail: JSON.parse(String(row['detail'])) as JournalDetail,
  endedAt: row['ended_at'] === null ? null : fromBigint(row['ended_at']),
});
