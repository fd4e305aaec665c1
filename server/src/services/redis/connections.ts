import { createRequire } from 'node:module';

import type * as IoRedis from 'ioredis';
import type { Redis, RedisOptions } from 'ioredis';

import { LIMITS } from '../../config/defaults';
import { CoreError } from '../../core/errors';
import { within } from './within';

export interface RedisEvents {
  /** Commands have not been answered for `awayMs`. Said once; not again before `back`. */
  away(error: unknown): void;
  /** Commands are answered again. */
  back(): void;
}

interface Options {
  /** redis:// or, with TLS, rediss://; user, password and number of the database as usual. */
  readonly url: string;
  readonly events: RedisEvents;
  readonly awayMs?: number;
  readonly pingMs?: number;
}

/** The connections of this process to Redis: one for commands, one for messages, and one for each that blocks. */
export interface RedisConnections {
  /** For commands. One given to it while Redis is away waits, and is carried out when it is back. */
  readonly client: Redis;
  /** For messages; made when first asked for. */
  subscriber(): Redis;
  /** One more, for a caller that blocks it. */
  blocking(): Redis;
  /** Whether commands are answered now. */
  isReady(): boolean;
  /** @throws {CoreError} QUEUE_UNAVAILABLE when Redis is away, or does not answer within `limitMs`. */
  ready(limitMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Time for Redis to say goodbye. */
const GOODBYE_MS = 500;
const SLOWEST_RETRY_MS = 2_000;
/** Parts of the time after which Redis is taken for away. */
const TICKS = 10;

/**
 * Reconnects for ever, the first time after 100 ms. Nothing it was given is refused for having waited: a job that ends
 * while Redis is away is noted as done when it is back. Who can't wait asks `ready` first and sets a limit.
 */
const COMMON: RedisOptions = {
  maxRetriesPerRequest: null,
  retryStrategy: (times) => Math.min(50 * 2 ** times, SLOWEST_RETRY_MS),
  connectTimeout: 5_000,
  disconnectTimeout: 500,
  connectionName: 'foresight',
};

export function createRedisConnections({
  url,
  events,
  awayMs = LIMITS.redisAwayMs,
  pingMs = LIMITS.redisPingMs,
}: Options): RedisConnections {
  // Required only here: a site without Redis never loads it.
  const { Redis: Connection } = createRequire(__filename)('ioredis') as typeof IoRedis;
  const open: Redis[] = [];
  let closed = false;
  let lastError: unknown = null;

  const connect = (options: RedisOptions): Redis => {
    const connection = new Connection(url, { ...COMMON, ...options });
    // Each failing attempt is an error event; what matters of them is told once, below.
    connection.on('error', (error) => (lastError = error));
    // Bull, closing, disconnects to stop waiting for jobs and connects once more; that may come late.
    connection.on('connecting', () => closed && connection.disconnect());
    open.push(connection);
    return connection;
  };

  const client = connect({});
  let subscriber: Redis | null = null;
  let isAway = false;
  let silence: NodeJS.Timeout | null = null;

  /** Counted in ticks: one long turn of the event loop, in which no answer could be read, is one of them. */
  const fallSilent = (): void => {
    if (closed || isAway || silence !== null) return;
    let ticks = 0;
    silence = setInterval(() => {
      if (++ticks < TICKS) return;
      endSilence();
      isAway = true;
      events.away(lastError);
    }, awayMs / TICKS).unref();
  };
  const endSilence = (): void => {
    if (silence !== null) clearInterval(silence);
    silence = null;
  };
  const speak = (): void => {
    endSilence();
    lastError = null;
    if (!isAway) return;
    isAway = false;
    events.back();
  };
  fallSilent();
  client.on('close', fallSilent);
  client.on('ready', speak);

  /** A peer that is gone without a word keeps its connections: those that don't answer are made anew. */
  const reconnectAll = (): void => {
    for (const each of open) if (each.status === 'ready' || each.status === 'connect') each.disconnect(true);
  };
  let isAsking = false;
  let greetedBefore = false;
  const probe = async (): Promise<void> => {
    const greets = client.status === 'connect';
    if (greets && greetedBefore) reconnectAll();
    greetedBefore = greets;
    if (isAsking || client.status !== 'ready') return;
    isAsking = true;
    const asked = subscriber === null ? [client] : [client, subscriber];
    await within(Promise.all(asked.map((each) => each.ping())), pingMs).catch(reconnectAll);
    isAsking = false;
  };
  const probing = setInterval(() => void probe(), pingMs).unref();

  return {
    client,
    // What Bull asks of connections that block or listen: no check that sends commands, no limit of waiting.
    subscriber: () => (subscriber ??= connect({ enableReadyCheck: false })),
    blocking: () => connect({ enableReadyCheck: false }),
    isReady: () => client.status === 'ready' && !closed,

    async ready(limitMs) {
      if (client.status === 'ready') return;
      if (isAway || closed) throw new CoreError('QUEUE_UNAVAILABLE', { expected: 'Redis to answer', got: 'no answer' });
      let onReady: () => void = () => undefined;
      const isThere = new Promise<void>((resolve) => (onReady = resolve));
      client.once('ready', onReady);
      try {
        await within(isThere, limitMs);
      } finally {
        client.off('ready', onReady);
      }
    },

    async close() {
      closed = true;
      clearInterval(probing);
      endSilence();
      const goodbye = async (each: Redis) => {
        // One that blocks would say it only when it is done.
        if (each.status === 'ready' && (each === client || each === subscriber)) {
          await within(each.quit(), GOODBYE_MS).catch(() => undefined);
        }
        if (each.status !== 'end') each.disconnect();
      };
      await Promise.all(open.map(goodbye));
    },
  };
}
