import { randomUUID } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { RunsAnswer, RunSummary } from '../contracts/admin';
import { CoreError } from '../core/errors';
import { databaseAwayCause } from '../repositories/database-errors';
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
import { errorOf, fateOf, isDeadRun, outcomeOfError, settledKinds, stopsRun } from './run-decisions';
import { THIS_PROCESS_NAME } from './this-process';
import { waitTurn } from './wait-turn';

const JOB = 'nightly';
const PROGRESS_MS = 1_000;
const ROLLUP_PAUSE_MS = 1_000;
const WAITING = { step: 'queued', done: 0, total: 1 };

export interface StartOptions {
  readonly trigger: RunTrigger;
  /** E-mail or name of who asked; null for the schedule. */
  readonly requestedBy: string | null;
  /** Given by the schedule, so that processes that wake together start one run; a fresh one otherwise. */
  readonly runId?: string;
  /** Train whatever is found in the data, as far as that can be. */
  readonly despiteFindings?: boolean;
}

interface Running {
  readonly runId: string;
  readonly asOf: number;
  readonly despiteFindings: boolean;
  readonly held: HeldLease;
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
  /** What became of each kind so far, also under a process that died. */
  readonly outcomes: Map<ModelKind, RunOutcome>;
}

/** Runs the nightly job and keeps its history. Nothing heavy happens on this thread. */
export const training = ({ strapi }: { strapi: Core.Strapi }) => {
  const knex = () => strapi.db.connection as Knex;
  const now = () => getService(strapi, 'clock').system();

  const enqueue = (runId: string) => getService(strapi, 'queue').enqueue(JOB, { runId }, { dedupeKey: runId });

  /** Change a run that this process has under this lease. @throws {CoreError} LEASE_LOST when it no longer has. */
  const changeOwn = async (connection: Knex, runId: string, held: HeldLease, what: RunChange): Promise<void> => {
    if (await changeRun(connection, runId, { status: 'running', fencingToken: held.token }, what, now())) return;
    throw new CoreError('LEASE_LOST', { expected: `the run "${runId}" under token ${held.token}`, got: 'another' });
  };

  const found = async (runId: string): Promise<RunSummary> => {
    const run = await findRun(knex(), runId);
    if (run === null) throw new CoreError('NOT_FOUND', { expected: 'the id of a run', got: runId });
    return toSummary(run);
  };

  /** A run whose process died waits again, for whoever comes first; after so many deaths it is given up. */
  const takeOver = async ({ runId, fencingToken, attempts, heldBy }: RunRecord): Promise<void> => {
    const was = { status: 'running', fencingToken } as const;
    const detail = { attempt: attempts, process: heldBy ?? '' };
    if (attempts >= LIMITS.runAttempts) {
      const error = { code: 'WORKER_DIED', message: `${attempts} processes died over it` };
      if (!(await changeRun(knex(), runId, was, { status: 'interrupted', finishedAt: now(), error }, now()))) return;
      strapi.log.error(`[foresight] run ${runId} is given up: ${error.message}`);
      await getService(strapi, 'journal').incident({ code: 'run-given-up', level: 'danger', subject: runId, detail });
      return;
    }
    if (!(await changeRun(knex(), runId, was, { status: 'queued' }, now()))) return;
    strapi.log.warn(`[foresight] run ${runId} is taken over: ${heldBy ?? 'its process'} is gone`);
    await getService(strapi, 'journal').incident({ code: 'run-taken-over', level: 'warning', subject: runId, detail });
    await enqueue(runId);
  };

  /** Take up runs whose process is gone, and those that no queue remembers. */
  const resumeDeadRuns = async (): Promise<void> => {
    if (!getService(strapi, 'settings').isActive('learn')) return;
    const held = await getService(strapi, 'lease').live(JOB);
    const waitMs = getService(strapi, 'settings').get().jobs.leaseSeconds * 1_000;
    for (const run of await findOpenRuns(knex(), JOB)) {
      if (!isDeadRun(run, held?.fencingToken ?? null, now(), waitMs)) continue;
      if (run.status === 'running') await takeOver(run);
      else await enqueue(run.runId);
    }
  };

  /** What became of a kind, in the transaction that makes it so: a process that takes the run over knows it exactly. */
  const keep =
    ({ runId, held, outcomes }: Running, outcome: RunOutcome) =>
    async (trx: Knex): Promise<void> => {
      const all = new Map(outcomes).set(outcome.kind, outcome);
      await changeOwn(trx, runId, held, { outcomes: [...all.values()] });
    };

  /** Train and judge a kind in the worker, and keep it as a candidate. */
  const trainKind = async (kind: ModelKind, run: Running): Promise<RunOutcome> => {
    const { held, signal, report, runId } = run;
    const payload = {
      kind,
      asOf: run.asOf,
      despiteFindings: run.despiteFindings,
      settings: learningSettings(getService(strapi, 'settings').get()),
      pluginVersion,
    };
    const trained = await getService(strapi, 'workers').run('train', payload, { onProgress: report, signal });
    report({ step: 'registering', done: 0, total: 1 });

    const { promote, decision, ...version } = trained;
    const outcomeOf = (modelVersion: string): RunOutcome => ({
      kind,
      modelVersion,
      decision,
      promoted: false,
      pending: promote,
      findings: version.metrics.findings ?? [],
    });
    const { modelVersion } = await getService(strapi, 'registry').register(
      { ...version, kind, decision, trainingRunId: runId },
      { held, also: (trx, made) => keep(run, outcomeOf(made.modelVersion))(trx) }
    );
    // Scored before anybody makes it live: from that moment on lists have its answers.
    if (kind === 'ranker') await getService(strapi, 'scoring').scoreVersion(modelVersion);
    return outcomeOf(modelVersion);
  };

  const goLive = async (outcome: RunOutcome, run: Running): Promise<RunOutcome> => {
    const { kind, modelVersion, decision } = outcome;
    const live = { kind, modelVersion, decision, promoted: true, findings: outcome.findings ?? [] };
    if (modelVersion === null) return outcome;
    await getService(strapi, 'registry').promote(modelVersion, { by: null, held: run.held, also: keep(run, live) });
    return live;
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

  /** The data of a kind would mislead a training: an operator reads of it, and the live version keeps answering. */
  const noteBlocked = async (runId: string, { kind, findings = [] }: RunOutcome): Promise<void> => {
    const codes = findings.filter(({ severity }) => severity === 'blocking').map(({ code }) => code);
    if (codes.length === 0) return;
    const detail = { kind, findings: codes.join(', ') };
    strapi.log.warn(`[foresight] run ${runId} does not train ${kind}: its data would mislead (${detail.findings})`);
    await getService(strapi, 'journal').incident({
      code: 'training-blocked',
      level: 'warning',
      subject: runId,
      detail,
    });
  };

  /** All of the night's work, in order. A kind that fails doesn't keep the others from learning. */
  const work = async (run: Running): Promise<void> => {
    const startedAt = now();
    const failures: unknown[] = [];

    run.report({ step: 'reading', done: 0, total: 1 });
    await rollUp(run.signal);
    for (const kind of MODEL_KINDS) {
      run.signal.throwIfAborted();
      try {
        const before = run.outcomes.get(kind) ?? (await trainKind(kind, run));
        run.outcomes.set(kind, before);
        if (before.pending === true) run.outcomes.set(kind, await goLive(before, run));
      } catch (error) {
        if (stopsRun(error)) throw error;
        const outcome = outcomeOfError(kind, error);
        await keep(run, outcome)(knex());
        run.outcomes.set(kind, outcome);
        if (outcome.decision.code === 'failed') failures.push(error);
        await noteBlocked(run.runId, outcome);
      }
    }
    run.report({ step: 'scoring', done: 0, total: 1 });
    await getService(strapi, 'scoring').scoreAll();
    await getService(strapi, 'journal').tidy();
    await getService(strapi, 'quarantine').tidy();
    await getService(strapi, 'intake').tidy();
    await getService(strapi, 'processes').settleDead();

    if (failures.length > 0) throw failures[0];
    const finishedAt = now();
    await changeOwn(knex(), run.runId, run.held, {
      status: 'succeeded',
      finishedAt,
      durationMs: finishedAt - startedAt,
      rows: await rowsOf(run.outcomes.get('ranker')?.modelVersion ?? null),
      progress: { step: 'done', done: 1, total: 1 },
    });
  };

  const rowsOf = async (modelVersion: string | null): Promise<number> =>
    modelVersion === null ? 0 : (await getService(strapi, 'registry').detail(modelVersion)).rows;

  /** How a run ended that did not succeed; null when that is another process's to say. */
  const endOf = (error: unknown, startedAt: number, attempts: number): RunChange | null => {
    const fate = fateOf(error, attempts);
    if (fate === 'not-ours') return null;
    if (fate === 'waits') return { status: 'queued', progress: WAITING };
    const finishedAt = now();
    return { status: 'failed', finishedAt, durationMs: finishedAt - startedAt, error: errorOf(error) };
  };

  const runHeld = async (run: RunRecord, held: HeldLease, signal: AbortSignal): Promise<void> => {
    const { runId } = run;
    const startedAt = now();
    const asOf = run.asOf ?? getService(strapi, 'clock').now().getTime();
    const begun = {
      status: 'running',
      startedAt: run.startedAt ?? startedAt,
      asOf,
      fencingToken: held.token,
      attempts: run.attempts + 1,
      heldBy: THIS_PROCESS_NAME,
    } as const;
    // Delivered twice, or given up meanwhile: somebody else has done with it.
    if (!(await changeRun(knex(), runId, { status: 'queued' }, begun, startedAt))) return;

    const writer = createProgressWriter((progress) => changeOwn(knex(), runId, held, { progress }), PROGRESS_MS);
    try {
      const outcomes = settledKinds(run.outcomes);
      const { despiteFindings } = run;
      await work({ runId, asOf, despiteFindings, held, signal, report: writer.report, outcomes });
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      const end = endOf(reason, startedAt, begun.attempts);
      await writer.finish();
      // If this fails too, the run is found dead by whoever looks next.
      if (end !== null) await changeOwn(knex(), runId, held, end).catch(() => undefined);
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
    async startNightly({
      trigger,
      requestedBy,
      runId = `nightly-${randomUUID()}`,
      despiteFindings = false,
    }: StartOptions): Promise<RunSummary> {
      if (!getService(strapi, 'settings').isActive('learn')) {
        throw new CoreError('SWITCHED_OFF', { expected: 'learning to be switched on', got: 'learning switched off' });
      }
      const begun = (await strapi.db.transaction(async ({ trx }) => {
        const connection = trx as unknown as Knex;
        // Two processes that ask at the same moment stand in line here.
        await lockLease(connection, `${JOB}:start`);
        if ((await findOpenRuns(connection, JOB)).length > 0) return false;
        const asked = { runId, job: JOB, trigger, requestedBy, queuedAt: now(), despiteFindings };
        if (!(await insertRun(connection, asked))) return false;
        if (requestedBy !== null) {
          await getService(strapi, 'journal').audit(connection, {
            code: despiteFindings ? 'training-forced' : 'training-started',
            actor: requestedBy,
            subject: runId,
          });
        }
        return true;
      })) as boolean;
      if (!begun)
        throw new CoreError('ALREADY_RUNNING', {
          expected: 'no other nightly run',
          got: 'one that waits, runs or has run',
        });

      try {
        await enqueue(runId);
      } catch (error) {
        const end = { status: 'failed', finishedAt: now(), error: errorOf(error) } as const;
        await changeRun(knex(), runId, { status: 'queued' }, end, now());
        throw error;
      }
      return found(runId);
    },

    /** What the queue calls: do the run, unless another process is at it. */
    async runNightly(runId: string): Promise<void> {
      const run = await findRun(knex(), runId);
      if (run === null || run.status !== 'queued') return;
      try {
        await getService(strapi, 'lease').withLease(JOB, (held, signal) => runHeld(run, held, signal));
      } catch (error) {
        // Another process has it or had it a moment ago, or the database went: `resumeDeadRuns` looks after what is left.
        // A run that was cut off with its process is told to the queue, which may hand it to another one at once.
        const code = error instanceof CoreError ? error.code : null;
        if (code === 'ALREADY_RUNNING' || code === 'LEASE_LOST' || databaseAwayCause(error) !== null) return;
        // The job did what it is for: what kept it from training stands in the journal, and trying again would find the same.
        if (code === 'DATA_BLOCKED') return;
        throw error;
      }
    },

    resumeDeadRuns,

    /** Whether a run of this id was ever begun. */
    exists: async (runId: string): Promise<boolean> => (await findRun(knex(), runId)) !== null,

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
  attempts: run.attempts,
  heldBy: run.heldBy,
  outcomes: run.outcomes.map(({ kind, modelVersion, decision, promoted, findings = [] }) => ({
    kind,
    modelVersion,
    decisionCode: decision.code,
    decisionValues: decision.values,
    decision: decision.sentence,
    promoted,
    findings,
  })),
  error: run.error,
});
