import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

import { CoreError } from '../../server/src/core/errors';
import { createInProcessQueue } from '../../server/src/services/queue/in-process';
import { RetryableError, type Job, type JobQueue } from '../../server/src/services/queue/types';
import { openBull } from '../helpers/open-bull';

const BACKOFF_MS = 5;
const redis = process.env.FORESIGHT_REDIS_URL;

interface Opened {
  readonly queue: JobQueue;
  readonly failures: readonly { readonly job: Job; readonly error: unknown }[];
}
type Open = () => Opened;

const inProcess: Open = () => {
  const failures: { job: Job; error: unknown }[] = [];
  const events = { failed: (job: Job, error: unknown) => failures.push({ job, error }) };
  return { queue: createInProcessQueue(events, { backoffMs: BACKOFF_MS }), failures };
};
const bull =
  (url: string): Open =>
  () => {
    const queue = openBull({ url, prefix: `foresight-${randomUUID()}`, backoffMs: BACKOFF_MS });
    return { queue, failures: queue.failures };
  };

const ENGINES: [string, Open][] = [['in-process', inProcess]];
if (redis) ENGINES.push(['bull', bull(redis)]);

/** A promise and its resolver, to hold a job at a place. */
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.each(ENGINES)('the %s queue', (_, open) => {
  let queue: JobQueue;
  let failures: Opened['failures'];

  beforeEach(() => {
    ({ queue, failures } = open());
  });

  afterEach(() => queue.close({ timeoutMs: 2_000 }));

  it('does jobs of one name in the order they came, one at a time', async () => {
    const done: unknown[] = [];
    let running = 0;
    let most = 0;
    queue.process('count', async ({ payload }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      done.push(payload);
    });
    for (let n = 0; n < 8; n++) await queue.enqueue('count', { n });
    await until(() => done.length === 8);

    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({ n })));
    expect(most).toBe(1);
  });

  it('does jobs of different names side by side', async () => {
    const held = gate();
    const done: string[] = [];
    queue.process('slow', () => held.opened);
    queue.process('fast', async () => void done.push('fast'));
    await queue.enqueue('slow', {});
    await queue.enqueue('fast', {});
    await until(() => done.length === 1);
    held.open();
  });

  it('keeps jobs that came before their handler', async () => {
    const done: unknown[] = [];
    await queue.enqueue('early', { n: 1 });
    expect(await queue.size()).toBe(1);
    queue.process('early', async ({ payload }) => void done.push(payload));
    await until(() => done.length === 1);
  });

  it('takes a handler again for a name it knows, and the last one does the jobs', async () => {
    const done: string[] = [];
    const held = gate();
    queue.process('again', async () => {
      done.push('first');
      await held.opened;
    });
    await queue.enqueue('again', {});
    await queue.enqueue('again', {});
    await until(() => done.length === 1);
    queue.process('again', async () => void done.push('second'));
    held.open();
    await until(() => done.length === 2);
    expect(done).toEqual(['first', 'second']);
    expect(failures).toEqual([]);
  });

  it('gives the handler its own copy of the payload', async () => {
    const payload = { list: [1] };
    const seen: unknown[] = [];
    await queue.enqueue('copy', payload);
    payload.list.push(2);
    queue.process('copy', async (job) => void seen.push(job.payload));
    await until(() => seen.length === 1);
    expect(seen).toEqual([{ list: [1] }]);
  });

  it('does a job outside the request, and the transaction, that asked for it', async () => {
    const request = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    queue.process('outside', async () => void seen.push(request.getStore()));
    await request.run('a transaction', () => queue.enqueue('outside', {}));
    await until(() => seen.length === 1);
    expect(seen).toEqual([undefined]);
  });

  it('answers with the same job while one of its key waits or runs, and takes a new one afterwards', async () => {
    const held = gate();
    let runs = 0;
    queue.process('once', async () => {
      runs++;
      await held.opened;
    });
    const first = await queue.enqueue('once', { n: 1 }, { dedupeKey: 'night' });
    await until(() => runs === 1);
    const again = await queue.enqueue('once', { n: 2 }, { dedupeKey: 'night' });
    expect(again.id).toBe(first.id);
    expect(await queue.size()).toBe(1);

    held.open();
    await until(async () => (await queue.size()) === 0);
    await queue.enqueue('once', { n: 3 }, { dedupeKey: 'night' });
    await until(() => runs === 2);
  });

  it('keeps equal keys of different names apart', async () => {
    await queue.enqueue('a', {}, { dedupeKey: 'same' });
    await queue.enqueue('b', {}, { dedupeKey: 'same' });
    expect(await queue.size()).toBe(2);
  });

  it('tries again only after errors marked retryable, three times in all', async () => {
    const tries: Record<string, number[]> = { busy: [], wrong: [] };
    queue.process('busy', async ({ attempt }) => {
      tries.busy!.push(attempt);
      throw new RetryableError(new Error('database is locked'));
    });
    queue.process('wrong', async ({ attempt }) => {
      tries.wrong!.push(attempt);
      throw new Error('no such column');
    });
    await queue.enqueue('busy', {});
    await queue.enqueue('wrong', {});
    await until(() => failures.length === 2);

    expect(tries).toEqual({ busy: [1, 2, 3], wrong: [1] });
    expect(failures.map(({ job }) => job.name).sort()).toEqual(['busy', 'wrong']);
  });

  it('goes on with the next job after one that failed', async () => {
    const done: unknown[] = [];
    queue.process('mixed', async ({ payload }) => {
      if ((payload as { n: number }).n === 0) throw new Error('this one');
      done.push(payload);
    });
    await queue.enqueue('mixed', { n: 0 });
    await queue.enqueue('mixed', { n: 1 });
    await until(() => done.length === 1);
    expect(failures).toHaveLength(1);
  });

  it('waits for the running job when it closes, and takes nothing more', async () => {
    let finished = false;
    let started = false;
    queue.process('last', async () => {
      started = true;
      await new Promise((resolve) => setTimeout(resolve, 30));
      finished = true;
    });
    await queue.enqueue('last', {});
    await until(() => started);
    await queue.close({ timeoutMs: 5_000 });

    expect(finished).toBe(true);
    await expect(queue.enqueue('last', {})).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
  });

  it('gives up a job that always fails, says so once, and goes on', async () => {
    let tries = 0;
    const done: unknown[] = [];
    queue.process('poison', async ({ payload }) => {
      if ((payload as { n: number }).n > 0) return void done.push(payload);
      tries++;
      throw new RetryableError(new Error('never works'));
    });
    await queue.enqueue('poison', { n: 0 }, { dedupeKey: 'poison' });
    await until(() => failures.length === 1);
    // It is told of a moment before it is gone; until then its key is taken.
    await until(async () => (await queue.size()) === 0);
    await queue.enqueue('poison', { n: 1 }, { dedupeKey: 'poison' });
    await until(() => done.length === 1);

    expect(tries).toBe(3);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.job).toMatchObject({ id: expect.stringContaining('poison'), attempt: 3 });
    await until(async () => (await queue.size()) === 0);
  });

  it('closes in its time although a job does not end', async () => {
    let started = false;
    queue.process('endless', () => {
      started = true;
      return new Promise(() => undefined);
    });
    await queue.enqueue('endless', {});
    await until(() => started);
    await queue.close({ timeoutMs: 50 });
  });

  it('gives a job its time when it closes, then cuts it off and lets it leave things in order', async () => {
    const cut = gate();
    const done: string[] = [];
    let started = false;
    queue.process('long', async () => {
      started = true;
      await cut.opened;
      done.push('cut off');
      await new Promise((resolve) => setTimeout(resolve, 30));
      done.push('in order');
    });
    await queue.enqueue('long', {});
    await until(() => started);
    const cutOff = async () => {
      done.push('time is up');
      cut.open();
    };
    await queue.close({ timeoutMs: 100, cutOff });
    expect(done).toEqual(['time is up', 'cut off', 'in order']);
  });
});

describe('the in-process queue', () => {
  it('refuses a job too many instead of growing without end', async () => {
    const queue = createInProcessQueue({ failed: () => undefined }, { maxJobs: 2 });
    await queue.enqueue('full', {});
    await queue.enqueue('full', {});
    await expect(queue.enqueue('full', {})).rejects.toBeInstanceOf(CoreError);
    await queue.close({ timeoutMs: 10 });
    expect(await queue.size()).toBe(0);
  });
});
