import type { Knex } from 'knex';

import { pgTypes } from './column-types';
import { isSqlite } from './time';

/** Rows of one multi-row statement: PostgreSQL takes 65,535 values, SQLite 32,766; our widest table has 33 columns. */
export const ROWS_PER_STATEMENT = 500;
/** From so many rows on PostgreSQL is given one array per column: twice as fast, see docs/decisions/0014-bulk-insert.md. */
const BY_ARRAYS_FROM = 20;

export type Value = string | number | boolean | null | Uint8Array | Knex.Raw;

interface OnConflict {
  readonly columns: readonly string[];
  /** SQL after `on conflict (...)`: `do nothing`, or `do update set ...`. */
  readonly action: string;
}

/**
 * `insert into ... on conflict ... returning ...` in one statement, in the order of the rows, by the database's best way:
 * many rows reach PostgreSQL as arrays; SQLite gets plain VALUES, because knex writes a multi-row insert there as a chain
 * of 500 SELECTs at most, at half the speed.
 *
 * @param rows as VALUES at most ROWS_PER_STATEMENT; each with a value for each column in order. Names are ours, never a
 *   caller's.
 */
export async function insertRows(
  knex: Knex,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  conflict: OnConflict | null = null,
  returning: readonly string[] = []
): Promise<Record<string, unknown>[]> {
  if (rows.length === 0) return [];
  const { source, bindings } = byArrays(knex, table, columns, rows) ?? byValues(columns, rows);
  const sql = [
    `insert into "${table}" (${quoted(columns)}) ${source}`,
    ...(conflict === null ? [] : [`on conflict (${quoted(conflict.columns)}) ${conflict.action}`]),
    ...(returning.length === 0 ? [] : [`returning ${quoted(returning)}`]),
  ].join(' ');
  return rowsOf(await knex.raw(sql, bindings as Knex.RawBinding[]));
}

interface Source {
  readonly source: string;
  readonly bindings: readonly unknown[];
}

function byValues(columns: readonly string[], rows: readonly (readonly Value[])[]): Source {
  const tuple = `(${columns.map(() => '?').join(',')})`;
  return { source: `values ${new Array<string>(rows.length).fill(tuple).join(',')}`, bindings: rows.flat() };
}

/** One array per column. Null where there are too few rows to bother, or the database knows no arrays. */
function byArrays(
  knex: Knex,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[]
): Source | null {
  const types = isSqlite(knex) || rows.length < BY_ARRAYS_FROM ? null : pgTypes(table, columns);
  if (types === null) return null;
  return {
    source: `select * from unnest(${types.map((type) => `?::${type}[]`).join(',')})`,
    bindings: columns.map((_, at) => rows.map((row) => row[at] ?? null)),
  };
}

/** Rows of a raw query, whichever driver answered. */
export function rowsOf(result: unknown): Record<string, unknown>[] {
  if (Array.isArray(result)) return result as Record<string, unknown>[];
  const { rows } = (result ?? {}) as { rows?: Record<string, unknown>[] };
  return rows ?? [];
}

/** `"a" = excluded."a", ...` */
export const takeNew = (columns: readonly string[]): string =>
  columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');

/** Pieces of at most `size`. */
export function* pieces<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(',');
