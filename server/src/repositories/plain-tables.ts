import type { Core } from '@strapi/strapi';

import { COUNTER_COLUMNS } from './counter-columns';
import { TARGET_COLUMNS } from './target-columns';
import { TABLES } from './tables';

export type PlainColumn = 'id' | 'string' | 'text' | 'integer' | 'bigint' | 'boolean' | 'bytes';

export interface PlainTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, PlainColumn>>;
  readonly indexes: readonly { readonly name: string; readonly columns: readonly string[]; readonly unique: boolean }[];
}

const target = Object.fromEntries(TARGET_COLUMNS.map((column) => [column, 'string'])) as Record<string, PlainColumn>;
const counters = Object.fromEntries(COUNTER_COLUMNS.map((column) => [column, 'integer'])) as Record<
  string,
  PlainColumn
>;

const table = (
  name: string,
  columns: Record<string, PlainColumn>,
  unique: readonly string[],
  others: readonly (readonly string[])[] = []
): PlainTable => ({
  name,
  columns: { id: 'id', ...columns },
  indexes: [
    { name: `${name}_uq`, columns: unique, unique: true },
    ...others.map((one) => ({ name: `${name}_${one.join('_')}_idx`, columns: one, unique: false })),
  ],
});

/** Tables that are no content types: nobody edits, translates or publishes them. Times are bigint milliseconds. */
export const PLAIN_TABLES: readonly PlainTable[] = [
  /** Hours whose raw events changed since they were last counted; `mark` grows with every change. */
  table(TABLES.dirtyBuckets, { ...target, hour_start: 'bigint', mark: 'bigint' }, [...TARGET_COLUMNS, 'hour_start']),
  /** How often a document's counts were written, so that what was read before the last time is not. */
  table(TABLES.countTurns, { ...target, turn: 'bigint' }, TARGET_COLUMNS),
  /** Counts from first publication up to an age; `closed` once the age has passed and nothing is missing. */
  table(
    TABLES.ageCounters,
    { ...target, age_minutes: 'integer', ...counters, closed: 'boolean', computed_at: 'bigint' },
    [...TARGET_COLUMNS, 'age_minutes']
  ),
  table(TABLES.artifactChunks, { model_version: 'string', seq: 'integer', bytes: 'bytes' }, ['model_version', 'seq']),
  table(
    TABLES.leases,
    {
      name: 'string',
      holder: 'string',
      fencing_token: 'bigint',
      acquired_at: 'bigint',
      expires_at: 'bigint',
    },
    ['name']
  ),
  /** Salt of each site day; destroyed when it has expired. */
  table(TABLES.salts, { day: 'string', salt: 'string', expires_at: 'bigint' }, ['day']),
  /** Stretches in which events were collected; `to_ms` null = still going on. */
  table(TABLES.coverage, { from_ms: 'bigint', to_ms: 'bigint', source: 'string' }, ['source', 'from_ms']),
  /** Which address led to which document, and when. */
  table(
    TABLES.urls,
    { ...target, url: 'text', url_hash: 'string', valid_from: 'bigint', valid_to: 'bigint' },
    [...TARGET_COLUMNS, 'url_hash'],
    [['url_hash']]
  ),
  table(
    TABLES.keys,
    {
      key_id: 'string',
      name: 'string',
      publishable_key: 'string',
      /** JSON array; null = any, as in keys made before there were origins. */
      origins: 'text',
      created_at: 'bigint',
      /** The end of the time a key has left once it is rotated. */
      expires_at: 'bigint',
      revoked_at: 'bigint',
      /** To some minutes; null = not since there is this column. */
      last_used_at: 'bigint',
    },
    ['key_id']
  ),
  /** Events that could not be accepted for a reason that may change or needs a human eye; `bytes` of each, about. */
  table(
    TABLES.quarantine,
    {
      event_key: 'string',
      reason: 'string',
      target_uid: 'string',
      target_document_id: 'string',
      url: 'string',
      source: 'string',
      visitor: 'string',
      first_at: 'bigint',
      last_at: 'bigint',
      times: 'integer',
      bytes: 'integer',
      payload: 'text',
    },
    ['event_key'],
    [['reason'], ['target_document_id'], ['visitor']]
  ),
  /** What became of the events of an hour; `part` keeps processes from waiting for each other. */
  table(TABLES.intake, { hour_start: 'bigint', part: 'integer', outcome: 'string', reason: 'string', n: 'bigint' }, [
    'hour_start',
    'part',
    'outcome',
    'reason',
  ]),
  /**
   * Visitors to be erased, and what became of it. `visitor` is the keyed hash that stands in their events, and null once
   * it is done; the id itself is never here.
   */
  table(
    TABLES.erasures,
    {
      erasure_id: 'string',
      visitor: 'string',
      requested_by: 'string',
      requested_at: 'bigint',
      /** When it was last taken up; null = not yet. */
      tried_at: 'bigint',
      /** Everything that was acknowledged before this instant is gone. */
      erased_until: 'bigint',
      finished_at: 'bigint',
      /** Events that were there when it was asked for; and what is gone so far. */
      found: 'integer',
      events: 'integer',
      quarantined: 'integer',
    },
    ['erasure_id'],
    [['requested_at']]
  ),
  /** Who changed what, and what happened: written once, never changed but for the end of something that lasted. */
  table(
    TABLES.journal,
    {
      entry_id: 'string',
      at: 'bigint',
      kind: 'string',
      level: 'string',
      code: 'string',
      actor: 'string',
      subject: 'string',
      detail: 'text',
      ended_at: 'bigint',
    },
    ['entry_id'],
    [['at']]
  ),
  /** Processes of this site and when each was last alive. */
  table(
    TABLES.processes,
    {
      process_id: 'string',
      host: 'string',
      pid: 'integer',
      role: 'string',
      plugin_version: 'string',
      started_at: 'bigint',
      beat_at: 'bigint',
    },
    ['process_id']
  ),
  /** One counter per thing that processes keep in memory: another number than last time = read it again. */
  table(TABLES.signals, { name: 'string', version: 'bigint' }, ['name']),
  /** Files of history: where each import is; `options` and `progress` are JSON. */
  table(
    TABLES.imports,
    {
      import_key: 'string',
      state: 'string',
      origin: 'string',
      file_name: 'string',
      file_size: 'bigint',
      fingerprint: 'string',
      options: 'text',
      progress: 'text',
      failure: 'text',
      created_by: 'string',
      created_at: 'bigint',
      started_at: 'bigint',
      updated_at: 'bigint',
      finished_at: 'bigint',
    },
    ['import_key'],
    [['created_at']]
  ),
  /** How views grow with age: one curve per age that is forecast at, null while too few articles are closed. */
  table(TABLES.growthCurves, { from_minutes: 'integer', fitted_at: 'bigint', closed: 'integer', curve: 'text' }, [
    'from_minutes',
  ]),
];

const ATTRIBUTES = {
  id: { type: 'increments' },
  string: { type: 'string' },
  text: { type: 'text' },
  integer: { type: 'integer' },
  bigint: { type: 'biginteger' },
  boolean: { type: 'boolean' },
} as const;

const BYTES: Readonly<Record<string, string>> = { sqlite: 'blob', postgres: 'bytea' };

/** A plain table as Strapi's database layer takes it. Strapi reads a blob column back as `specificType`: no schema diff. */
const modelOf = ({ name, columns, indexes }: PlainTable, client: string) => ({
  uid: `foresight::${name}`,
  singularName: name,
  tableName: name,
  attributes: Object.fromEntries(
    Object.entries(columns).map(([column, kind]) => [
      column,
      kind === 'bytes'
        ? {
            type: 'text' as const,
            columnName: column,
            columnType: { type: 'specificType', args: [BYTES[client] ?? 'blob'] },
          }
        : { ...ATTRIBUTES[kind], columnName: column },
    ])
  ),
  indexes: indexes.map((index) => ({
    name: index.name,
    columns: [...index.columns],
    ...(index.unique ? { type: 'unique' as const } : {}),
  })),
});

/** Called in register: from then on Strapi creates and keeps these tables with its own. */
export function registerPlainTables(strapi: Core.Strapi): void {
  const client = String(strapi.config.get('database.connection.client'));
  const models = strapi.get('models') as { add(model: unknown): unknown };
  for (const each of PLAIN_TABLES) models.add(modelOf(each, client));
}

/**
 * Write our table names into Strapi's list of tables it must not drop: with the plugin's `enabled: false` its content
 * types leave the schema, and Strapi would delete their tables with every row. The list lives in the database, which
 * is not open before bootstrap; it is read at the next start, so that is early enough.
 */
export async function persistTables(strapi: Core.Strapi): Promise<void> {
  const place = { type: 'core', key: 'persisted_tables' } as const;
  const known = ((await strapi.store.get(place)) ?? []) as (string | { name: string })[];
  const names = new Set(known.map((entry) => (typeof entry === 'string' ? entry : entry.name)));
  const missing = Object.values(TABLES).filter((name) => !names.has(name));
  if (missing.length > 0) await strapi.store.set({ ...place, value: [...known, ...missing] });
}
