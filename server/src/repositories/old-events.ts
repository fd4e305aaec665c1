import type { Knex } from 'knex';

import type { TargetKey } from '../core/target';
import { withinRange } from './events';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromFullColumn, selectMs, toColumn } from './time';

/** A raw event as whoever deletes it needs it. */
export interface OldEvent {
  readonly eventKey: string;
  readonly occurredAt: number;
}

/** The next document that has raw events, in the database's order, after the one given; null after the last. One look into the index. */
export async function nextTarget(knex: Knex, after: TargetKey | null): Promise<TargetKey | null> {
  const query = knex(TABLES.events)
    .orderBy([...TARGET_COLUMNS])
    .first(...TARGET_COLUMNS);
  if (after !== null) void query.whereRaw(`(${TARGET_COLUMNS.join(',')}) > (?,?,?)`, targetValues(after));
  const row = (await query) as Record<string, unknown> | undefined;
  return row === undefined ? null : targetOf(row);
}

/** The next document, in the database's order, that has raw events or a bucket; null after the last. Two looks into indexes. */
export async function nextCountable(knex: Knex, after: TargetKey | null): Promise<TargetKey | null> {
  const first = (table: string) => {
    const query = knex(table)
      .select(...TARGET_COLUMNS)
      .orderBy([...TARGET_COLUMNS])
      .limit(1);
    if (after !== null) void query.whereRaw(`(${TARGET_COLUMNS.join(',')}) > (?,?,?)`, targetValues(after));
    return knex.select('*').from(query.as(table === TABLES.events ? 'e' : 'r'));
  };
  const row = (await knex
    .from(first(TABLES.events).unionAll(first(TABLES.rollups)).as('both'))
    .orderBy([...TARGET_COLUMNS])
    .first(...TARGET_COLUMNS)) as Record<string, unknown> | undefined;
  return row === undefined ? null : targetOf(row);
}

/** The oldest raw events of a document that happened before an instant, at most `limit`. */
export async function oldestEvents(knex: Knex, key: TargetKey, before: number, limit: number): Promise<OldEvent[]> {
  const [uid, documentId, locale] = targetValues(key);
  const rows = (await knex(TABLES.events)
    .where({ target_uid: uid, target_document_id: documentId, target_locale: locale })
    .where('occurred_at', '<', toColumn(knex, before))
    .orderBy('occurred_at')
    .limit(limit)
    .select('event_key', selectMs(knex, 'occurred_at', 'occurred_ms'))) as Record<string, unknown>[];
  return rows.map((row) => ({ eventKey: String(row['event_key']), occurredAt: fromFullColumn(row['occurred_ms']) }));
}

/** @returns how many there were. */
export const deleteEvents = (knex: Knex, eventKeys: readonly string[]): Promise<number> =>
  knex(TABLES.events)
    .whereIn('event_key', [...eventKeys])
    .delete();

/** Raw events of a document that an import brought, at most `limit`. */
export async function importedEvents(
  knex: Knex,
  key: TargetKey,
  { importKey, from, to }: { importKey: string; from: number; to: number },
  limit: number
): Promise<OldEvent[]> {
  const rows = (await knex(TABLES.events)
    .where(withinRange(knex, { key, from, to }))
    .where('import_key', importKey)
    .orderBy('occurred_at')
    .limit(limit)
    .select('event_key', selectMs(knex, 'occurred_at', 'occurred_ms'))) as Record<string, unknown>[];
  return rows.map((row) => ({ eventKey: String(row['event_key']), occurredAt: fromFullColumn(row['occurred_ms']) }));
}
