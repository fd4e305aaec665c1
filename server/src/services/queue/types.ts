import { CoreError } from '../../core/errors';

/** What a handler gets: one job, delivered at least once. `payload` is plain JSON and the handler's own copy. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  /** 1 for the first try. A try that ended the process counts. */
  readonly attempt: number;
}

export type JobHandler = (job: Job) => Promise<void>;

export interface EnqueueOptions {
  /** While a job of this name and key waits or runs, enqueueing again answers with that job. */
  readonly dedupeKey?: string;
}

export interface CloseOptions {
  /** How long jobs under way may go on. */
  readonly timeoutMs: number;
  /** Called when that time is over: ends what jobs still do, so that they can leave things in order. */
  readonly cutOff?: () => Promise<void>;
}

/**
 * Jobs of one name run in order and one at a time (per process); names run side by side.
 * The same laws hold for every engine: tests/conformance/queue.test.ts.
 */
export interface JobQueue {
  readonly engine: 'in-process' | 'bull';
  /** Say who does the jobs of this name; said again, the last one does. Jobs enqueued earlier wait for it. */
  process(name: string, handler: JobHandler): void;
  /** @throws {CoreError} QUEUE_UNAVAILABLE when the queue is full, closed or can't be reached. */
  enqueue(name: string, payload: object, options?: EnqueueOptions): Promise<{ readonly id: string }>;
  /** Jobs that wait or run. @throws {CoreError} QUEUE_UNAVAILABLE when the queue can't be reached. */
  size(): Promise<number>;
  /** Take nothing more and wait for what runs; waiting jobs of the in-process engine are given up. */
  close(options: CloseOptions): Promise<void>;
}

/** What an engine tells its owner; jobs themselves report nothing. */
export interface QueueEvents {
  /** A job was given up: its last try has failed, or it has ended as many processes as it may. Once per job. */
  failed(job: Job, error: unknown): void;
  /** A job was cut off because its process ends: not its fault. One of Bull's goes back, for another process. */
  cutOff?(job: Job): void;
  /** Something went another way than usual, and mends itself: for the log of a developer. */
  odd?(name: string, error: unknown): void;
}

/** Tries of one job, and the wait before the next one; only errors marked retryable are tried again. */
export const JOB_ATTEMPTS = 3;
export const JOB_BACKOFF_MS = 1_000;
/** How long jobs that were cut off may take to leave things in order. */
export const UNWIND_MS = 2_000;

/** Wrap an error that another try may well not meet again, such as a busy database. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly retryable = true;

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/** What a thread answers when it is closed under its task. */
export const isCutOff = (error: unknown): boolean => error instanceof CoreError && error.code === 'CANCELLED';

export const isRetryable = (error: unknown): boolean =>
  error instanceof Error && 'retryable' in error && error.retryable === true;
