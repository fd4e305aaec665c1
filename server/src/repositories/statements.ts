import type { Knex } from 'knex';

import { pgTypes } from './column-types';
import { runForEach } from './sqlite-statements';
import { isSqlite } from './time';

/** Rows of one multi-row statement: PostgreSQL takes 65,535 values, SQLite 32,766; our widest table has 33 columns. */
export const ROWS_PER_STATEMENT = 500;
/** From so many rows on PostgreSQL is given one array per column: twice as fast, see docs/decisions/0014-bulk-insert.md. */
const BY_ARRAYS_FROM = 20;

export type Value = string | number | boolean | null | Uint8Array;

interface OnConflict {
  readonly columns: readonly string[];
  /** SQL after `on conflict (...)`: `do nothing`, or `do update set ...`. */
  readonly action: string;
}

/**
 * `insert into ... on conflict ... returning ...`, all rows or none, in their order, by the database's best way: many rows
 * reach PostgreSQL in one statement, as arrays; SQLite's driver, which has no way to go, runs a statement prepared once
 * for each row (docs/decisions/0014-bulk-insert.md).
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
  const head = `insert into "${table}" (${quoted(columns)})`;
  const onConflict = conflict === null ? '' : `on conflict (${quoted(conflict.columns)}) ${conflict.action}`;
  const giveBack = returning.length === 0 ? '' : `returning ${quoted(returning)}`;
  if (!isSqlite(knex)) {
    const { source, bindings } = byArrays(table, columns, rows) ?? byValues(columns, rows);
    return rowsOf(await knex.raw(`${head} ${source} ${onConflict} ${giveBack}`, bindings as Knex.RawBinding[]));
  }
  const insert = `${head} values ${tupleOf(columns)} ${onConflict}`;
  // What a row brought, nobody need read back: to know that it was stored is cheaper.
  if (conflict?.action === 'do nothing' && returning.every((name) => columns.includes(name))) {
    const results = await runForEach(knex, insert, rows);
    const stored = rows.filter((_, at) => results[at]?.isChanged);
    const asked = returning.map((name) => [name, columns.indexOf(name)] as const);
    return stored.map((row): Record<string, unknown> => Object.fromEntries(asked.map(([name, at]) => [name, row[at]])));
  }
  const results = await runForEach(knex, `${insert} ${giveBack}`, rows);
  return results.flatMap(({ given }) => (given === undefined ? [] : [given]));
}

const tupleOf = (columns: readonly string[]): string => `(${columns.map(() => '?').join(',')})`;

interface Source {
  readonly source: string;
  readonly bindings: readonly unknown[];
}

function byValues(columns: readonly string[], rows: readonly (readonly Value[])[]): Source {
  return { source: `values ${new Array<string>(rows.length).fill(tupleOf(columns)).join(',')}`, bindings: rows.flat() };
}

/** One array per column. Null where there are too few rows to bother. */
function byArrays(table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Source | null {
  const types = rows.length < BY_ARRAYS_FROM ? null : pgTypes(table, columns);
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
