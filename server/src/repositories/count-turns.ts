import type { Knex } from 'knex';

import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { insertRows, pieces, ROWS_PER_STATEMENT } from './statements';
import { TABLES } from './tables';
import { compareTargets, ofDocuments, TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromBigint, isSqlite } from './time';

/**
 * A number per document that grows whenever its counts are written. Whoever counts a document reads it before the raw
 * events, and writes only if it is still the same: else somebody counted meanwhile, from events as new as ours or newer.
 * A mark alone can't tell: two that count the same day may each have come for another hour of it.
 */
export interface CountTurn {
  readonly key: TargetKey;
  readonly turn: number;
}

const COLUMNS = [...TARGET_COLUMNS, 'turn'];
const TURN = `"${TABLES.countTurns}"."turn"`;

/** Turns of some documents by `targetId`; one that was never counted has none, which is turn 0. */
export async function readTurns(knex: Knex, keys: readonly TargetKey[]): Promise<Map<string, number>> {
  const turns = new Map<string, number>();
  for (const piece of pieces(keys, ROWS_PER_STATEMENT)) {
    const rows = (await knex(TABLES.countTurns)
      .where(ofDocuments(piece))
      .select(...COLUMNS)) as Record<string, unknown>[];
    for (const row of rows) turns.set(targetId(targetOf(row)), fromBigint(row['turn']));
  }
  return turns;
}

/**
 * In the transaction that writes counts, before all else: take the next turn of each document whose turn is still the
 * one seen. Nobody else can until the transaction ends.
 *
 * @returns `targetId`s of the documents whose counts may be written.
 */
export const takeTurns = async (trx: Knex, seen: readonly CountTurn[]): Promise<Set<string>> =>
  next(trx, seen, `do update set "turn" = excluded."turn" where ${TURN} = excluded."turn" - 1`);

/** What is being counted of these documents just now is out of date: it will not be written. */
export const passTurns = async (trx: Knex, keys: readonly TargetKey[]): Promise<void> => {
  await next(
    trx,
    keys.map((key) => ({ key, turn: 0 })),
    `do update set "turn" = ${TURN} + 1`
  );
};

/**
 * In a transaction that adds raw events whose hours may be sealed, before all else: nobody takes or passes these
 * documents' turns until it ends, and so nobody seals an hour of theirs meanwhile. Many may hold a turn at once.
 */
export async function holdTurns(trx: Knex, keys: readonly TargetKey[]): Promise<void> {
  // On SQLite a transaction that writes is alone anyway.
  if (isSqlite(trx)) return;
  const sorted = [...new Map(keys.map((key) => [targetId(key), key])).values()].sort(compareTargets);
  const order = TARGET_COLUMNS.map((column) => `"${column}" collate "C"`).join(', ');
  for (const piece of pieces(sorted, ROWS_PER_STATEMENT)) {
    const rows = piece.map((key) => [...targetValues(key), 0]);
    // A document that was never counted has no row yet that could be held.
    await insertRows(trx, TABLES.countTurns, COLUMNS, rows, { columns: TARGET_COLUMNS, action: 'do nothing' });
    await trx(TABLES.countTurns)
      .whereIn([...TARGET_COLUMNS], piece.map(targetValues))
      .orderByRaw(order)
      .forShare()
      .select('turn');
  }
}

async function next(trx: Knex, seen: readonly CountTurn[], action: string): Promise<Set<string>> {
  // Sorted, so that two transactions lock rows in the same order.
  const sorted = [...seen].sort((a, b) => compareTargets(a.key, b.key));
  const taken = new Set<string>();
  for (const piece of pieces(sorted, ROWS_PER_STATEMENT)) {
    const rows = piece.map(({ key, turn }) => [...targetValues(key), turn + 1]);
    const conflict = { columns: TARGET_COLUMNS, action };
    const changed = await insertRows(trx, TABLES.countTurns, COLUMNS, rows, conflict, TARGET_COLUMNS);
    for (const row of changed) taken.add(targetId(targetOf(row)));
  }
  return taken;
}
