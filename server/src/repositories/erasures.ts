import type { Knex } from 'knex';

import { insertRows } from './statements';
import { orderedId } from './strapi-columns';
import { TABLES } from './tables';

/** A visitor who is to be erased, or was. Times in milliseconds since 1970. */
export interface Erasure {
  readonly erasureId: string;
  /** The keyed hash that stands in the visitor's events; null once it is done. */
  readonly visitor: string | null;
  readonly requestedBy: string;
  readonly requestedAt: number;
  /** When it was last taken up. */
  readonly triedAt: number | null;
  /** Everything acknowledged before this instant is gone. */
  readonly erasedUntil: number | null;
  readonly finishedAt: number | null;
  /** Events there were when it was asked for; and what is gone so far. */
  readonly found: number;
  readonly events: number;
  readonly quarantined: number;
}

export type NewErasure = Pick<Erasure, 'requestedBy' | 'requestedAt' | 'found'> & { readonly visitor: string };

const COLUMNS = [
  'erasure_id',
  'visitor',
  'requested_by',
  'requested_at',
  'tried_at',
  'erased_until',
  'finished_at',
  'found',
  'events',
  'quarantined',
] as const;

/** @returns its id. */
export async function insertErasure(
  trx: Knex,
  { visitor, requestedBy, requestedAt, found }: NewErasure
): Promise<string> {
  const id = orderedId(requestedAt);
  await insertRows(
    trx,
    TABLES.erasures,
    [...COLUMNS],
    [[id, visitor, requestedBy, requestedAt, null, null, null, found, 0, 0]]
  );
  return id;
}

const wanted = (knex: Knex): Knex.QueryBuilder => knex(TABLES.erasures).select(...COLUMNS);

export async function findErasure(knex: Knex, erasureId: string): Promise<Erasure | null> {
  const row = (await wanted(knex).where('erasure_id', erasureId).first()) as Record<string, unknown> | undefined;
  return row === undefined ? null : erasureOf(row);
}

/** Those that are not done, the oldest first; at most `limit`. */
export async function openErasures(knex: Knex, limit: number): Promise<Erasure[]> {
  const rows = await wanted(knex).whereNull('finished_at').orderBy(['requested_at', 'id']).limit(limit);
  return (rows as Record<string, unknown>[]).map(erasureOf);
}

/** The newest first. */
export async function latestErasures(knex: Knex, limit: number): Promise<Erasure[]> {
  const order = (['requested_at', 'id'] as const).map((column) => ({ column, order: 'desc' as const }));
  const rows = await wanted(knex).orderBy(order).limit(limit);
  return (rows as Record<string, unknown>[]).map(erasureOf);
}

/** So much more is gone; in the transaction that deletes it. */
export async function addErased(
  trx: Knex,
  erasureId: string,
  { events = 0, quarantined = 0 }: { readonly events?: number; readonly quarantined?: number }
): Promise<void> {
  await trx(TABLES.erasures).where('erasure_id', erasureId).increment({ events, quarantined });
}

export async function tryErasure(knex: Knex, erasureId: string, at: number): Promise<void> {
  await knex(TABLES.erasures).where('erasure_id', erasureId).update({ tried_at: at });
}

/** It is done: whom it concerned is forgotten here as well. */
export async function finishErasure(
  trx: Knex,
  erasureId: string,
  { erasedUntil, finishedAt }: { readonly erasedUntil: number; readonly finishedAt: number }
): Promise<void> {
  await trx(TABLES.erasures)
    .where('erasure_id', erasureId)
    .update({ visitor: null, erased_until: erasedUntil, finished_at: finishedAt });
}

/** Let go of those that are done and were asked for before an instant. @returns how many. */
export const deleteErasuresBefore = (knex: Knex, before: number): Promise<number> =>
  knex(TABLES.erasures).whereNotNull('finished_at').where('requested_at', '<', before).delete();

const timeOf = (value: unknown): number | null => (value === null ? null : Number(value));

const erasureOf = (row: Record<string, unknown>): Erasure => ({
  erasureId: String(row['erasure_id']),
  visitor: row['visitor'] === null ? null : String(row['visitor']),
  requestedBy: String(row['requested_by']),
  requestedAt: Number(row['requested_at']),
  triedAt: timeOf(row['tried_at']),
  erasedUntil: timeOf(row['erased_until']),
  finishedAt: timeOf(row['finished_at']),
  found: Number(row['found']),
  events: Number(row['events']),
  quarantined: Number(row['quarantined']),
});
