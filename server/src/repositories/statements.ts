import type { Knex } from 'knex';

/** Rows of one multi-row statement: PostgreSQL takes 65,535 values, SQLite 32,766; our widest table has 26 columns. */
export const ROWS_PER_STATEMENT = 500;

export type Value = string | number | boolean | null | Uint8Array | Knex.Raw;

interface OnConflict {
  readonly columns: readonly string[];
  /** SQL after `on conflict (...)`: `do nothing`, or `do update set ...`. */
  readonly action: string;
}

/**
 * `insert into ... values (...), (...) on conflict ... returning ...`. Plain VALUES, because knex writes a multi-row
 * insert on SQLite as a chain of 500 SELECTs at most, at half the speed.
 *
 * @param rows at most ROWS_PER_STATEMENT, each with a value for each column in order. Names are ours, never a caller's.
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
  const tuple = `(${columns.map(() => '?').join(',')})`;
  const sql = [
    `insert into "${table}" (${quoted(columns)}) values ${new Array<string>(rows.length).fill(tuple).join(',')}`,
    ...(conflict === null ? [] : [`on conflict (${quoted(conflict.columns)}) ${conflict.action}`]),
    ...(returning.length === 0 ? [] : [`returning ${quoted(returning)}`]),
  ].join(' ');
  return rowsOf(await knex.raw(sql, rows.flat() as Knex.RawBinding[]));
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
