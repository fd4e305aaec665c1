/** What happens to jobs when processes die and Redis goes: each test has a Redis of its own, which it may stop. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { CoreError } from '../../server/src/core/errors';
import { RetryableError } from '../../server/src/services/queue/types';
import { type OpenBull, openBull } from '../helpers/open-bull';
import { hasRedisServer, type OwnRedis, ownRedis } from '../helpers/own-redis';
import { until } from '../helpers/until';

const LEASE_MS = 800;
/** What a request waits at most, with room for a busy machine. */
const ANSWER_MS = 5_000;

const withRedis = hasRedisServer ? describe : describe.skip;

withRedis('the bull queue', () => {
  let redis: OwnRedis;
  let prefix: string;
  const opened: OpenBull[] = [];
  const children: ChildProcess[] = [];

  const open = (options: Partial<Parameters<typeof openBull>[0]> = {}): OpenBull => {
    const queue = openBull({ url: redis.url, prefix, leaseMs: LEASE_MS, backoffMs: 5, awayMs: 300, ...options });
    opened.push(queue);
    return queue;
  };

  /** A process that does the jobs "work"; resolves with its first line. */
  const otherProcess = async (mode: 'hang' | 'die'): Promise<{ child: ChildProcess; said: string }> => {
    const options = { url: redis.url, prefix, leaseMs: LEASE_MS };
    const script = path.resolve(__dirname, '../helpers/queue-process.mjs');
    const child = spawn(process.execPath, [script, JSON.stringify(options), mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, said };
  };

  const timed = async (work: () => Promise<unknown>): Promise<{ ms: number; code: string }> => {
    const started = performance.now();
    const code = await work().then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error)
    );
    return { ms: performance.now() - started, code };
  };

  const keyOf = (...parts: string[]): string => [prefix, ...parts].join(':');
  /** Everything the queue keeps about jobs; nothing is left when all are done. */
  const entries = async (queue: OpenBull, name: string): Promise<string[]> => {
    const keys = await queue.connections.client.keys(keyOf(name, '*'));
    return keys.filter((key) => !/:(id|stalled-check|stalled|de)$/.test(key));
  };

  beforeEach(() => {
    prefix = `t-${randomUUID().slice(0, 8)}`;
  });

  afterEach(async () => {
    redis.thaw();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await Promise.all(opened.splice(0).map((queue) => queue.close({ timeoutMs: 100 })));
    await redis.close();
  });

  describe('when processes die', () => {
    beforeEach(async () => {
      redis = await ownRedis();
    });

    it('has another process do the job of one that was killed in the middle of it', async () => {
      const here = open();
      await here.enqueue('work', { n: 1 }, { dedupeKey: 'one' });
      const { child, said } = await otherProcess('hang');
      expect(said).toBe('began one 1');

      const done: unknown[] = [];
      here.process('work', async ({ id, payload, attempt }) => void done.push([id, payload, attempt]));
      await pause(LEASE_MS * 2);
      expect(done).toEqual([]);

      child.kill('SIGKILL');
      const killedAt = performance.now();
      await until('the job is done here', () => done.length === 1);
      expect(done).toEqual([['one', { n: 1 }, 2]]);
      // The lease, and a quarter of it until somebody looks.
      expect(performance.now() - killedAt).toBeLessThan(LEASE_MS * 1.25 + 8_000);
      expect(here.failures).toEqual([]);
    });

    it('leaves a long job to a process that is well, although a thread of it computes for three leases', async () => {
      const busy = open();
      const idle = open();
      const done: string[] = [];
      busy.process('work', async () => {
        const spin = `const end = Date.now() + ${LEASE_MS * 3}; while (Date.now() < end);`;
        await once(new Worker(spin, { eval: true }), 'exit');
        done.push('busy');
      });
      await until('handlers are there', async () => (await redis.clients()).length >= 4);
      await busy.enqueue('work', {});
      await until('it has begun', async () => (await busy.connections.client.llen(keyOf('work', 'active'))) === 1);
      idle.process('work', async () => void done.push('idle'));

      await until('it is done', () => done.length > 0);
      await pause(LEASE_MS * 2);
      expect(done).toEqual(['busy']);
      expect(await entries(busy, 'work')).toEqual([]);
    });

    it('gives up a job that ends each process it is handed to, says so once, and goes on with the next', async () => {
      const here = open();
      await here.enqueue('work', {}, { dedupeKey: 'poison' });
      for (let n = 1; n <= 3; n++) {
        const { child, said } = await otherProcess('die');
        expect(said).toBe(`began poison ${n}`);
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      await here.enqueue('work', { n: 2 }, { dedupeKey: 'good' });

      const done: string[] = [];
      here.process('work', async ({ id }) => void done.push(id));
      await until('it is given up', () => here.failures.length === 1);
      await until('the next is done', () => done.length === 1);
      expect(done).toEqual(['good']);
      expect(here.failures[0]).toMatchObject({ job: { id: 'poison', name: 'work', attempt: 4 } });
      expect(String(here.failures[0]?.error)).toContain('3 processes ended in the middle of it');

      // Its key is free again.
      await until('nothing of it is left', async () => (await entries(here, 'work')).length === 0);
      await here.enqueue('work', {}, { dedupeKey: 'poison' });
      await until('a later job of its key is done', () => done.length === 2);
      expect(here.failures).toHaveLength(1);
    });

    it('hands a job that is cut off, because the process ends, to another at once, and does not count it as a try', async () => {
      const other = open();
      const done: unknown[] = [];
      for (let n = 0; n < 4; n++) {
        const ending = open();
        let cut: () => void = () => undefined;
        let began = false;
        ending.process('work', () => {
          began = true;
          return new Promise((_, reject) => {
            cut = () => reject(new CoreError('CANCELLED', { got: 'the thread closes' }));
          });
        });
        if (n === 0) await ending.enqueue('work', {}, { dedupeKey: 'key' });
        await until('it has begun', () => began);
        const cutOff = async () => cut();
        await ending.close({ timeoutMs: 20, cutOff });
        expect(ending.failures).toEqual([]);
      }
      other.process('work', async ({ id, attempt }) => void done.push([id, attempt]));
      await until('another does it', () => done.length === 1, { limitMs: LEASE_MS * 2 });
      expect(done).toEqual([['key', 1]]);
    });

    it.each(['failed', 'completed'])('does a job whose key an earlier one still has among the %s', async (place) => {
      const here = open();
      const { client } = here.connections;
      await client.hset(keyOf('work', 'rollup'), { data: '{}', opts: '{"attempts":1}', timestamp: 1, name: 'x' });
      await client.zadd(keyOf('work', place), 1, 'rollup');

      await here.enqueue('work', { n: 2 }, { dedupeKey: 'rollup' });
      const done: unknown[] = [];
      here.process('work', async ({ payload }) => void done.push(payload));
      await until('it is done', () => done.length === 1);
      expect(done).toEqual([{ n: 2 }]);
      await until('nothing is left', async () => (await entries(here, 'work')).length === 0);
    });

    it('does a job whose key an entry has that stands in no list', async () => {
      const here = open();
      await here.connections.client.hset(keyOf('work', 'rollup'), { processedOn: 1 });
      await here.enqueue('work', { n: 2 }, { dedupeKey: 'rollup' });
      const done: unknown[] = [];
      here.process('work', async ({ payload }) => void done.push(payload));
      await until('it is done', () => done.length === 1);
      expect(done).toEqual([{ n: 2 }]);
    });

    it('clears away at start what was left among the failed and the completed', async () => {
      const here = open();
      const { client } = here.connections;
      for (const place of ['failed', 'completed']) {
        await client.hset(keyOf('work', `old-${place}`), { data: '{}', opts: '{}', timestamp: 1, name: 'x' });
        await client.zadd(keyOf('work', place), 1, `old-${place}`);
      }
      here.process('work', async () => undefined);
      await until('nothing is left', async () => (await entries(here, 'work')).length === 0);
    });

    it('is given up by Bull as well when it stalls more often than that, and its key is free', async () => {
      const here = open();
      await here.enqueue('work', {}, { dedupeKey: 'rollup' });
      await here.connections.client.hset(keyOf('work', 'rollup'), { stalledCounter: 3 });
      const { child } = await otherProcess('die');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

      const done: unknown[] = [];
      here.process('work', async ({ payload }) => void done.push(payload));
      await until('Bull has given it up', async () => (await entries(here, 'work')).length === 0);
      await here.enqueue('work', { n: 2 }, { dedupeKey: 'rollup' });
      await until('the next of its key is done', () => done.length === 1);
      expect(done).toEqual([{ n: 2 }]);
    });

    it('needs two connections, and one more for each name whose jobs are done here', async () => {
      const serving = open();
      await serving.enqueue('a', {});
      await serving.enqueue('b', {});
      expect(await redis.clients()).toHaveLength(1);
      await serving.close({ timeoutMs: 100 });

      const working = open();
      let done = 0;
      for (const name of ['a', 'b', 'c']) working.process(name, async () => void done++);
      await working.enqueue('c', {});
      await until('all are done', () => done === 3);
      expect(await redis.clients()).toHaveLength(5);
    });
  });

  describe('when Redis goes', () => {
    const restartable = async () => (redis = await ownRedis({ durable: true }));

    it('refuses a job in time when Redis was never there, says so once, and takes jobs when it comes', async () => {
      await restartable();
      await redis.stop();
      const here = open();
      const done: unknown[] = [];
      here.process('work', async ({ payload }) => void done.push(payload));
      for (let n = 0; n < 3; n++) {
        const { ms, code } = await timed(() => here.enqueue('work', { n }));
        expect(code).toBe('QUEUE_UNAVAILABLE');
        expect(ms).toBeLessThan(ANSWER_MS);
      }
      expect(await timed(() => here.size())).toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
      expect(here.news).toEqual(['away']);

      await redis.start();
      await until('it is back', () => here.news.length === 2);
      await here.enqueue('work', { n: 9 });
      await until('the job is done', () => done.length === 1);
      expect(done).toEqual([{ n: 9 }]);
      expect(here.news).toEqual(['away', 'back']);
    });

    it('refuses jobs while Redis is stopped, and does jobs again when it is back, without a restart', async () => {
      await restartable();
      const here = open();
      const done: unknown[] = [];
      here.process('work', async ({ payload }) => void done.push((payload as { n: number }).n));
      await here.enqueue('work', { n: 1 });
      await until('the first is done, and noted as done', async () => done.length === 1 && (await here.size()) === 0);

      await redis.stop();
      await until('the connection is gone', () => !here.connections.isReady());
      const first = await timed(() => here.enqueue('work', { n: 2 }));
      expect(first.code).toBe('QUEUE_UNAVAILABLE');
      expect(first.ms).toBeLessThan(ANSWER_MS);
      await until('it was noticed', () => here.news.length === 1);
      const later = await timed(() => here.enqueue('work', { n: 3 }));
      expect(later.ms).toBeLessThan(1_000);
      const sized = await timed(() => here.size());
      expect(sized.ms).toBeLessThan(1_000);

      await redis.start();
      await until('it is back', () => here.news.length === 2);
      for (const n of [4, 5]) await here.enqueue('work', { n });
      await until('they are done', () => done.length >= 3);
      await pause(LEASE_MS * 2);
      expect(done).toEqual([1, 4, 5]);
      expect(await here.size()).toBe(0);
      expect(here.news).toEqual(['away', 'back']);
    });

    it('keeps a handful of commands for a Redis that is away, however long that is', async () => {
      await restartable();
      const here = open();
      let done = 0;
      for (const name of ['a', 'b', 'c']) here.process(name, async () => void done++);
      await here.enqueue('a', {});
      await until('the first is done', () => done === 1);
      await redis.stop();
      const kept = here.connections.client as unknown as { offlineQueue: { length: number } };
      await pause(LEASE_MS * 8);
      expect(kept.offlineQueue.length).toBeLessThan(10);
      await redis.start();
      await until('it is back', () => here.news.length === 2);
      await here.enqueue('c', {});
      await until('it goes on', () => done === 2);
    });

    it.each(['ends well', 'fails for good', 'is tried again'])(
      'a job that %s while Redis is away longer than its lease is settled when Redis is back',
      async (how) => {
        await restartable();
        const here = open();
        const began: number[] = [];
        let finish: () => void = () => undefined;
        const mayFinish = new Promise<void>((resolve) => (finish = resolve));
        here.process('work', async ({ attempt }) => {
          began.push(attempt);
          await mayFinish;
          if (how === 'fails for good') throw new Error('wrong');
          if (how === 'is tried again' && attempt === 1) throw new RetryableError(new Error('busy'));
        });
        await here.enqueue('work', {}, { dedupeKey: 'key' });
        await until('it has begun', () => began.length === 1);
        await redis.stop();
        await pause(LEASE_MS * 2);
        finish();
        await pause(LEASE_MS);
        await redis.start();

        await until('nothing is left of it', async () => (await entries(here, 'work')).length === 0);
        await pause(LEASE_MS * 2);
        expect(began).toEqual(how === 'is tried again' ? [1, 2] : [1]);
        expect(here.failures).toHaveLength(how === 'fails for good' ? 1 : 0);
        expect(here.odd).toEqual([]);
      }
    );

    it('goes on when Redis has forgotten everything meanwhile, the job under way included', async () => {
      redis = await ownRedis();
      const here = open();
      const done: number[] = [];
      let begun = 0;
      here.process('work', async ({ payload }) => {
        begun++;
        await pause(LEASE_MS);
        done.push((payload as { n: number }).n);
      });
      await here.enqueue('work', { n: 1 }, { dedupeKey: 'key' });
      // By the handler: Bull lists a job as active a moment before it reads what belongs to it.
      await until('it has begun', () => begun === 1);
      await redis.stop();
      await redis.start();
      await until('it is done', () => done.length === 1);
      await here.enqueue('work', { n: 2 }, { dedupeKey: 'key' });
      await until('the next of its key is done', () => done.length === 2);
      expect(done).toEqual([1, 2]);
      await until('nothing is left', async () => (await here.size()) === 0);
    });

    it('answers in time while Redis is frozen, tells that it is away, and goes on when it thaws', async () => {
      redis = await ownRedis();
      const here = open({ pingMs: 400 });
      const done: unknown[] = [];
      here.process('work', async ({ payload }) => void done.push((payload as { n: number }).n));
      await here.enqueue('work', { n: 1 });
      await until('the first is done, and noted as done', async () => done.length === 1 && (await here.size()) === 0);

      redis.freeze();
      const asked = await timed(() => here.enqueue('work', { n: 2 }, { dedupeKey: 'frozen' }));
      expect(asked.code).toBe('QUEUE_UNAVAILABLE');
      expect(asked.ms).toBeLessThan(ANSWER_MS);
      expect((await timed(() => here.size())).ms).toBeLessThan(ANSWER_MS);
      await until('it was noticed', () => here.news.length === 1);
      redis.thaw();
      await until('it is back', () => here.news.length === 2);
      await here.enqueue('work', { n: 3 });
      await until('the job is done', () => done.includes(3));
      // What was asked for while it was frozen may be done late, once: whoever asked was told that it could not be had.
      expect(done.filter((n) => n === 2).length).toBeLessThanOrEqual(1);
      expect(here.news).toEqual(['away', 'back']);
    });

    it.each(['stopped', 'frozen'])('closes in its time while Redis is %s in the middle of a job', async (how) => {
      redis = await ownRedis();
      const here = open();
      let began = false;
      here.process('work', () => {
        began = true;
        return new Promise(() => undefined);
      });
      here.process('idle', async () => undefined);
      await here.enqueue('work', {});
      await until('it has begun', () => began);
      if (how === 'stopped') await redis.stop();
      else redis.freeze();
      const { ms } = await timed(() => here.close({ timeoutMs: 200 }));
      expect(ms).toBeLessThan(200 + 1_000 + 1_000 + 500 + 6_000);
    });
  });
});
