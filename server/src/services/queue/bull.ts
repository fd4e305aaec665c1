import { createRequire } from 'node:module';

import type Bull from 'bull';

import { CoreError } from '../../core/errors';
import { isRetryable, JOB_ATTEMPTS, JOB_BACKOFF_MS, type JobHandler, type JobQueue, type QueueEvents } from './types';

interface Options {
  readonly url: string;
  /** First part of every key in Redis; processes of one site share it. */
  readonly prefix?: string;
  /** How long enqueueing waits for Redis before it gives up; Bull itself would wait for ever. */
  readonly connectMs?: number;
  readonly backoffMs?: number;
}

type BullFactory = typeof Bull;

/** One Bull queue per job name: jobs survive the process and are shared by every process of the site. */
export function createBullQueue(
  events: QueueEvents,
  { url, prefix = 'foresight', connectMs = 3_000, backoffMs = JOB_BACKOFF_MS }: Options
): JobQueue {
  // Required only here: a site without Redis never loads it.
  const createQueue = createRequire(__filename)('bull') as BullFactory;
  const queues = new Map<string, Bull.Queue<object>>();
  const handlers = new Map<string, JobHandler>();
  const active = new Set<Promise<void>>();
  let unreachable = false;
  let closed = false;

  const onError = (error: unknown) => {
    if (unreachable || closed) return;
    unreachable = true;
    events.unreachable(error);
  };

  const queueOf = (name: string): Bull.Queue<object> => {
    const existing = queues.get(name);
    if (existing) return existing;
    const queue = createQueue<object>(name, url, { prefix });
    queue.on('error', onError);
    queue.client.on('ready', () => (unreachable = false));
    queues.set(name, queue);
    return queue;
  };

  const doJob = async (name: string, job: Bull.Job<object>): Promise<void> => {
    const attempt = job.attemptsMade + 1;
    const ours = { id: String(job.id), name, payload: job.data, attempt };
    try {
      await handlers.get(name)?.(ours);
    } catch (error) {
      const again = isRetryable(error) && attempt < JOB_ATTEMPTS;
      if (!again) {
        await job.discard();
        events.failed(ours, error);
      }
      throw error;
    }
  };

  const tracked = (work: Promise<void>): Promise<void> => {
    active.add(work);
    return work.finally(() => active.delete(work));
  };

  return {
    engine: 'bull',

    process(name, handler) {
      const isNew = !handlers.has(name);
      handlers.set(name, handler);
      // Bull takes one handler for ever: the one it has looks up ours.
      if (!isNew) return;
      // The promise ends when the queue closes, or fails while Redis is away; 'error' has told that already.
      queueOf(name)
        .process(1, (job) => tracked(doJob(name, job)))
        .catch(onError);
    },

    async enqueue(name, payload, { dedupeKey } = {}) {
      if (closed) throw new CoreError('QUEUE_UNAVAILABLE', { expected: 'an open queue', got: 'a closed one' });
      const queue = queueOf(name);
      await connected(queue, connectMs);
      const job = await within(
        queue.add(payload, {
          attempts: JOB_ATTEMPTS,
          backoff: { type: 'exponential', delay: backoffMs },
          removeOnComplete: true,
          removeOnFail: true,
          ...(dedupeKey === undefined ? {} : { jobId: dedupeKey }),
        }),
        connectMs
      );
      return { id: String(job.id) };
    },

    async size() {
      let total = 0;
      for (const queue of queues.values()) {
        await connected(queue, connectMs);
        const { waiting, active, delayed } = await within(queue.getJobCounts(), connectMs);
        total += waiting + active + delayed;
      }
      return total;
    },

    async close({ timeoutMs }) {
      closed = true;
      const open = [...queues.values()].filter(({ client }) => client.status === 'ready');
      await Promise.allSettled(open.map((queue) => within(queue.pause(true, true), timeoutMs)));
      await within(Promise.allSettled(active), timeoutMs).catch(() => undefined);
      await Promise.all([...queues.values()].map(hangUp));
    },
  };
}

/** Time for Redis to say goodbye. */
const GOODBYE_MS = 1_000;

/** Close without waiting for jobs: Bull's own close waits for them, and for a Redis that is away, without end. */
async function hangUp(queue: Bull.Queue<object>): Promise<void> {
  if (queue.client.status !== 'ready') queue.client.disconnect();
  await within(queue.close(true), GOODBYE_MS).catch(() => undefined);
}

/**
 * Wait until Redis answers. Only then is a job added: one handed over while it is away would wait inside the client
 * and be done later, beside the one that another engine did meanwhile.
 */
async function connected(queue: Bull.Queue<object>, connectMs: number): Promise<void> {
  if (queue.client.status === 'ready') return;
  let onReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (onReady = resolve));
  queue.client.once('ready', onReady);
  try {
    await within(ready, connectMs);
  } finally {
    queue.client.off('ready', onReady);
  }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    const late = () =>
      reject(new CoreError('QUEUE_UNAVAILABLE', { expected: `an answer of Redis in ${limitMs} ms`, got: 'none' }));
    timer = setTimeout(late, limitMs);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
