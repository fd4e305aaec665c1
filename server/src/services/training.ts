import { randomUUID } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { RunsAnswer, RunSummary } from '../contracts/admin';
import { CoreError } from '../core/errors';
import { lockLease } from '../repositories/leases';
import { MODEL_KINDS, type ModelKind } from '../repositories/model-versions';
import {
  changeRun,
  findOpenRuns,
  findRun,
  insertRun,
  listRuns,
  type RunChange,
  type RunOutcome,
  type RunRecord,
  type RunTrigger,
} from '../repositories/training-runs';
import { getService } from '../utils/get-service';
import { pluginVersion } from '../utils/plugin-version';
import type { Progress } from '../worker/context';
import type { HeldLease } from './lease';
import { learningSettings } from './learning-settings';
import { createProgressWriter } from './progress-writer';
import { errorOf, isDeadRun, outcomeOfError, stopsRun } from './run-decisions';
import { waitTurn } from './wait-turn';

const JOB = 'nightly';
const PROGRESS_MS = 1_000;
const ROLLUP_PAUSE_MS = 1_000;

export interface StartOptions {
  readonly trigger: RunTrigger;
  /** E-mail or name of who asked; null for the schedule. */
  readonly requestedBy: string | null;
  /** Given by the schedule, so that processes that wake together start one run; a fresh one otherwise. */
  readonly runId?: string;
}

interface Running {
  readonly runId: string;
  readonly asOf: number;
  readonly held: HeldLease;
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Runs the nightly job and keeps its history. Nothing heavy happens on this thread. */
export const training = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.getConnection() as Knex;

  /** Runs whose process is gone become 'interrupted'. */
  const settleDeadRuns = async (): Promise<void> => {
    const held = await getService(strapi, 'lease').live(JOB);
    const now = Date.now();
    for (const run of await findOpenRuns(knex(), JOB)) {
      if (!isDeadRun(run, held?.fencingToken ?? null, now)) continue;
      await changeRun(knex(), run.runId, [run.status], { status: 'interrupted', finishedAt: now }, now);
    }
  };

  const change = (runId: string, what: RunChange): Promise<boolean> =>
    changeRun(knex(), runId, ['running'], what, Date.now());

  const found = async (runId: string): Promise<RunSummary> => {
    const run = await findRun(knex(), runId);
    if (run === null) throw new CoreError('NOT_FOUND', { expected: 'the id of a run', got: runId });
    return toSummary(run);
  };

  /** One kind of model: train and judge in the worker, keep as candidate, promote when its gate lets it through. */
  const trainKind = async (kind: ModelKind, run: Running): Promise<{ outcome: RunOutcome; rows: number }> => {
    const { held, signal, report } = run;
    const payload = {
      kind,
      asOf: run.asOf,
      settings: learningSettings(getService(strapi, 'settings').get()),
      pluginVersion,
    };
    const trained = await getService(strapi, 'workers').run('train', payload, { onProgress: report, signal });
    report({ step: 'registering', done: 0, total: 1 });

    const { promote, decision, rows, ...version } = trained;
    const made = await getService(strapi, 'registry').register(
      { ...version, kind, decision, trainingRunId: run.runId },
      held
    );
    if (promote) await getService(strapi, 'registry').promote(made.id, { by: null, held });
    return { outcome: { kind, modelVersion: made.modelVersion, decision, promoted: promote }, rows };
  };

  /**
   * Count what is dirty; while another process counts, wait for it as long as counting may take. A run that can't count
   * fails: labels would lack what was not counted yet.
   */
  const rollUp = (signal: AbortSignal): Promise<void> =>
    waitTurn(() => getService(strapi, 'lease').withLease('rollup', () => getService(strapi, 'rollup').run()), {
      timeoutMs: LIMITS.trainingMs,
      pauseMs: ROLLUP_PAUSE_MS,
      signal,
    });

  /** All of the night's work, in order. A kind that fails doesn't keep the others from learning. */
  const work = async (run: Running): Promise<void> => {
    const startedAt = Date.now();
    const outcomes: RunOutcome[] = [];
    const failures: unknown[] = [];
    let rows = 0;

    run.report({ step: 'reading', done: 0, total: 1 });
    await rollUp(run.signal);
    for (const kind of MODEL_KINDS) {
      run.signal.throwIfAborted();
      try {
        const trained = await trainKind(kind, run);
        outcomes.push(trained.outcome);
        if (kind === 'ranker') rows = trained.rows;
      } catch (error) {
        if (stopsRun(error)) throw error;
        const outcome = outcomeOfError(kind, error);
        outcomes.push(outcome);
        if (outcome.decision.code === 'failed') failures.push(error);
      }
      await change(run.runId, { outcomes });
    }
    run.report({ step: 'scoring', done: 0, total: 1 });
    await getService(strapi, 'scoring').scoreAll();

    if (failures.length > 0) throw failures[0];
    const finishedAt = Date.now();
    const progress = { step: 'done', done: 1, total: 1 };
    await change(run.runId, {
      status: 'succeeded',
      finishedAt,
      durationMs: finishedAt - startedAt,
      rows,
      outcomes,
      progress,
    });
  };

  const runHeld = async (runId: string, held: HeldLease, signal: AbortSignal): Promise<void> => {
    const startedAt = Date.now();
    const asOf = getService(strapi, 'clock').now().getTime();
    const begun = { status: 'running', startedAt, asOf, fencingToken: held.token } as const;
    // Delivered twice, or given up meanwhile: somebody else has done with it.
    if (!(await changeRun(knex(), runId, ['queued'], begun, startedAt))) return;

    const writer = createProgressWriter(async (progress) => void (await change(runId, { progress })), PROGRESS_MS);
    try {
      await work({ runId, asOf, held, signal, report: writer.report });
    } catch (error) {
      const reason = signal.aborted ? signal.reason : error;
      const finishedAt = Date.now();
      const status = stopsRun(reason) ? 'interrupted' : 'failed';
      await writer.finish();
      await change(runId, { status, finishedAt, durationMs: finishedAt - startedAt, error: errorOf(reason) });
      throw reason;
    } finally {
      await writer.finish();
    }
  };

  return {
    /**
     * Ask for a nightly run; the queue does it.
     *
     * @throws {CoreError} SWITCHED_OFF; ALREADY_RUNNING while another waits or runs; QUEUE_UNAVAILABLE.
     */
    async startNightly({ trigger, requestedBy, runId = `nightly-${randomUUID()}` }: StartOptions): Promise<RunSummary> {
      if (!getService(strapi, 'settings').isActive('learn')) {
        throw new CoreError('SWITCHED_OFF', { expected: 'learning to be switched on', got: 'learning switched off' });
      }
      await settleDeadRuns();
      const begun = (await strapi.db.transaction(async ({ trx }) => {
        const connection = trx as unknown as Knex;
        // Two processes that ask at the same moment stand in line here.
        await lockLease(connection, `${JOB}:start`);
        if ((await findOpenRuns(connection, JOB)).length > 0) return false;
        return insertRun(connection, { runId, job: JOB, trigger, requestedBy, queuedAt: Date.now() });
      })) as boolean;
      if (!begun)
        throw new CoreError('ALREADY_RUNNING', {
          expected: 'no other nightly run',
          got: 'one that waits, runs or has run',
        });

      try {
        await getService(strapi, 'queue').enqueue(JOB, { runId }, { dedupeKey: runId });
      } catch (error) {
        const now = Date.now();
        await changeRun(knex(), runId, ['queued'], { status: 'failed', finishedAt: now, error: errorOf(error) }, now);
        throw error;
      }
      return found(runId);
    },

    /** What the queue calls: do the run, unless another process is at it. */
    async runNightly(runId: string): Promise<void> {
      await settleDeadRuns();
      try {
        await getService(strapi, 'lease').withLease(JOB, (held, signal) => runHeld(runId, held, signal));
      } catch (error) {
        if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
        const now = Date.now();
        await changeRun(knex(), runId, ['queued'], { status: 'skipped', finishedAt: now }, now);
      }
    },

    settleDeadRuns,

    /** @throws {CoreError} NOT_FOUND */
    findRun: found,

    /** Newest first. */
    async runs({ page, pageSize }: { page: number; pageSize: number }): Promise<RunsAnswer> {
      const { runs, total } = await listRuns(knex(), { page, pageSize });
      const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
      return { data: runs.map(toSummary), meta: { pagination } };
    },
  };
};

const toInstant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const toSummary = (run: RunRecord): RunSummary => ({
  runId: run.runId,
  job: run.job,
  trigger: run.trigger,
  requestedBy: run.requestedBy,
  status: run.status,
  queuedAt: new Date(run.queuedAt).toISOString(),
  startedAt: toInstant(run.startedAt),
  finishedAt: toInstant(run.finishedAt),
  durationMs: run.durationMs,
  rows: run.rows,
  progress: run.progress,
  outcomes: run.outcomes.map(({ kind, modelVersion, decision, promoted }) => ({
    kind,
    modelVersion,
    decisionCode: decision.code,
    decisionValues: decision.values,
    decision: decision.sentence,
    promoted,
  })),
  error: run.error,
});
