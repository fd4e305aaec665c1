import { decisionSentence } from '../core/evaluate';
import type { ModelKind } from '../repositories/model-versions';
import type { RunOutcome, RunRecord } from '../repositories/training-runs';
import { LIMITS } from '../config/defaults';
import { CoreError } from '../core/errors';
import type { DataFinding } from '../core/features/data-checks/finding';
import { databaseAwayCause } from '../repositories/database-errors';

/**
 * Whether a run that says it waits or runs does neither: the process that had it is gone.
 *
 * @param leaseToken fencing token of the job's lease, or null while nobody holds it.
 * @param waitMs how long a queue may take to begin it: one run at a time is let in, so there is nothing else to wait for.
 */
export function isDeadRun(
  run: Pick<RunRecord, 'status' | 'queuedAt' | 'fencingToken'>,
  leaseToken: number | null,
  now: number,
  waitMs: number
) {
  if (run.status === 'running') return leaseToken === null || run.fencingToken !== leaseToken;
  return run.status === 'queued' && now - run.queuedAt > waitMs;
}

/** Kinds of model that a run taken over need not train again, with what became of them. */
export const settledKinds = (outcomes: readonly RunOutcome[]): Map<ModelKind, RunOutcome> =>
  new Map(outcomes.filter(({ decision }) => decision.code !== 'failed').map((outcome) => [outcome.kind, outcome]));

/** An error that ends the whole run, because the run itself was stopped; any other concerns one kind of model only. */
export const stopsRun = (error: unknown): boolean => isStopped(error) || databaseAwayCause(error) !== null;

const isStopped = (error: unknown): boolean =>
  error instanceof CoreError && (error.code === 'LEASE_LOST' || error.code === 'CANCELLED');

/**
 * What becomes of a run that was ended by an error: one that lost its lease is no longer this process's to change; one
 * that was only stopped waits for another process, and one that lost the database for its return, a bounded number of
 * times; anything else is a failure.
 */
export function fateOf(error: unknown, attempts: number): 'not-ours' | 'waits' | 'failed' {
  if (error instanceof CoreError && error.code === 'LEASE_LOST') return 'not-ours';
  if (isStopped(error)) return 'waits';
  return databaseAwayCause(error) !== null && attempts < LIMITS.runAttempts ? 'waits' : 'failed';
}

/** What a run says of a kind that could not be trained: too little to learn from is a state of the site, anything else a failure. */
export function outcomeOfError(kind: ModelKind, error: unknown): RunOutcome {
  const findings = error instanceof CoreError ? findingsOf(error) : [];
  const none = { kind, modelVersion: null, promoted: false, findings };
  if (error instanceof CoreError && error.code === 'NOT_ENOUGH_ROWS') {
    const { details } = error as CoreError<'NOT_ENOUGH_ROWS'>;
    const [needed, got] = [Number(details.expected), Number(details.got)];
    const code = 'not-enough-labels';
    return { ...none, decision: { code, values: { needed, got }, sentence: decisionSentence(code, { needed, got }) } };
  }
  const { code, message } = errorOf(error);
  if (error instanceof CoreError && error.code === 'NOT_ENOUGH_CLASSES') {
    return { ...none, decision: { code: 'not-enough-classes', values: {}, sentence: message } };
  }
  return { ...none, decision: { code: 'failed', values: { code, message }, sentence: message } };
}

/** What was found in the data of a training that an error ended. */
const findingsOf = ({ details }: CoreError): readonly DataFinding[] =>
  'findings' in details ? (details.findings ?? []) : [];

export const errorOf = (error: unknown): { code: string; message: string } => ({
  code: error instanceof CoreError ? error.code : 'UNEXPECTED',
  message: error instanceof Error ? error.message : String(error),
});
