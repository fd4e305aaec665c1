/** A Redis of a test's own, which it may stop, freeze and start again. Nothing is shared and nothing is left behind. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Redis } from 'ioredis';

import { hasRedis, ownRedis as ownServer } from '../../scripts/servers.mjs';

/** Whether this machine has a redis-server; CI must. */
export const hasRedisServer = hasRedis();
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

export async function ownRedis(options: Options = {}): Promise<OwnRedis> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foresight-redis-'));
  const server = ownServer({ folder, ...options });
  await server.start();

  return {
    port: server.port(),
    url: server.url(),
    start: server.start,
    stop: server.kill9,
    freeze: server.pause,
    thaw: server.resume,
    async clients() {
      const redis = new Redis(server.url(), { connectionName: 'asking' });
      const list = String(await redis.client('LIST'));
      redis.disconnect();
      return list.split('\n').filter((line) => line !== '' && !/ name=asking /.test(line));
    },
    close: async () => {
      await server.kill9();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
