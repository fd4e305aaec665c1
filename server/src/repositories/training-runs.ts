import type { Knex } from 'knex';

import type { DataFinding } from '../core/features/data-checks/finding';
import type { Decision, ModelKind } from './model-versions';
import { insertRows, type Value } from './statements';
import { STRAPI_COLUMNS, strapiValues } from './strapi-columns';
import { TABLES } from './tables';
import { fromColumn, toColumn } from './time';

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'interrupted' | 'skipped';
export type RunTrigger = 'cron' | 'manual' | 'catch-up' | 'import';

/** What became of one kind of model in a run. */
export interface RunOutcome {
  readonly kind: ModelKind;
  readonly modelVersion: string | null;
  readonly decision: Decision;
  readonly promoted: boolean;
  /** Its gate let it through and it is not live yet: what a process that takes the run over has still to do. */
  readonly pending?: boolean;
  /** What was found in its data. */
  readonly findings?: readonly DataFinding[];
}

export interface RunProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** One run of a job. Times are the system's clock; `asOf` is the site's. */
export interface RunRecord {
  readonly runId: string;
  readonly job: string;
  readonly trigger: RunTrigger;
  readonly requestedBy: string | null;
  readonly status: RunStatus;
  readonly queuedAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly durationMs: number | null;
  readonly asOf: number | null;
  readonly rows: number | null;
  readonly progress: RunProgress | null;
  readonly outcomes: readonly RunOutcome[];
  readonly error: { readonly code: string; readonly message: string } | null;
  /** Token of the lease it runs under; null before it runs. */
  readonly fencingToken: number | null;
  /** How many processes have begun it. */
  readonly attempts: number;
  /** Host and number of the process that has or had it. */
  readonly heldBy: string | null;
  /** Whoever asked for it wants it trained whatever is found, as far as that can be. */
  readonly despiteFindings: boolean;
}

export type NewRun = Pick<RunRecord, 'runId' | 'job' | 'trigger' | 'requestedBy' | 'queuedAt'> &
  Partial<Pick<RunRecord, 'despiteFindings'>>;
export type RunChange = Partial<Omit<RunRecord, keyof NewRun>>;

const COLUMNS = [
  'run_id',
  'job',
  'trigger',
  'requested_by',
  'status',
  'queued_at',
  'progress',
  'outcome',
  'despite_findings',
] as const;

/** Insert a queued run; false when its id is taken, as when two processes wake for the same night. */
export async function insertRun(trx: Knex, run: NewRun): Promise<boolean> {
  const progress: RunProgress = { step: 'queued', done: 0, total: 1 };
  const row: Value[] = [
    ...strapiValues(trx, run.queuedAt),
    run.runId,
    run.job,
    run.trigger,
    run.requestedBy,
    'queued',
    toColumn(trx, run.queuedAt),
    JSON.stringify(progress),
    '[]',
    run.despiteFindings ?? false,
  ];
  const conflict = { columns: ['run_id'], action: 'do nothing' };
  const made = await insertRows(trx, TABLES.trainingRuns, [...STRAPI_COLUMNS, ...COLUMNS], [row], conflict, ['run_id']);
  return made.length === 1;
}

/** What must still be true of a run for a change to be made. */
export interface RunIs {
  readonly status: RunStatus;
  /** Under this token: a run that was taken over is no longer its first worker's to change. */
  readonly fencingToken?: number | null;
}

/** Change a run, only while it is as its changer believes. False when nothing changed. */
export async function changeRun(
  knex: Knex,
  runId: string,
  { status, fencingToken }: RunIs,
  change: RunChange,
  now: number
): Promise<boolean> {
  const query = knex(TABLES.trainingRuns).where({ run_id: runId, status });
  if (fencingToken !== undefined) void query.where('fencing_token', fencingToken);
  return (await query.update({ updated_at: toColumn(knex, now), ...toColumns(knex, change) })) === 1;
}

export async function findRun(knex: Knex, runId: string): Promise<RunRecord | null> {
  const row: Row | undefined = await knex(TABLES.trainingRuns).where('run_id', runId).first();
  return row ? toRecord(row) : null;
}

/** Runs that say they wait or run; whether they truly do, the lease tells. */
export async function findOpenRuns(knex: Knex, job: string): Promise<RunRecord[]> {
  const rows: Row[] = await knex(TABLES.trainingRuns).where({ job }).whereIn('status', ['queued', 'running']);
  return rows.map(toRecord);
}

export async function findLastSucceeded(knex: Knex, job: string): Promise<RunRecord | null> {
  const row: Row | undefined = await knex(TABLES.trainingRuns)
    .where({ job, status: 'succeeded' })
    .orderBy('queued_at', 'desc')
    .first();
  return row ? toRecord(row) : null;
}

/** Newest first. */
export async function listRuns(
  knex: Knex,
  { page, pageSize }: { page: number; pageSize: number }
): Promise<{ runs: RunRecord[]; total: number }> {
  const [count] = await knex(TABLES.trainingRuns).count({ total: '*' });
  const rows: Row[] = await knex(TABLES.trainingRuns)
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { runs: rows.map(toRecord), total: Number(count?.total ?? 0) };
}

type Row = Record<string, unknown>;

function toColumns(knex: Knex, change: RunChange): Row {
  const columns: Row = {};
  const { status, startedAt, finishedAt, durationMs, asOf, rows, progress, outcomes, error, fencingToken } = change;
  const { attempts, heldBy } = change;
  if (status !== undefined) columns.status = status;
  if (startedAt !== undefined) columns.started_at = startedAt === null ? null : toColumn(knex, startedAt);
  if (finishedAt !== undefined) columns.finished_at = finishedAt === null ? null : toColumn(knex, finishedAt);
  if (asOf !== undefined) columns.as_of = asOf === null ? null : toColumn(knex, asOf);
  if (durationMs !== undefined) columns.duration_ms = durationMs;
  if (rows !== undefined) columns.rows = rows;
  if (progress !== undefined) columns.progress = JSON.stringify(progress);
  if (outcomes !== undefined) columns.outcome = JSON.stringify(outcomes);
  if (error !== undefined) columns.error = JSON.stringify(error);
  if (fencingToken !== undefined) columns.fencing_token = fencingToken;
  if (attempts !== undefined) columns.attempts = attempts;
  if (heldBy !== undefined) columns.held_by = heldBy;
  return columns;
}

const toRecord = (row: Row): RunRecord => ({
  runId: String(row.run_id),
  job: String(row.job),
  trigger: row.trigger as RunTrigger,
  requestedBy: row.requested_by === null ? null : String(row.requested_by),
  status: row.status as RunStatus,
  queuedAt: fromColumn(row.queued_at) ?? 0,
  startedAt: fromColumn(row.started_at),
  finishedAt: fromColumn(row.finished_at),
  durationMs: row.duration_ms === null ? null : Number(row.duration_ms),
  asOf: fromColumn(row.as_of),
  rows: row.rows === null ? null : Number(row.rows),
  progress: fromJson<RunProgress | null>(row.progress),
  outcomes: fromJson<RunOutcome[] | null>(row.outcome) ?? [],
  error: fromJson<RunRecord['error']>(row.error),
  fencingToken: row.fencing_token === null ? null : Number(row.fencing_token),
  attempts: Number(row.attempts ?? 0),
  heldBy: row.held_by === null ? null : String(row.held_by),
  despiteFindings: row.despite_findings === true || row.despite_findings === 1,
});

const fromJson = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : (value ?? null)) as T;
