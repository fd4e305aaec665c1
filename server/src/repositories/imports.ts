import type { Knex } from 'knex';

import type { ImportOptions, Tally } from '../core/import';
import type { TargetKey } from '../core/target';
import { TABLES } from './tables';
import { fromBigint } from './time';

/**
 * uploading → ready → running ⇄ paused → done, failed or cancelled; → undoing → undone. A command's file is ready at once.
 * `running` and `undoing` mean that it shall go on: whichever process can goes on with it.
 */
export type ImportState =
  'uploading' | 'ready' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';

export interface ImportProgress {
  /** Bytes of text read and accounted for, after decompression, and the line after them. */
  readonly offset: number;
  readonly line: number;
  /** Bytes of the file read, for people who wait. */
  readonly bytesRead: number;
  /** Where to begin reading again so that ordinals are right; `rows` = rows before it. */
  readonly warm: { readonly offset: number; readonly line: number; readonly rows: number };
  /** The same for the next generation. */
  readonly next: { readonly offset: number; readonly line: number; readonly rows: number };
  readonly tally: Tally;
  /** How far taking it back is: the last document that is done, and events removed. */
  readonly undone: { readonly after: TargetKey | null; readonly events: number };
}

export interface ImportFailure {
  readonly code: string;
  readonly got: string;
  readonly expected: string;
}

/** Times in milliseconds since 1970. */
export interface ImportRow {
  readonly key: string;
  readonly state: ImportState;
  /** Where its file is: with the site, or where somebody typed a command. */
  readonly origin: 'upload' | 'command';
  readonly fileName: string;
  readonly fileSize: number;
  /** Of the file's bytes and the options; '' while it is not known. */
  readonly fingerprint: string;
  readonly options: ImportOptions | null;
  readonly progress: ImportProgress;
  readonly failure: ImportFailure | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
}

const COLUMNS = {
  key: 'import_key',
  state: 'state',
  origin: 'origin',
  fileName: 'file_name',
  fileSize: 'file_size',
  fingerprint: 'fingerprint',
  options: 'options',
  progress: 'progress',
  failure: 'failure',
  createdBy: 'created_by',
  createdAt: 'created_at',
  startedAt: 'started_at',
  updatedAt: 'updated_at',
  finishedAt: 'finished_at',
} as const satisfies Record<keyof ImportRow, string>;

const JSON_FIELDS: readonly string[] = ['options', 'progress', 'failure'];

const columnsOf = (row: Partial<ImportRow>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      COLUMNS[name as keyof ImportRow],
      JSON_FIELDS.includes(name) && value !== null ? JSON.stringify(value) : value,
    ])
  );

const nullable = (value: unknown): number | null => (value === null ? null : fromBigint(value));
const parsed = <T>(value: unknown): T | null => (typeof value === 'string' ? (JSON.parse(value) as T) : null);

const rowOf = (row: Record<string, unknown>): ImportRow => ({
  key: String(row['import_key']),
  state: row['state'] as ImportState,
  origin: row['origin'] as ImportRow['origin'],
  fileName: String(row['file_name']),
  fileSize: fromBigint(row['file_size']),
  fingerprint: String(row['fingerprint']),
  options: parsed<ImportOptions>(row['options']),
  progress: JSON.parse(String(row['progress'])) as ImportProgress,
  failure: parsed<ImportFailure>(row['failure']),
  createdBy: String(row['created_by']),
  createdAt: fromBigint(row['created_at']),
  startedAt: nullable(row['started_at']),
  updatedAt: fromBigint(row['updated_at']),
  finishedAt: nullable(row['finished_at']),
});

export async function insertImport(knex: Knex, row: ImportRow): Promise<void> {
  await knex(TABLES.imports).insert(columnsOf(row));
}

/** Change an import that is in one of these states; false when it is not, and nothing changes. */
export async function changeImport(
  knex: Knex,
  key: string,
  states: readonly ImportState[],
  change: Partial<ImportRow>
): Promise<boolean> {
  const changed = await knex(TABLES.imports)
    .where('import_key', key)
    .whereIn('state', [...states])
    .update(columnsOf(change));
  return changed === 1;
}

export async function findImport(knex: Knex, key: string): Promise<ImportRow | null> {
  const row = (await knex(TABLES.imports).where('import_key', key).first()) as Record<string, unknown> | undefined;
  return row === undefined ? null : rowOf(row);
}

/** The newest first. */
export async function listImports(
  knex: Knex,
  { limit, states }: { readonly limit: number; readonly states?: readonly ImportState[] }
): Promise<ImportRow[]> {
  const query = knex(TABLES.imports).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit);
  if (states !== undefined) void query.whereIn('state', [...states]);
  return ((await query) as Record<string, unknown>[]).map(rowOf);
}

/** Imports of the same file in the same way, the newest first. */
export async function importsOfFile(knex: Knex, fingerprint: string): Promise<ImportRow[]> {
  const rows = (await knex(TABLES.imports)
    .where('fingerprint', fingerprint)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)) as Record<string, unknown>[];
  return rows.map(rowOf);
}

/** Let go of imports that are over, beyond the newest `keep`; their events stay. */
export async function forgetImports(knex: Knex, keep: number): Promise<void> {
  const newest = knex(TABLES.imports).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(keep).select('id');
  await knex(TABLES.imports)
    .whereNotIn('id', knex.from(newest.as('newest')).select('id'))
    .whereIn('state', ['undone', 'failed', 'cancelled', 'done'])
    .delete();
}
