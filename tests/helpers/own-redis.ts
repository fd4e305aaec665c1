/** A Redis of a test's own, which it may stop, freeze and start again. Nothing is shared and nothing is left behind. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Redis } from 'ioredis';

import { freePort } from './free-port';

const START_MS = 10_000;

/** Whether this machine has a redis-server; CI must. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedisServer && (process.env['FORESIGHT_REQUIRE'] ?? '').includes('redis')) {
  throw new Error('redis is required (FORESIGHT_REQUIRE), and there is no redis-server');
}

export interface OwnRedis {
  readonly port: number;
  readonly url: string;
  /** Dies at once, as by kill -9. */
  stop(): Promise<void>;
  /** Starts again on the same port, with what it had if it keeps anything. */
  start(): Promise<void>;
  /** Neither answers nor goes away. */
  freeze(): void;
  thaw(): void;
  /** Connections of clients, without the one that asks. */
  clients(): Promise<string[]>;
  close(): Promise<void>;
}

interface Options {
  /** Writes each command to disk, so that a restart loses nothing; else a restart forgets all. */
  readonly durable?: boolean;
  /** More arguments of redis-server. */
  readonly args?: readonly string[];
}

export async function ownRedis({ durable = false, args = [] }: Options = {}): Promise<OwnRedis> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  let server: ChildProcess | null = null;

  const ask = async <T>(question: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url, { connectionName: 'asking', retryStrategy: () => 50, maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    try {
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  };

  const start = async (): Promise<void> => {
    const keeping = durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
    server = spawn('redis-server', [...place, ...keeping, ...args], { stdio: 'ignore' });
    const timeUp = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error('redis-server did not start')), START_MS).unref()
    );
    await Promise.race([args.includes('--requirepass') ? listening(port) : ask((redis) => redis.ping()), timeUp]);
  };

  const stop = async (): Promise<void> => {
    const ending = server;
    server = null;
    if (ending === null || ending.exitCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill('SIGKILL');
    await gone;
  };

  await start();
  return {
    port,
    url,
    start,
    stop,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    clients: () =>
      ask(async (redis) => {
        const list = (await redis.client('LIST')) as string;
        return list.split('\n').filter((line) => line !== '' && !/ name=asking /.test(line));
      }),
    close: async () => {
      await stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server that wants a password answers with an error, which is an answer. */
const listening = (port: number): Promise<void> =>
  new Promise((resolve) => {
    const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50 });
    redis.on('error', ({ message }) => {
      if (!/NOAUTH/.test(message)) return;
      redis.disconnect();
      resolve();
    });
  });
