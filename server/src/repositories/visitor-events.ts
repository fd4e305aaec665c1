/** Raw events of a visitor who is known across days: one whose id the site gave, and who agreed to it. */
import type { Knex } from 'knex';

import { AGREED_MARK, LOCAL_MARK } from '../core/events';
import type { TargetKey } from '../core/target';
import { lockLease } from './leases';
import { fromJson } from './publications';
import { rowsOf } from './statements';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf } from './target-columns';
import { fromColumn, fromFullColumn, isSqlite, selectMs, toColumn } from './time';

export const KNOWN_INDEX = 'foresight_events_known_idx';

/**
 * Events of servers, which have no network, and of readers who agreed, whose network is marked. The index holds no
 * others: with every visitor in it, SQLite stores events at half the speed (docs/decisions/0027-known-visitors.md). A query must say it in
 * these words, without parameters, for the databases to see that the index has all it asks for.
 */
const KNOWN = `"visitor" is not null and ("source" is null or "source" like '${AGREED_MARK}%' or "source" like '${LOCAL_MARK}${AGREED_MARK}%')`;

/** Make the index at the first start: Strapi's schemas know none over a part of a table, and leave it alone. */
export async function makeKnownIndex(knex: Knex): Promise<void> {
  if (await hasKnownIndex(knex)) return;
  await knex.transaction(async (trx) => {
    // Of processes that start together the second one waits, and finds it.
    await lockLease(trx, 'known-index');
    if (await hasKnownIndex(trx)) return;
    await trx.raw(`create index "${KNOWN_INDEX}" on "${TABLES.events}" ("visitor") where ${KNOWN}`);
  });
}

async function hasKnownIndex(knex: Knex): Promise<boolean> {
  const sql = isSqlite(knex)
    ? `select 1 from sqlite_master where type = 'index' and tbl_name = ? and name = ?`
    : `select 1 from pg_indexes where schemaname = current_schema() and tablename = ? and indexname = ?`;
  return rowsOf(await knex.raw(sql, [TABLES.events, KNOWN_INDEX])).length > 0;
}

const eventsOf = (knex: Knex, visitor: string): Knex.QueryBuilder =>
  knex(TABLES.events).where({ visitor }).whereRaw(KNOWN);

export interface VisitorSummary {
  readonly events: number;
  /** Milliseconds since 1970; null without events. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** How many events of a visitor there are, and from when to when. */
export async function summarizeVisitor(knex: Knex, visitor: string): Promise<VisitorSummary> {
  const ms = (function_: 'min' | 'max') =>
    isSqlite(knex) ? `${function_}("occurred_at")` : `(extract(epoch from ${function_}("occurred_at")) * 1000)::float8`;
  const row = (await eventsOf(knex, visitor).first(
    knex.raw(`count(*) as "events", ${ms('min')} as "first_at", ${ms('max')} as "last_at"`)
  )) as Record<string, unknown>;
  return {
    events: Number(row['events']),
    firstAt: fromColumn(row['first_at']),
    lastAt: fromColumn(row['last_at']),
  };
}

/** All that a row of an event says, hashes included. */
export interface KeptEvent {
  readonly eventKey: string;
  readonly eventId: string;
  readonly type: string;
  readonly name: string | null;
  readonly key: TargetKey;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly session: string | null;
  readonly source: string | null;
  readonly sourceType: string | null;
  readonly device: string | null;
  readonly bot: boolean;
  readonly value: number | null;
  readonly scroll: number | null;
  readonly properties: Readonly<Record<string, string | number | boolean>> | null;
}

/** The next events of a visitor after one, ascending in time, equal ones by key. */
export async function readVisitor(
  knex: Knex,
  visitor: string,
  { after, limit }: { readonly after: Pick<KeptEvent, 'occurredAt' | 'eventKey'> | null; readonly limit: number }
): Promise<KeptEvent[]> {
  const query = eventsOf(knex, visitor)
    .orderBy(['occurred_at', 'event_key'])
    .limit(limit)
    .select(
      ...['event_key', 'event_id', 'type', 'name', ...TARGET_COLUMNS, 'session', 'source', 'source_type', 'device'],
      ...['bot', 'value', 'scroll', 'properties'],
      selectMs(knex, 'occurred_at', 'occurred_ms'),
      selectMs(knex, 'received_at', 'received_ms')
    );
  if (after !== null) {
    const from = [toColumn(knex, after.occurredAt), after.eventKey];
    void query.whereRaw('("occurred_at", "event_key") > (?, ?)', from);
  }
  return ((await query) as Record<string, unknown>[]).map(keptOf);
}

/** Any events of a visitor, as whoever erases them needs them; at most `limit`. */
export async function someOfVisitor(
  knex: Knex,
  visitor: string,
  limit: number
): Promise<{ readonly eventKey: string; readonly key: TargetKey; readonly occurredAt: number }[]> {
  const rows = (await eventsOf(knex, visitor)
    .limit(limit)
    .select('event_key', ...TARGET_COLUMNS, selectMs(knex, 'occurred_at', 'occurred_ms'))) as Record<string, unknown>[];
  return rows.map((row) => ({
    eventKey: String(row['event_key']),
    key: targetOf(row),
    occurredAt: fromFullColumn(row['occurred_ms']),
  }));
}

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));
const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

const keptOf = (row: Record<string, unknown>): KeptEvent => ({
  eventKey: String(row['event_key']),
  eventId: String(row['event_id']),
  type: String(row['type']),
  name: textOrNull(row['name']),
  key: targetOf(row),
  occurredAt: fromFullColumn(row['occurred_ms']),
  receivedAt: fromFullColumn(row['received_ms']),
  session: textOrNull(row['session']),
  source: textOrNull(row['source']),
  sourceType: textOrNull(row['source_type']),
  device: textOrNull(row['device']),
  bot: row['bot'] === true || row['bot'] === 1,
  value: numberOrNull(row['value']),
  scroll: numberOrNull(row['scroll']),
  properties: fromJson(row['properties']) as KeptEvent['properties'],
});
