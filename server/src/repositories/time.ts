import type { Knex } from 'knex';

/**
 * Instants in `datetime` columns. SQLite keeps integer milliseconds. PostgreSQL keeps a timestamp without time zone;
 * we write UTC into it whatever the server's own zone, so that no hour of a clock change falls onto another.
 * Every read and every comparison of such a column goes through this file; plain tables keep bigint milliseconds.
 */
export const isSqlite = (knex: Knex): boolean => knex.client.dialect === 'sqlite3';

/** What to write into, or compare with, a datetime column. */
export const toColumn = (knex: Knex, ms: number): number | string => (isSqlite(knex) ? ms : new Date(ms).toISOString());

/** The instant in a datetime column as the driver gave it; null for none. */
export function fromColumn(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (value instanceof Date) return utcOfWallClock(value);
  const text = String(value);
  if (/^-?\d+$/.test(text)) return Number(text);
  return new Date(/Z$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`).getTime();
}

/** As `fromColumn`, for columns that are never empty. */
export const fromFullColumn = (value: unknown): number => fromColumn(value) ?? 0;

/** A plain table's bigint: PostgreSQL's driver gives it as text. */
export const fromBigint = (value: unknown): number => Number(value);

/** A select expression with exact milliseconds, where a lost hour at a clock change would matter. */
export const selectMs = (knex: Knex, column: string, alias = column): Knex.Raw =>
  isSqlite(knex)
    ? knex.raw('?? as ??', [column, alias])
    : knex.raw('(extract(epoch from ??) * 1000)::float8 as ??', [column, alias]);

/** The driver read the column's UTC as local time: take its wall clock as UTC again. */
const utcOfWallClock = (date: Date): number =>
  Date.UTC(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds()
  );
