import type { Knex } from 'knex';

import type { QuarantineReason } from '../core/events/quarantine-reasons';
import { insertRows, pieces, ROWS_PER_STATEMENT } from './statements';
import { TABLES } from './tables';
import { fromBigint, isSqlite } from './time';

/** An event that could not be accepted and is kept until somebody decides. Times in milliseconds since 1970. */
export interface QuarantinedEvent {
  readonly eventKey: string;
  readonly reason: QuarantineReason;
  /** What it says it belongs to; an empty string for what it does not say. */
  readonly uid: string;
  readonly documentId: string;
  /** The path it names, cut to what a column holds. */
  readonly url: string;
  /** Hashes, as of accepted events; null for a server's. */
  readonly source: string | null;
  readonly visitor: string | null;
  readonly firstAt: number;
  readonly lastAt: number;
  /** How often it was sent. */
  readonly times: number;
  /** All that is needed to take it in later, as JSON. */
  readonly payload: string;
}

/** What a list or a replay is limited to. */
export interface QuarantineFilter {
  readonly ids?: readonly string[] | undefined;
  readonly reason?: QuarantineReason | undefined;
  readonly documentId?: string | undefined;
  readonly url?: string | undefined;
  /** Hash of who sent them. */
  readonly visitor?: string | undefined;
  /** from <= last sent < to */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface QuarantineSize {
  readonly rows: number;
  readonly bytes: number;
}

const COLUMNS = [
  'event_key',
  'reason',
  'target_uid',
  'target_document_id',
  'url',
  'source',
  'visitor',
  'first_at',
  'last_at',
  'times',
  'bytes',
  'payload',
];
const Q = `"${TABLES.quarantine}"`;
const AGAIN = `do update set "times" = ${Q}."times" + excluded."times", "last_at" = excluded."last_at", "reason" = excluded."reason"`;
/** What a row takes beside its payload, about. */
const ROW_BYTES = 300;

/** Keep events; of those that are there already it is noted that they came again. */
export async function insertQuarantined(trx: Knex, events: readonly QuarantinedEvent[]): Promise<void> {
  const unique = new Map<string, QuarantinedEvent>();
  for (const event of events) {
    const times = (unique.get(event.eventKey)?.times ?? 0) + event.times;
    unique.set(event.eventKey, { ...event, times });
  }
  // Sorted, so that two transactions lock rows in the same order; so do those that delete.
  const sorted = [...unique.values()].sort((a, b) => (a.eventKey < b.eventKey ? -1 : 1));
  for (const piece of pieces(sorted, ROWS_PER_STATEMENT)) {
    const rows = piece.map((event) => [
      event.eventKey,
      event.reason,
      event.uid,
      event.documentId,
      event.url,
      event.source,
      event.visitor,
      event.firstAt,
      event.lastAt,
      event.times,
      ROW_BYTES + Buffer.byteLength(event.payload),
      event.payload,
    ]);
    await insertRows(trx, TABLES.quarantine, COLUMNS, rows, { columns: ['event_key'], action: AGAIN });
  }
}

/** Newest first. */
export async function listQuarantined(
  knex: Knex,
  filter: QuarantineFilter,
  { page, pageSize }: { readonly page: number; readonly pageSize: number }
): Promise<{ events: QuarantinedEvent[]; total: number }> {
  const total = await countQuarantined(knex, filter);
  const rows = (await knex(TABLES.quarantine)
    .where(fitting(filter))
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .select(...COLUMNS)) as Record<string, unknown>[];
  return { events: rows.map(eventOf), total };
}

export async function countQuarantined(knex: Knex, filter: QuarantineFilter): Promise<number> {
  const [count] = (await knex(TABLES.quarantine).where(fitting(filter)).count({ n: '*' })) as { n: unknown }[];
  return Number(count?.n ?? 0);
}

/** The next events of a replay or a discard, by key; all of those after one, or the first. */
export async function nextQuarantined(
  knex: Knex,
  filter: QuarantineFilter,
  { after, limit }: { readonly after: string | null; readonly limit: number }
): Promise<QuarantinedEvent[]> {
  const query = knex(TABLES.quarantine)
    .where(fitting(filter))
    .orderBy('event_key')
    .limit(limit)
    .select(...COLUMNS);
  if (after !== null) void query.where('event_key', '>', after);
  return ((await query) as Record<string, unknown>[]).map(eventOf);
}

/** @returns how many of these were still there. */
export async function deleteQuarantined(trx: Knex, eventKeys: readonly string[]): Promise<number> {
  let deleted = 0;
  for (const piece of pieces([...eventKeys].sort(), ROWS_PER_STATEMENT)) {
    const own = () => trx(TABLES.quarantine).whereIn('event_key', piece);
    if (!isSqlite(trx)) await own().orderBy('event_key').select('id').forUpdate();
    deleted += await own().delete();
  }
  return deleted;
}

/** How many events and bytes wait for each reason, and since when. */
export async function quarantineByReason(
  knex: Knex
): Promise<
  (QuarantineSize & { readonly reason: QuarantineReason; readonly oldest: number; readonly newest: number })[]
> {
  const rows = (await knex(TABLES.quarantine)
    .groupBy('reason')
    .orderBy('reason')
    .select('reason')
    .count({ n: '*' })
    .sum({ bytes: 'bytes' })
    .min({ oldest: 'first_at' })
    .max({ newest: 'last_at' })) as Record<string, unknown>[];
  return rows.map((row) => ({
    reason: row['reason'] as QuarantineReason,
    rows: Number(row['n']),
    bytes: Number(row['bytes']),
    oldest: fromBigint(row['oldest']),
    newest: fromBigint(row['newest']),
  }));
}

/**
 * Let go of the oldest: what lies beyond so many rows or bytes, and what was last sent before an instant.
 *
 * @returns how many; at most `atMost`.
 */
export async function trimQuarantine(
  trx: Knex,
  { rows, bytes, before, atMost }: QuarantineSize & { readonly before: number; readonly atMost: number }
): Promise<number> {
  const ranked = trx(TABLES.quarantine).select(
    'id',
    'last_at',
    trx.raw('row_number() over (order by "id" desc) as "place"'),
    trx.raw('sum("bytes") over (order by "id" desc) as "held"')
  );
  const doomed = trx
    .from(ranked.as('ranked'))
    .where((any) => void any.where('place', '>', rows).orWhere('held', '>', bytes).orWhere('last_at', '<', before))
    .orderBy('id')
    .limit(atMost)
    .select('id');
  const ids = ((await doomed) as { id: number }[]).map(({ id }) => id);
  if (ids.length === 0) return 0;
  const own = () => trx(TABLES.quarantine).whereIn('id', ids);
  if (isSqlite(trx)) return own().delete();
  // What somebody else is at work on is left for the next time: nobody waits for anybody in a circle.
  const free = (await own().orderBy('event_key').select('id').forUpdate().skipLocked()) as { id: number }[];
  return trx(TABLES.quarantine)
    .whereIn(
      'id',
      free.map(({ id }) => id)
    )
    .delete();
}

const fitting =
  ({ ids, reason, documentId, url, visitor, from, to }: QuarantineFilter) =>
  (one: Knex.QueryBuilder): void => {
    if (ids !== undefined) void one.whereIn('event_key', ids);
    if (reason !== undefined) void one.where({ reason });
    if (documentId !== undefined) void one.where('target_document_id', documentId);
    if (url !== undefined) void one.where({ url });
    if (visitor !== undefined) void one.where({ visitor });
    if (from !== undefined) void one.where('last_at', '>=', from);
    if (to !== undefined) void one.where('last_at', '<', to);
  };

const eventOf = (row: Record<string, unknown>): QuarantinedEvent => ({
  eventKey: String(row['event_key']),
  reason: row['reason'] as QuarantineReason,
  uid: String(row['target_uid']),
  documentId: String(row['target_document_id']),
  url: String(row['url']),
  source: row['source'] as string | null,
  visitor: row['visitor'] as string | null,
  firstAt: fromBigint(row['first_at']),
  lastAt: fromBigint(row['last_at']),
  times: Number(row['times']),
  payload: String(row['payload']),
});
