import { type Counters, ZERO_COUNTERS } from '../core/rollup/counters';
import type { Value } from './statements';

/** Columns of the counts, in one order for every statement. */
export const COUNTER_COLUMNS = Object.keys(ZERO_COUNTERS) as readonly (keyof Counters)[];

export const counterValues = (counters: Counters): Value[] => COUNTER_COLUMNS.map((name) => counters[name]);

/** Counts of a row as the driver gave it (PostgreSQL: sums as text). */
export const countersOf = (row: Record<string, unknown>): Counters =>
  Object.fromEntries(COUNTER_COLUMNS.map((name) => [name, Number(row[name] ?? 0)])) as unknown as Counters;
