/** Processes that share a Redis hear of each other's changes at once; each bus here has connections of its own. */
import type { Core } from '@strapi/strapi';
import { setTimeout as pause } from 'node:timers/promises';

import { type Bus, createBus } from '../../server/src/services/bus';
import { createRedisConnections, type RedisConnections } from '../../server/src/services/redis/connections';
import { signals } from '../../server/src/services/signals';
import { hasRedisServer, type OwnRedis, ownRedis } from '../helpers/own-redis';
import { until } from '../helpers/until';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const AT_ONCE_MS = 1_500;
const withRedis = hasRedisServer ? describe : describe.skip;

withRedis('the bus', () => {
  let redis: OwnRedis;
  const opened: { connections: RedisConnections; bus: Bus }[] = [];

  beforeEach(async () => {
    redis = await ownRedis();
  });

  afterEach(async () => {
    for (const { connections, bus } of opened.splice(0)) {
      bus.close();
      await connections.close();
    }
    await redis.close();
  });

  const join = (self: string, heard: () => void, prefix = 'site'): Bus => {
    const connections = createRedisConnections({
      url: redis.url,
      events: { away: () => undefined, back: () => undefined },
    });
    const bus = createBus({ connections, prefix, self, heard });
    opened.push({ connections, bus });
    return bus;
  };
  /** Members that have joined and looked once, with how often each has heard since. */
  const members = async (...names: string[]) => {
    const counts = new Map(names.map((name) => [name, 0]));
    const buses = names.map((name) => join(name, () => counts.set(name, (counts.get(name) ?? 0) + 1)));
    const settled = async () => {
      await until('all have looked once', () => [...counts.values()].every((count) => count > 0));
      for (const name of names) counts.set(name, 0);
    };
    await settled();
    return { counts, buses, settled };
  };

  it('is heard by the others within a tenth of a second, and not by who speaks', async () => {
    const { counts, buses } = await members('a', 'b', 'c');
    for (let n = 1; n <= 20; n++) {
      buses[0]?.publish();
      const spoken = performance.now();
      await until('both hear', () => counts.get('b') === n && counts.get('c') === n, { everyMs: 1 });
      expect(performance.now() - spoken).toBeLessThan(AT_ONCE_MS);
    }
    expect(counts.get('a')).toBe(0);
  });

  it('is not heard on another site', async () => {
    const { counts, buses } = await members('a', 'b');
    let strangers = 0;
    join('c', () => strangers++, 'another-site');
    await until('the stranger has joined', () => strangers === 1);
    buses[0]?.publish();
    await until('b hears', () => counts.get('b') === 1);
    await pause(AT_ONCE_MS);
    expect(strangers).toBe(1);
  });

  it('neither fails nor waits while Redis is away; after it each looks once and hears again', async () => {
    const { counts, buses, settled } = await members('a', 'b');
    await redis.stop();
    await until('they know', () => opened.every(({ connections }) => !connections.isReady()));
    const asked = performance.now();
    buses[0]?.publish();
    expect(performance.now() - asked).toBeLessThan(1_000);

    await redis.start();
    // What was said while they could not hear is looked for.
    await settled();
    buses[0]?.publish();
    const spoken = performance.now();
    await until('b hears', () => counts.get('b') === 1, { everyMs: 1 });
    expect(performance.now() - spoken).toBeLessThan(AT_ONCE_MS);
    expect(counts.get('a')).toBe(0);
  });

  it('uses the connections that the queue uses, and no more', async () => {
    await members('a');
    expect(await redis.clients()).toHaveLength(2);
  });

  it('brings a change from one process to another', async () => {
    const database: ScratchDatabase = await (ENGINES[0]?.open() ?? Promise.reject(new Error('no database')));
    const processOf = (self: string) => {
      const host: Core.Strapi = pluginHost(ENGINES[0]!, database.knex, () => ({}));
      const service = signals({ strapi: host });
      const bus = join(self, service.heard);
      service.passOn(bus.publish);
      return service;
    };
    try {
      const [one, other] = [processOf('one'), processOf('other')];
      let changes = 0;
      other.on('models', () => void changes++);
      await one.raise(database.knex, 'models');
      await until('they have joined', async () => (await redis.clients()).length === 4);
      await pause(AT_ONCE_MS);
      changes = 0;

      await one.raise(database.knex, 'models');
      await one.announce();
      const announced = performance.now();
      await until('it is read there', () => changes === 1, { everyMs: 1 });
      expect(performance.now() - announced).toBeLessThan(AT_ONCE_MS);
    } finally {
      await pause(AT_ONCE_MS);
      await database.close();
    }
  });
});
