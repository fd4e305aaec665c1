import type { Knex } from 'knex';

import type { EventType } from '../core/events/event-types';
import { hourStart } from '../core/rollup';
import { insertRows } from './statements';
import { TABLES } from './tables';
import { fromBigint } from './time';

/** What can become of an event that arrives, and of one that waits in quarantine. */
export const INTAKE_OUTCOMES = [
  'received',
  'accepted',
  'duplicate',
  'quarantined',
  'rejected',
  'replayed',
  'discarded',
  'dropped',
] as const;
export type IntakeOutcome = (typeof INTAKE_OUTCOMES)[number];

export interface IntakeCount {
  /** Start of the UTC hour. */
  readonly hourStart: number;
  readonly outcome: IntakeOutcome;
  /**
   * Why, of what was quarantined or rejected; the type of what was accepted (empty where it was counted before types
   * were); else an empty string.
   */
  readonly reason: string;
  readonly count: number;
}

/** An event that arrived, with what became of it. */
export interface Arrival {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** null where nothing of it could be read. */
  readonly type: EventType | null;
  readonly outcome: 'accepted' | 'duplicate' | 'quarantined' | 'rejected';
  /** Why, of what was quarantined or rejected. */
  readonly reason?: string;
}

/** What is added to the counts of the hours in which events arrived: one received, and one of what became of it. */
export function countArrivals(arrivals: readonly Arrival[]): IntakeCount[] {
  const counts = new Map<string, IntakeCount>();
  const add = (hour: number, outcome: IntakeOutcome, reason: string): void => {
    const id = `${hour}|${outcome}|${reason}`;
    counts.set(id, { hourStart: hour, outcome, reason, count: (counts.get(id)?.count ?? 0) + 1 });
  };
  for (const { receivedAt, outcome, type, reason = '' } of arrivals) {
    const hour = hourStart(receivedAt);
    add(hour, 'received', '');
    add(hour, outcome, outcome === 'accepted' ? (type ?? '') : reason);
  }
  return [...counts.values()];
}

const COLUMNS = ['hour_start', 'part', 'outcome', 'reason', 'n'];
const KEY = ['hour_start', 'part', 'outcome', 'reason'];
const ADD = `do update set "n" = "${TABLES.intake}"."n" + excluded."n"`;

/**
 * Add to the counts of some hours, in the transaction that stores what is counted.
 *
 * @param part which of an hour's rows: processes with different ones do not wait for each other.
 */
export async function addIntake(trx: Knex, part: number, counts: readonly IntakeCount[]): Promise<void> {
  const sums = new Map<string, IntakeCount>();
  for (const one of counts) {
    const key = `${one.hourStart}|${one.outcome}|${one.reason}`;
    sums.set(key, { ...one, count: (sums.get(key)?.count ?? 0) + one.count });
  }
  // Sorted, so that two transactions lock rows in the same order.
  const rows = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { hourStart, outcome, reason, count }]) =>
      count === 0 ? [] : [[hourStart, part, outcome, reason, count]]
    );
  await insertRows(trx, TABLES.intake, COLUMNS, rows, { columns: KEY, action: ADD });
}

/** Counts of the hours from one instant to another, over all processes, oldest first. */
export async function readIntake(knex: Knex, from: number, to: number): Promise<IntakeCount[]> {
  const rows = (await knex(TABLES.intake)
    .where('hour_start', '>=', from)
    .where('hour_start', '<', to)
    .groupBy('hour_start', 'outcome', 'reason')
    .orderBy(['hour_start', 'outcome', 'reason'])
    .select('hour_start', 'outcome', 'reason')
    .sum({ n: 'n' })) as Record<string, unknown>[];
  return rows.map((row) => ({
    hourStart: fromBigint(row['hour_start']),
    outcome: row['outcome'] as IntakeOutcome,
    reason: String(row['reason']),
    count: Number(row['n']),
  }));
}

/** Events received in each of some hours; those in which nothing came are left out. */
export async function readReceived(knex: Knex, hours: readonly number[]): Promise<Map<number, number>> {
  const rows = (await knex(TABLES.intake)
    .whereIn('hour_start', hours)
    .where({ outcome: 'received' })
    .groupBy('hour_start')
    .select('hour_start')
    .sum({ n: 'n' })) as Record<string, unknown>[];
  return new Map(rows.map((row) => [fromBigint(row['hour_start']), Number(row['n'])]));
}

/** The first and the last hour in which anything was received, of those still kept; null when nothing ever was. */
export async function receivedBetween(knex: Knex): Promise<{ readonly first: number; readonly last: number } | null> {
  const end = async (direction: 'asc' | 'desc') => {
    const [row] = (await knex(TABLES.intake)
      .where({ outcome: 'received' })
      .orderBy('hour_start', direction)
      .limit(1)
      .select('hour_start')) as Record<string, unknown>[];
    return row === undefined ? null : fromBigint(row['hour_start']);
  };
  const [first, last] = [await end('asc'), await end('desc')];
  return first === null || last === null ? null : { first, last };
}

/** @returns how many rows of hours before an instant are gone now. */
export const deleteIntakeBefore = (knex: Knex, before: number): Promise<number> =>
  knex(TABLES.intake).where('hour_start', '<', before).delete();
