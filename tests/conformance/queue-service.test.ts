/** What the site does about Redis going: told once, kept in the journal, and jobs run here or wait as configured. */
import type { Core } from '@strapi/strapi';
import { randomUUID } from 'node:crypto';

import { configSchema, type ForesightConfig } from '../../server/src/config/schema';
import { rollupJob } from '../../server/src/jobs/rollup';
import type { JournalEntry } from '../../server/src/repositories/journal';
import type { Services } from '../../server/src/services';
import { journal } from '../../server/src/services/journal';
import { queue } from '../../server/src/services/queue';
import { redis } from '../../server/src/services/redis';
import { hasRedisServer, type OwnRedis, ownRedis } from '../helpers/own-redis';
import { until } from '../helpers/until';
import { pluginHost } from './plugin-host';
import { ENGINES, type ScratchDatabase } from './scratch-database';

const ANSWER_MS = 5_000;

interface Process {
  readonly strapi: Core.Strapi;
  readonly queue: Services['queue'];
  readonly redis: Services['redis'];
  readonly log: readonly string[];
}

let database: ScratchDatabase;
const processes: Process[] = [];

/** A process with these settings: the services that matter here, and a log that is kept. */
const start = (given: object, more: Partial<ForesightConfig['jobs']> = {}): Process => {
  const config = configSchema.parse({ ...given, jobs: more });
  const log: string[] = [];
  const strapi = pluginHost(ENGINES[0]!, database.knex, (host) => ({
    settings: { get: () => config },
    queue: queue({ strapi: host }),
    redis: redis({ strapi: host }),
    journal: journal({ strapi: host }),
  }));
  const say = (level: string) => (text: string) => void log.push(`${level}: ${text}`);
  Object.assign(strapi, {
    log: { error: say('error'), warn: say('warn'), info: say('info'), debug: () => undefined },
  });
  const service = <Name extends keyof Services>(name: Name) =>
    strapi.plugin('foresight').service(name) as Services[Name];
  const started = { strapi, queue: service('queue'), redis: service('redis'), log };
  processes.push(started);
  return started;
};

const incidents = async (): Promise<JournalEntry[]> => {
  const read = journal({ strapi: pluginHost(ENGINES[0]!, database.knex, () => ({})) });
  return (await read.page({ kind: 'incident', page: 1, pageSize: 50 })).entries;
};

const timed = async (work: () => Promise<unknown>): Promise<{ ms: number; code: string }> => {
  const started = performance.now();
  const code = await work().then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error)
  );
  return { ms: performance.now() - started, code };
};

beforeEach(async () => {
  database = await ENGINES[0]!.open();
});

afterEach(async () => {
  delete process.env['FORESIGHT_ROLE'];
  for (const each of processes.splice(0)) {
    await each.queue.close({ timeoutMs: 100 });
    await each.redis.close();
  }
  await database.close();
});

describe('jobs of a site without Redis', () => {
  it('are given up in the log each, and in the journal once until one of their name is done again', async () => {
    const site = start({});
    let works = false;
    site.queue.process('count', async () => {
      if (!works) throw new Error('no such column');
    });
    const failing = async () => {
      const before = site.log.length;
      await site.queue.enqueue('count', {}, { dedupeKey: 'count' });
      await until('it is given up', () => site.log.length > before);
    };
    await failing();
    await failing();
    expect(site.log).toHaveLength(2);
    expect(site.log[0]).toMatch(/error: .*job count \(count:count\) was given up after try 1: no such column/);
    await until('it is in the journal', async () => (await incidents()).length > 0);
    expect(await incidents()).toMatchObject([
      {
        code: 'job-failed',
        level: 'danger',
        subject: 'count',
        detail: { job: 'count:count', tries: 1, why: 'no such column' },
      },
    ]);

    works = true;
    await site.queue.enqueue('count', {});
    await until('it is done', async () => (await site.queue.size()) === 0);
    works = false;
    await failing();
    await until('the next is in the journal', async () => (await incidents()).length === 2);
  });

  it('are refused where jobs.runHere is false, which is said at start', async () => {
    const site = start({}, { runHere: false });
    site.queue.begin();
    expect(site.log).toEqual([expect.stringMatching(/warn: .*jobs.runHere is false and there is no Redis/)]);
    site.queue.process('count', () => Promise.reject(new Error('not here')));
    const refused = site.queue.enqueue('count', {});
    await expect(refused).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    await expect(refused).rejects.toThrow('expected Redis to hand the job to a worker');
    expect(site.queue.takesJobs()).toBe(false);
  });

  it('are none for a worker, which does not start', () => {
    process.env['FORESIGHT_ROLE'] = 'worker';
    expect(() => start({}).queue.begin()).toThrow('A worker needs Redis');
  });
});

const withRedis = hasRedisServer ? describe : describe.skip;

withRedis('jobs of a site whose Redis goes', () => {
  let server: OwnRedis;
  const configured = (more: object = {}) => ({ redis: { url: server.url, prefix: `t-${randomUUID()}`, ...more } });

  beforeEach(async () => {
    server = await ownRedis({ durable: true });
  });
  afterEach(() => server.close());

  const settle = (site: Process) => until('Redis answers', () => site.redis.connections()?.isReady() ?? false);
  const gone = (site: Process) => until('it is told', () => site.log.some((line) => line.startsWith('warn')));

  it('run in the process meanwhile; one line when it goes and one when it is back, and an incident with its end', async () => {
    const site = start(configured());
    const done: number[] = [];
    site.queue.process('work', async ({ payload }) => void done.push((payload as { n: number }).n));
    await settle(site);
    await server.stop();
    await gone(site);

    for (const n of [1, 2, 3]) {
      const { ms, code } = await timed(() => site.queue.enqueue('work', { n }));
      expect([code, ms < ANSWER_MS]).toEqual(['done', true]);
    }
    expect((await timed(() => site.queue.size())).ms).toBeLessThan(ANSWER_MS);
    await until('they are done here', () => done.length === 3);
    expect(site.queue.takesJobs()).toBe(true);
    await until('it is in the journal', async () => (await incidents()).length === 1);
    expect(await incidents()).toMatchObject([{ code: 'redis-away', level: 'warning', endedAt: null }]);

    await server.start();
    await settle(site);
    await site.queue.enqueue('work', { n: 4 });
    await until('it is done', () => done.length === 4);
    expect(done).toEqual([1, 2, 3, 4]);
    expect(site.log).toEqual([
      expect.stringMatching(
        /^warn: .*Redis at 127\.0\.0\.1:\d+ can't be reached, jobs run in this process meanwhile: /
      ),
      expect.stringMatching(/^info: .*Redis at 127\.0\.0\.1:\d+ answers again, after \d+ s$/),
    ]);
    await until('its end is in the journal', async () => (await incidents())[0]?.endedAt !== null);
    expect(await incidents()).toHaveLength(1);
  });

  it("are refused meanwhile when they are to wait ('wait'), and taken again when it is back", async () => {
    const site = start(configured({ whenAway: 'wait' }));
    const done: number[] = [];
    site.queue.process('work', async ({ payload }) => void done.push((payload as { n: number }).n));
    site.queue.process('rollup', async () => void done.push(99));
    await settle(site);
    await server.stop();
    await gone(site);

    const { ms, code } = await timed(() => site.queue.enqueue('work', { n: 1 }));
    expect([code, ms < ANSWER_MS]).toEqual(['QUEUE_UNAVAILABLE', true]);
    expect(site.queue.takesJobs()).toBe(false);

    await server.start();
    await settle(site);
    await rollupJob.wake(site.strapi, new Date());
    await until('the next wake is heard', () => done.length === 1);
    expect(done).toEqual([99]);
    expect(site.log).toEqual([
      expect.stringMatching(/^warn: .*can't be reached, jobs wait until it is back: /),
      expect.stringMatching(/^info: .*answers again/),
    ]);
  });

  it('are never done in a process that only serves; a worker does them', async () => {
    const config = configured();
    const site = start(config, { runHere: false });
    const done: string[] = [];
    site.queue.process('work', async () => void done.push('site'));
    await site.queue.enqueue('work', {});
    expect(await site.queue.size()).toBe(1);

    // Of one configuration: what it says of sites does not keep a worker from working.
    process.env['FORESIGHT_ROLE'] = 'worker';
    const worker = start(config, { runHere: false });
    worker.queue.process('work', async () => void done.push('worker'));
    await until('it is done', () => done.length === 1);
    expect(done).toEqual(['worker']);
    delete process.env['FORESIGHT_ROLE'];

    await server.stop();
    await gone(site);
    await expect(site.queue.enqueue('work', {})).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    expect(site.log[0]).toContain('jobs wait until it is back');
  });

  it('under way are done when it is stopped for longer than anybody waits', async () => {
    const site = start(configured());
    let end: () => void = () => undefined;
    const mayEnd = new Promise<void>((resolve) => (end = resolve));
    const began: number[] = [];
    site.queue.process('work', async ({ attempt }) => {
      began.push(attempt);
      await mayEnd;
    });
    await site.queue.enqueue('work', {}, { dedupeKey: 'key' });
    await until('it has begun', () => began.length === 1);
    await server.stop();
    await gone(site);
    end();
    await server.start();
    await settle(site);
    await until('nothing is left of it', async () => (await site.queue.size()) === 0);
    expect(began).toEqual([1]);
    expect(site.log.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
