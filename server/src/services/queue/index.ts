import type { Core } from '@strapi/strapi';

import { CoreError } from '../../core/errors';
import { getService } from '../../utils/get-service';
import { processRole } from '../../utils/process-role';
import { textOf } from '../../utils/text-of';
import { createBullQueue } from './bull';
import { createGivenUp } from './given-up';
import { createInProcessQueue } from './in-process';
import type { CloseOptions, EnqueueOptions, JobHandler, JobQueue, QueueEvents } from './types';

/**
 * The site's jobs: in this process, or through Redis where `redis` is configured. While Redis is away they run in this
 * process (`redis.whenAway: 'run-here'`; leases in the database keep two processes from doing the same one) or are
 * refused ('wait').
 */
export const queue = ({ strapi }: { strapi: Core.Strapi }) => {
  const givenUp = createGivenUp(strapi);
  const events: QueueEvents = {
    failed: givenUp.tell,
    cutOff: ({ name, id }) => strapi.log.info(`[foresight] job ${name} (${id}) was cut off: the process ends`),
    odd: (name, error) => strapi.log.debug(`[foresight] queue ${name}: ${textOf(error)}`),
  };
  let local: JobQueue | null = null;
  let shared: JobQueue | null = null;

  const config = () => getService(strapi, 'settings').get();
  /** A worker is there for the jobs, whatever the configuration it shares with the sites says. */
  const doesJobs = (): boolean => processRole() === 'worker' || config().jobs.runHere;
  const runsHereMeanwhile = (): boolean => doesJobs() && config().redis?.whenAway !== 'wait';

  const localQueue = () => (local ??= createInProcessQueue(events));
  const sharedQueue = (): JobQueue | null => {
    const connections = getService(strapi, 'redis').connections();
    if (connections === null) return null;
    const { prefix } = config().redis ?? {};
    return (shared ??= createBullQueue(events, {
      connections,
      leaseMs: config().jobs.leaseSeconds * 1_000,
      ...(prefix && { prefix }),
    }));
  };

  const enqueueHere = (name: string, payload: object, options: EnqueueOptions) => {
    if (doesJobs()) return localQueue().enqueue(name, payload, options);
    throw new CoreError('QUEUE_UNAVAILABLE', {
      expected: 'Redis to hand the job to a worker',
      got: 'none configured, and jobs.runHere is false',
    });
  };

  return {
    /**
     * Say at start what would otherwise show only when a job is asked for.
     *
     * @throws Error for a worker without Redis: nobody could hand it a job, and it would only race for the schedule's.
     */
    begin(): void {
      if (config().redis !== null) return;
      if (processRole() === 'worker') {
        throw new Error(
          'A worker needs Redis, which hands it the jobs: set "redis" in the configuration of foresight.'
        );
      }
      if (doesJobs()) return;
      strapi.log.warn(
        '[foresight] jobs.runHere is false and there is no Redis: this process does no job and takes none'
      );
    },

    process(name: string, handler: JobHandler): void {
      if (!doesJobs()) return;
      const counted: JobHandler = async (job) => {
        await handler(job);
        givenUp.forget(name);
      };
      localQueue().process(name, counted);
      sharedQueue()?.process(name, counted);
    },

    /**
     * @throws {CoreError} QUEUE_UNAVAILABLE within `LIMITS.enqueueMs`: while Redis is away, unless jobs run here
     *   meanwhile; when the in-process queue is full or closed; when no process would do the job.
     */
    async enqueue(name: string, payload: object, options: EnqueueOptions = {}): Promise<{ readonly id: string }> {
      const first = sharedQueue();
      if (first === null) return enqueueHere(name, payload, options);
      try {
        return await first.enqueue(name, payload, options);
      } catch (error) {
        if (!(error instanceof CoreError) || error.code !== 'QUEUE_UNAVAILABLE' || !runsHereMeanwhile()) throw error;
        return localQueue().enqueue(name, payload, options);
      }
    },

    /** Whether a job enqueued now would be done: what a schedule asks before it begins something. */
    takesJobs(): boolean {
      const connections = getService(strapi, 'redis').connections();
      return connections === null ? doesJobs() : connections.isReady() || runsHereMeanwhile();
    },

    runsHereMeanwhile,

    /** Jobs that wait or run, in this process and, where Redis answers, in all. */
    async size(): Promise<number> {
      const elsewhere =
        (await sharedQueue()
          ?.size()
          .catch(() => 0)) ?? 0;
      return (await localQueue().size()) + elsewhere;
    },

    async close(options: CloseOptions): Promise<void> {
      await Promise.all([local?.close(options), shared?.close(options)]);
      local = null;
      shared = null;
    },
  };
};
