import type { Knex } from 'knex';

import { databaseNow } from './database-clock';
import { TABLES } from './tables';
import { fromBigint } from './time';

/** 'site' answers requests; 'worker' only does jobs. */
export type ProcessRole = 'site' | 'worker';

export interface ProcessRecord {
  readonly processId: string;
  readonly host: string;
  readonly pid: number;
  readonly role: ProcessRole;
  readonly pluginVersion: string;
  readonly startedAt: number;
  readonly beatAt: number;
}

export type Living = Omit<ProcessRecord, 'startedAt' | 'beatAt'>;

/** Say that a process lives, by the database's clock. */
export async function beat(knex: Knex, { processId, host, pid, role, pluginVersion }: Living): Promise<void> {
  const now = databaseNow(knex);
  await knex.raw(
    `insert into "${TABLES.processes}" (process_id, host, pid, role, plugin_version, started_at, beat_at)
     values (?, ?, ?, ?, ?, ${now}, ${now}) on conflict (process_id) do update set beat_at = excluded.beat_at`,
    [processId, host, pid, role, pluginVersion]
  );
}

/** Processes that gave a sign of life within `withinMs`, oldest first. */
export async function readLiving(knex: Knex, withinMs: number): Promise<ProcessRecord[]> {
  const rows = (await knex(TABLES.processes)
    .whereRaw(`"beat_at" > ${databaseNow(knex)} - ?`, [withinMs])
    .orderBy(['started_at', 'id'])
    .select('*')) as Record<string, unknown>[];
  return rows.map((row) => ({
    processId: String(row['process_id']),
    host: String(row['host']),
    pid: Number(row['pid']),
    role: row['role'] as ProcessRole,
    pluginVersion: String(row['plugin_version']),
    startedAt: fromBigint(row['started_at']),
    beatAt: fromBigint(row['beat_at']),
  }));
}

/** Forget a process that ends, and those not heard of for `silentMs`. */
export async function forgetProcesses(knex: Knex, processId: string | null, silentMs: number): Promise<void> {
  await knex(TABLES.processes)
    .where((any) => {
      void any.whereRaw(`"beat_at" < ${databaseNow(knex)} - ?`, [silentMs]);
      if (processId !== null) void any.orWhere('process_id', processId);
    })
    .delete();
}
