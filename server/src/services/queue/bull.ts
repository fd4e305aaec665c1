import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

import type Bull from 'bull';

import { LIMITS } from '../../config/defaults';
import { CoreError } from '../../core/errors';
import type { RedisConnections } from '../redis/connections';
import { within } from '../redis/within';
import { clearLeftovers, countDelivery, forgetLeftover, uncountDelivery } from './bull-leftovers';
import { keepLock } from './bull-lock';
import {
  isCutOff,
  isRetryable,
  JOB_ATTEMPTS,
  JOB_BACKOFF_MS,
  type JobHandler,
  type JobQueue,
  type QueueEvents,
} from './types';
import { windDown } from './wind-down';

interface Options {
  /** Shared by all queues of the process, and with what else it says through Redis; closed by their owner. */
  readonly connections: RedisConnections;
  /** First part of every key in Redis; processes of one site share it. */
  readonly prefix?: string;
  /**
   * How long a job stays its process's without a sign of life. A process that died holds its job for so long, and for
   * a quarter more until another looks; one that is well renews it four times as often, from the event loop's thread.
   */
  readonly leaseMs: number;
  /** How long enqueueing waits for Redis before it gives up; Bull itself would wait for ever. */
  readonly enqueueMs?: number;
  readonly backoffMs?: number;
}

type BullFactory = typeof Bull;

/** Bull is told when to give a job up (`discard`), and never does it by its own count. */
const ENDLESS = 1_000_000;
/** Time for Bull to put its things away. */
const GOODBYE_MS = 1_000;

/**
 * One Bull queue per job name: jobs survive the process and are shared by every process of the site. All of them use
 * two connections, and one more each where their jobs are done.
 */
export function createBullQueue(
  events: QueueEvents,
  { connections, prefix = 'foresight', leaseMs, enqueueMs = LIMITS.enqueueMs, backoffMs = JOB_BACKOFF_MS }: Options
): JobQueue {
  // Required only here: a site without Redis never loads it.
  const createQueue = createRequire(__filename)('bull') as BullFactory;
  const queues = new Map<string, Bull.Queue<object>>();
  const handlers = new Map<string, JobHandler>();
  const active = new Set<Promise<void>>();
  let closed = false;

  const settings: Bull.AdvancedSettings = {
    lockDuration: leaseMs,
    lockRenewTime: leaseMs / 4,
    stalledInterval: leaseMs / 4,
    // Tries are counted by us (`countDelivery`), which gives a job up earlier and says which; this is the net below.
    maxStalledCount: JOB_ATTEMPTS,
    retryProcessDelay: Math.min(leaseMs / 4, 5_000),
  };

  const queueOf = (name: string): Bull.Queue<object> => {
    const existing = queues.get(name);
    if (existing) return existing;
    const queue = createQueue<object>(name, { prefix, settings, createClient });
    tame(queue, connections);
    // The connections tell when Redis is away. What comes while it is there is a job's entry that went another way.
    queue.on('error', (error) => connections.isReady() && !closed && events.odd?.(name, error));
    queues.set(name, queue);
    return queue;
  };

  const createClient: NonNullable<Bull.QueueOptions['createClient']> = (type) => {
    if (type === 'client') return connections.client;
    return type === 'subscriber' ? connections.subscriber() : connections.blocking();
  };

  const doJob = async (queue: Bull.Queue<object>, name: string, job: Bull.Job<object>): Promise<void> => {
    const attempt = await countDelivery(queue, String(job.id));
    const ours = { id: String(job.id), name, payload: job.data, attempt };
    const letGo = keepLock(job, leaseMs);
    try {
      if (attempt > JOB_ATTEMPTS) throw new Error(`${JOB_ATTEMPTS} processes ended in the middle of it`);
      await handlers.get(name)?.(ours);
    } catch (error) {
      if (closed && isCutOff(error)) {
        await uncountDelivery(queue, ours.id);
        events.cutOff?.(ours);
      } else if (!isRetryable(error) || attempt >= JOB_ATTEMPTS) {
        await job.discard();
        events.failed(ours, error);
      }
      throw error;
    } finally {
      await letGo();
    }
  };

  const tracked = (work: Promise<void>): Promise<void> => {
    active.add(work);
    return work.finally(() => active.delete(work));
  };

  const start = async (name: string): Promise<void> => {
    await whenReady(connections);
    if (closed) return;
    const queue = queueOf(name);
    await clearLeftovers(queue);
    // Ends when the queue closes; while Redis is away it waits, and goes on by itself.
    await queue.process(1, (job) => tracked(doJob(queue, name, job)));
  };

  return {
    engine: 'bull',

    process(name, handler) {
      const isNew = !handlers.has(name);
      handlers.set(name, handler);
      // Bull takes one handler for ever: the one it has looks up ours.
      if (isNew) start(name).catch((error: unknown) => closed || events.odd?.(name, error));
    },

    async enqueue(name, payload, { dedupeKey } = {}) {
      if (closed) throw new CoreError('QUEUE_UNAVAILABLE', { expected: 'an open queue', got: 'a closed one' });
      const until = performance.now() + enqueueMs;
      // Handed over only when Redis answers: a job given to Bull while it is away would wait inside the client and be
      // done later, beside the one that another engine did meanwhile.
      await connections.ready(enqueueMs);
      const queue = queueOf(name);
      const jobId = dedupeKey ?? randomUUID();
      const add = async () => {
        if (dedupeKey !== undefined) await forgetLeftover(queue, dedupeKey);
        return queue.add(payload, {
          jobId,
          attempts: ENDLESS,
          backoff: { type: 'exponential', delay: backoffMs },
          removeOnComplete: true,
          removeOnFail: true,
        });
      };
      await within(add(), until - performance.now());
      return { id: jobId };
    },

    async size() {
      await connections.ready(enqueueMs);
      const names = new Set([...queues.keys(), ...handlers.keys()]);
      const counts = Promise.all([...names].map((name) => queueOf(name).getJobCounts()));
      return (await within(counts, enqueueMs)).reduce(
        (sum, { waiting, active: running, delayed }) => sum + waiting + running + delayed,
        0
      );
    },

    async close(options) {
      closed = true;
      const open = [...queues.values()];
      queues.clear();
      // Fetches nothing more. Never fails, and waits for nothing that a Redis which is away would have to say.
      await Promise.allSettled(open.map((queue) => within(queue.pause(true, true), GOODBYE_MS)));
      await windDown(active, options);
      // Bull's own close waits for jobs, and for Redis, without end.
      await Promise.allSettled(open.map((queue) => within(queue.close(true), GOODBYE_MS)));
    },
  };
}

/** Two habits of Bull's that its options can't change. */
function tame(queue: Bull.Queue<object>, connections: RedisConnections): void {
  const { moveUnlockedJobsToWait: look } = queue as unknown as { moveUnlockedJobsToWait(): Promise<unknown> };
  Object.assign(queue, {
    // It looks for stalled jobs at each interval, and while Redis is away each look would be kept until it is back.
    moveUnlockedJobsToWait: async () => (connections.isReady() ? look() : undefined),
    // It names its connection in a promise nobody catches: one that closes early would end the process.
    setWorkerName: () => Promise.resolve(),
  });
}

/** Resolves when Redis answers, however long that takes; never when the connections are closed before. */
const whenReady = (connections: RedisConnections): Promise<void> =>
  new Promise((resolve) => {
    if (connections.isReady()) return resolve();
    connections.client.once('ready', () => resolve());
  });
