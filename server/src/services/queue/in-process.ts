import { randomUUID } from 'node:crypto';

import { LIMITS } from '../../config/defaults';
import { CoreError } from '../../core/errors';
import { detached } from '../../utils/detached';
import {
  isCutOff,
  isRetryable,
  JOB_ATTEMPTS,
  JOB_BACKOFF_MS,
  type Job,
  type JobHandler,
  type JobQueue,
  type QueueEvents,
} from './types';
import { windDown } from './wind-down';

interface Lane {
  handler: JobHandler | null;
  readonly waiting: Job[];
  running: Promise<void> | null;
}

interface Options {
  readonly maxJobs?: number;
  readonly backoffMs?: number;
}

/**
 * The queue of a site with one process: it lives in memory, so a job dies with the process.
 * That loses nothing: every job is found again in the database (dirty buckets, unfinished runs) or by the next tick.
 */
export function createInProcessQueue(
  events: QueueEvents,
  { maxJobs = LIMITS.queuedJobs, backoffMs = JOB_BACKOFF_MS }: Options = {}
): JobQueue {
  const lanes = new Map<string, Lane>();
  /** Ids of deduplicated jobs that wait or run: name and key. */
  const known = new Set<string>();
  const stop = new AbortController();
  let held = 0;

  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { handler: null, waiting: [], running: null };
    lanes.set(name, lane);
    return lane;
  };

  const forget = (job: Job) => {
    held -= 1;
    known.delete(job.id);
  };

  const runOne = async (job: Job, handler: JobHandler): Promise<void> => {
    try {
      await handler(job);
    } catch (error) {
      if (stop.signal.aborted && isCutOff(error)) return events.cutOff?.(job);
      if (!isRetryable(error) || job.attempt >= JOB_ATTEMPTS || stop.signal.aborted) return events.failed(job, error);
      await pause(backoffMs * 2 ** (job.attempt - 1), stop.signal);
      if (stop.signal.aborted) return events.failed(job, error);
      await runOne({ ...job, attempt: job.attempt + 1 }, handler);
    }
  };

  const drain = async (lane: Lane): Promise<void> => {
    for (let job = lane.waiting.shift(); job; job = lane.waiting.shift()) {
      if (lane.handler) await runOne(job, lane.handler);
      forget(job);
    }
    lane.running = null;
  };

  const start = (lane: Lane) => {
    // Begun in its own turn, so that enqueue() answers before the handler has done anything, and outside whatever
    // transaction the job was asked for in.
    if (lane.handler && !lane.running) lane.running = detached(() => Promise.resolve().then(() => drain(lane)));
  };

  return {
    engine: 'in-process',

    process(name, handler) {
      const lane = laneOf(name);
      lane.handler = handler;
      if (lane.waiting.length > 0) start(lane);
    },

    async enqueue(name, payload, { dedupeKey } = {}) {
      if (stop.signal.aborted)
        throw new CoreError('QUEUE_UNAVAILABLE', { expected: 'an open queue', got: 'a closed one' });
      const id = `${name}:${dedupeKey ?? randomUUID()}`;
      if (known.has(id)) return { id };
      if (held >= maxJobs) {
        throw new CoreError('QUEUE_UNAVAILABLE', { expected: `at most ${maxJobs} waiting jobs`, got: `${held}` });
      }

      const lane = laneOf(name);
      lane.waiting.push({ id, name, payload: structuredClone(payload), attempt: 1 });
      held += 1;
      if (dedupeKey !== undefined) known.add(id);
      start(lane);
      return { id };
    },

    size: async () => held,

    async close(options) {
      stop.abort();
      const running: Promise<void>[] = [];
      for (const lane of lanes.values()) {
        for (const job of lane.waiting.splice(0)) forget(job);
        if (lane.running) running.push(lane.running);
      }
      await windDown(running, options);
    },
  };
}

/** Resolves after `ms`, or at once when the signal is aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
