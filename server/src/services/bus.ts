import type { Core } from '@strapi/strapi';

import { getService } from '../utils/get-service';
import type { RedisConnections } from './redis/connections';
import { THIS_PROCESS_ID } from './this-process';

export interface Bus {
  /** Tell the other processes that something is new. Neither waits nor fails; while Redis is away it says nothing. */
  publish(): void;
  close(): void;
}

interface Options {
  readonly connections: RedisConnections;
  readonly prefix: string;
  /** What this process calls itself, so that it does not hear its own voice. */
  readonly self: string;
  /** Another process says that something is new, or may have said so while this one could not hear. */
  readonly heard: () => void;
}

/** One channel, on which a process says "something is new" and nothing else: what it is, is in the database. */
export function createBus({ connections, prefix, self, heard }: Options): Bus {
  const channel = `${prefix}:bus`;
  const ear = connections.subscriber();

  const onMessage = (where: string, who: string): void => {
    if (where === channel && who !== self) heard();
  };
  /** After each connect: what was said before the subscription stood is looked for. */
  const listen = (): void => void ear.subscribe(channel).then(heard, () => undefined);

  ear.on('message', onMessage);
  ear.on('ready', listen);
  if (ear.status === 'ready') listen();

  return {
    publish() {
      if (connections.isReady()) connections.client.publish(channel, self).catch(() => undefined);
    },
    close() {
      ear.off('message', onMessage);
      ear.off('ready', listen);
    },
  };
}

/** Changes are heard at once where there is Redis; without it processes look every `LIMITS.signalMs`. */
export const bus = ({ strapi }: { strapi: Core.Strapi }) => {
  let joined: Bus | null = null;

  return {
    begin(): void {
      const connections = getService(strapi, 'redis').connections();
      const configured = getService(strapi, 'settings').get().redis;
      if (connections === null || configured === null) return;
      const { heard, passOn } = getService(strapi, 'signals');
      joined ??= createBus({ connections, prefix: configured.prefix, self: THIS_PROCESS_ID, heard });
      passOn(() => joined?.publish());
    },

    close(): void {
      joined?.close();
      joined = null;
    },
  };
};
