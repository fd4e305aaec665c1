import type { Knex } from 'knex';

import type { Device } from '../core/events/device';
import type { EventType } from '../core/events/event-types';
import type { SourceType } from '../core/events/source-type';
import type { TargetKey } from '../core/target';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromFullColumn, selectMs } from './time';

/** What the live stream shows of an event: no hash of a visitor, a session or a network is read. */
export interface NewestEvent {
  readonly id: string;
  readonly type: EventType;
  readonly name: string | null;
  readonly key: TargetKey;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly sourceType: SourceType | null;
  readonly device: Device | null;
  readonly bot: boolean;
  readonly value: number | null;
  readonly scroll: number | null;
}

export interface NewestFilter {
  readonly type?: EventType | undefined;
  readonly key?: TargetKey | undefined;
  /** Received at or after. */
  readonly since?: number | undefined;
}

/**
 * The newest events, the newest first. Rows are taken from the end of an index, `among` of them at most, whatever the
 * table has grown to: in the order they were inserted or, of one document, in that of their times.
 */
export async function newestEvents(
  knex: Knex,
  { type, key, since }: NewestFilter,
  { limit, among }: { readonly limit: number; readonly among: number }
): Promise<NewestEvent[]> {
  const newest = knex(TABLES.events)
    .limit(among)
    .select(
      'id',
      'type',
      'name',
      ...TARGET_COLUMNS,
      'source_type',
      'device',
      'bot',
      'value',
      'scroll',
      selectMs(knex, 'occurred_at', 'occurred_ms'),
      selectMs(knex, 'received_at', 'received_ms')
    );
  if (key === undefined) void newest.orderBy('id', 'desc');
  else {
    const [uid, documentId, locale] = targetValues(key);
    void newest
      .where({ target_uid: uid, target_document_id: documentId, target_locale: locale })
      .orderBy('occurred_at', 'desc');
  }
  const fitting = knex.from(newest.as('newest')).limit(limit).select('*');
  if (type !== undefined) void fitting.where({ type });
  if (since !== undefined) void fitting.where('received_ms', '>=', since);
  const rows = (await fitting.orderBy(key === undefined ? 'id' : 'occurred_ms', 'desc')) as Record<string, unknown>[];
  return rows.map((row) => ({
    id: String(row['id']),
    type: row['type'] as EventType,
    name: row['name'] as string | null,
    key: targetOf(row),
    occurredAt: fromFullColumn(row['occurred_ms']),
    receivedAt: fromFullColumn(row['received_ms']),
    sourceType: row['source_type'] as SourceType | null,
    device: row['device'] as Device | null,
    bot: row['bot'] === true || row['bot'] === 1,
    value: row['value'] as number | null,
    scroll: row['scroll'] as number | null,
  }));
}
