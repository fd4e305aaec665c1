import type { Core } from '@strapi/strapi';

import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import { textOf } from '../utils/text-of';
import { createRedisConnections, type RedisConnections } from './redis/connections';
import { THIS_PROCESS_NAME } from './this-process';

/** The site's Redis, where one is configured: its connections, and what is told when it goes and when it is back. */
export const redis = ({ strapi }: { strapi: Core.Strapi }) => {
  let made: RedisConnections | null = null;
  let wentAt = 0;
  let incident: Promise<string | null> = Promise.resolve(null);

  const place = (): string => {
    const { hostname, port } = new URL(getService(strapi, 'settings').get().redis?.url ?? 'redis://');
    return `${hostname}:${port || 6379}`;
  };

  const away = (error: unknown): void => {
    const meanwhile = getService(strapi, 'queue').runsHereMeanwhile()
      ? 'jobs run in this process meanwhile'
      : 'jobs wait until it is back';
    const why = error === null ? 'no answer' : textOf(error);
    strapi.log.warn(`[foresight] Redis at ${place()} can't be reached, ${meanwhile}: ${why}`);
    wentAt = performance.now();
    const detail = { redis: place(), why: why.slice(0, 200) };
    incident = getService(strapi, 'journal').incident({
      code: 'redis-away',
      level: 'warning',
      subject: THIS_PROCESS_NAME,
      detail,
    });
  };

  const endIncident = async (): Promise<void> => {
    const entry = incident;
    incident = Promise.resolve(null);
    await getService(strapi, 'journal').end(await entry);
  };

  const back = (): void => {
    const seconds = Math.round((performance.now() - wentAt) / 1_000);
    strapi.log.info(`[foresight] Redis at ${place()} answers again, after ${seconds} s`);
    void endIncident();
  };

  return {
    /** null where none is configured. Made when first asked for, outside whatever request asks. */
    connections(): RedisConnections | null {
      const configured = getService(strapi, 'settings').get().redis;
      if (configured === null) return null;
      return (made ??= detached(() => createRedisConnections({ url: configured.url, events: { away, back } })));
    },

    async close(): Promise<void> {
      await made?.close();
      made = null;
      // Nobody will be there to see it come back.
      await endIncident();
    },
  };
};
