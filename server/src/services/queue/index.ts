import type { Core } from '@strapi/strapi';

import { CoreError } from '../../core/errors';
import { getService } from '../../utils/get-service';
import { createBullQueue } from './bull';
import { createInProcessQueue } from './in-process';
import type { EnqueueOptions, JobHandler, JobQueue, QueueEvents } from './types';

/**
 * The site's jobs: in this process, or through Redis where `config.redis` is set. While Redis can't be reached jobs
 * run in this process; leases in the database keep two processes from doing the same one.
 */
export const queue = ({ strapi }: { strapi: Core.Strapi }) => {
  const events: QueueEvents = {
    failed: ({ name, id }, error) => strapi.log.error(`[foresight] job ${name} (${id}) failed: ${textOf(error)}`),
    unreachable: (error) =>
      strapi.log.error(`[foresight] Redis can't be reached; jobs run in this process meanwhile: ${textOf(error)}`),
  };
  let local: JobQueue | null = null;
  let shared: JobQueue | null = null;

  const localQueue = () => (local ??= createInProcessQueue(events));
  const sharedQueue = () => {
    const { redis } = getService(strapi, 'settings').get();
    return redis === null ? null : (shared ??= createBullQueue(events, { url: redis.url }));
  };

  return {
    process(name: string, handler: JobHandler): void {
      localQueue().process(name, handler);
      sharedQueue()?.process(name, handler);
    },

    /** @throws {CoreError} QUEUE_UNAVAILABLE when the in-process queue is full or closed. */
    async enqueue(name: string, payload: object, options: EnqueueOptions = {}): Promise<{ readonly id: string }> {
      const first = sharedQueue();
      if (first === null) return localQueue().enqueue(name, payload, options);
      try {
        return await first.enqueue(name, payload, options);
      } catch (error) {
        if (!(error instanceof CoreError) || error.code !== 'QUEUE_UNAVAILABLE') throw error;
        return localQueue().enqueue(name, payload, options);
      }
    },

    /** Jobs that wait or run, in this process and, where Redis answers, in all. */
    async size(): Promise<number> {
      const elsewhere =
        (await sharedQueue()
          ?.size()
          .catch(() => 0)) ?? 0;
      return (await localQueue().size()) + elsewhere;
    },

    async close({ timeoutMs }: { timeoutMs: number }): Promise<void> {
      await Promise.all([local?.close({ timeoutMs }), shared?.close({ timeoutMs })]);
      local = null;
      shared = null;
    },
  };
};

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
