/** A Bull queue with connections of its own, as one process of a site has it. */
import { createBullQueue } from '../../server/src/services/queue/bull';
import type { CloseOptions, Job, JobQueue } from '../../server/src/services/queue/types';
import { createRedisConnections, type RedisConnections } from '../../server/src/services/redis/connections';

export interface OpenBull extends JobQueue {
  readonly connections: RedisConnections;
  /** Jobs that were given up. */
  readonly failures: readonly { readonly job: Job; readonly error: unknown }[];
  /** 'away' and 'back', as they were told. */
  readonly news: readonly string[];
  readonly odd: readonly string[];
}

interface Options {
  readonly url: string;
  readonly prefix: string;
  readonly leaseMs?: number;
  readonly backoffMs?: number;
  readonly enqueueMs?: number;
  readonly awayMs?: number;
  readonly pingMs?: number;
}

export function openBull({ url, awayMs, pingMs, leaseMs = 60_000, ...more }: Options): OpenBull {
  const options = { leaseMs, ...more };
  const failures: { job: Job; error: unknown }[] = [];
  const news: string[] = [];
  const odd: string[] = [];
  const connections = createRedisConnections({
    url,
    events: { away: () => news.push('away'), back: () => news.push('back') },
    ...(awayMs !== undefined && { awayMs }),
    ...(pingMs !== undefined && { pingMs }),
  });
  const queue = createBullQueue(
    {
      failed: (job, error) => failures.push({ job, error }),
      odd: (name, error) => odd.push(`${name}: ${String(error)}`),
    },
    { connections, ...options }
  );
  const close = async (closing: CloseOptions) => {
    await queue.close(closing);
    await connections.close();
  };
  return { ...queue, connections, failures, news, odd, close };
}
