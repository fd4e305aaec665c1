import type { Knex } from 'knex';

import type { Device } from '../core/events/device';
import type { DetailedEvent, EventType } from '../core/events/event-types';
import type { SourceType } from '../core/events/source-type';
import type { SourcedEvent } from '../core/rollup/fair-share';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { insertRows, type Value } from './statements';
import { STRAPI_COLUMNS, strapiValues } from './strapi-columns';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromFullColumn, selectMs, toColumn } from './time';

/** An event ready to be stored. Times in milliseconds since 1970. */
export interface StoredEvent {
  readonly eventKey: string;
  readonly eventId: string;
  readonly type: EventType;
  readonly name: string | null;
  readonly key: TargetKey;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly visitor: string | null;
  readonly session: string | null;
  readonly source: string | null;
  readonly sourceType: SourceType | null;
  readonly device: Device | null;
  readonly bot: boolean;
  readonly value: number | null;
  /** Of an engagement: deepest share of the page seen, 0-1. */
  readonly scroll: number | null;
  readonly properties: Readonly<Record<string, string | number | boolean>> | null;
  /** The import that brought it; null of live events. */
  readonly importKey?: string | null;
}

/** A raw event with all that is counted of it. */
export type CountedEvent = DetailedEvent & SourcedEvent;

/** Raw events of one document, ascending in time, equal ones by key. */
export interface DocumentEvents {
  readonly key: TargetKey;
  readonly events: readonly CountedEvent[];
}

export interface EventRange {
  readonly key: TargetKey;
  /** from <= occurredAt < to */
  readonly from: number;
  readonly to: number;
}

const COLUMNS = [
  'event_key',
  'event_id',
  'type',
  'name',
  ...TARGET_COLUMNS,
  'occurred_at',
  'received_at',
  'visitor',
  'session',
  'source',
  'source_type',
  'device',
  'bot',
  'value',
  'scroll',
  'properties',
  'import_key',
  ...STRAPI_COLUMNS,
];

/**
 * Store events; those whose key is known already are left alone.
 *
 * @param events at most `LIMITS.eventsPerInsert` of the database.
 * @returns keys that are new with this call.
 */
export async function insertEvents(knex: Knex, events: readonly StoredEvent[]): Promise<Set<string>> {
  // One order for every process: two transactions that insert the same keys wait for each other and never in a circle.
  const sorted = [...events].sort((a, b) => (a.eventKey < b.eventKey ? -1 : a.eventKey > b.eventKey ? 1 : 0));
  const rows = sorted.map((event): Value[] => [
    event.eventKey,
    event.eventId,
    event.type,
    event.name,
    ...targetValues(event.key),
    toColumn(knex, event.occurredAt),
    toColumn(knex, event.receivedAt),
    event.visitor,
    event.session,
    event.source,
    event.sourceType,
    event.device,
    event.bot,
    event.value,
    event.scroll,
    event.properties === null ? null : JSON.stringify(event.properties),
    event.importKey ?? null,
    ...strapiValues(knex, event.receivedAt),
  ]);
  const conflict = { columns: ['event_key'], action: 'do nothing' };
  const stored = await insertRows(knex, TABLES.events, COLUMNS, rows, conflict, ['event_key']);
  return new Set(stored.map((row) => String(row['event_key'])));
}

const RAW_COLUMNS = [
  'event_key',
  'type',
  'visitor',
  'session',
  'source',
  'source_type',
  'device',
  'bot',
  'value',
  'scroll',
] as const;

/**
 * Raw events of several documents, each within its own range, in one query; null when there are more than `limit`, so
 * that no busy hour fills the memory. At most some hundred ranges.
 */
export async function readRanges(
  knex: Knex,
  ranges: readonly EventRange[],
  limit: number
): Promise<DocumentEvents[] | null> {
  if (ranges.length === 0) return [];
  const rows = (await knex(TABLES.events)
    .where((any) => {
      for (const range of ranges) void any.orWhere(withinRange(knex, range));
    })
    .limit(limit + 1)
    .select(...TARGET_COLUMNS, ...RAW_COLUMNS, selectMs(knex, 'occurred_at', 'occurred_ms'))) as Record<
    string,
    unknown
  >[];
  if (rows.length > limit) return null;

  const byId = new Map<string, { key: TargetKey; events: CountedEvent[] }>();
  for (const row of rows.sort(byTimeAndKey)) {
    const key = targetOf(row);
    const id = targetId(key);
    let document = byId.get(id);
    if (!document) byId.set(id, (document = { key, events: [] }));
    document.events.push(rawEventOf(row));
  }
  return [...byId.values()];
}

/** Raw events of one document within a range, ascending in time, at most `limit` in memory at once. */
export async function* readPages(knex: Knex, range: EventRange, limit: number): AsyncGenerator<CountedEvent[]> {
  let last: { readonly at: number; readonly eventKey: string } | null = null;
  for (;;) {
    const query = knex(TABLES.events)
      // From the last event on, and not from the first: each page is found by the index, however many came before.
      .where(withinRange(knex, last === null ? range : { ...range, from: last.at }))
      .orderBy(['occurred_at', 'event_key'])
      .limit(limit)
      .select(...RAW_COLUMNS, selectMs(knex, 'occurred_at', 'occurred_ms'));
    if (last !== null) {
      void query.whereRaw('("occurred_at", "event_key") > (?, ?)', [toColumn(knex, last.at), last.eventKey]);
    }
    const rows = (await query) as Record<string, unknown>[];
    yield rows.map(rawEventOf);
    const final: Record<string, unknown> | undefined = rows[rows.length - 1];
    if (final === undefined || rows.length < limit) return;
    last = { at: fromFullColumn(final['occurred_ms']), eventKey: String(final['event_key']) };
  }
}

/** A condition: events of one document within a range. */
export const withinRange =
  (knex: Knex, { key, from, to }: EventRange) =>
  (one: Knex.QueryBuilder): void => {
    const [uid, documentId, locale] = targetValues(key);
    void one
      .where({ target_uid: uid, target_document_id: documentId, target_locale: locale })
      .where('occurred_at', '>=', toColumn(knex, from))
      .where('occurred_at', '<', toColumn(knex, to));
  };

const byTimeAndKey = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  fromFullColumn(a['occurred_ms']) - fromFullColumn(b['occurred_ms']) ||
  (String(a['event_key']) < String(b['event_key']) ? -1 : 1);

const rawEventOf = (row: Record<string, unknown>): CountedEvent => ({
  type: row['type'] as EventType,
  occurredAt: fromFullColumn(row['occurred_ms']),
  visitor: row['visitor'] as string | null,
  session: row['session'] as string | null,
  source: row['source'] as string | null,
  sourceType: row['source_type'] as SourceType | null,
  device: row['device'] as Device | null,
  value: row['value'] as number | null,
  scroll: row['scroll'] as number | null,
  bot: row['bot'] === true || row['bot'] === 1,
});
