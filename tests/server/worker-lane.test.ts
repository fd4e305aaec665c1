import path from 'node:path';

import { CoreError } from '../../server/src/core/errors';
import { createLane, type Lane, type RunOptions } from '../../server/src/services/worker-lane';

const entry = path.join(__dirname, '..', 'fixtures', 'worker', 'thread.cjs');

describe('a worker lane', () => {
  let lane: Lane;
  const run = (task: string, payload: unknown = null, options: Partial<RunOptions> = {}) =>
    lane.run(task, payload, { timeoutMs: 20_000, ...options });

  beforeEach(() => {
    const limits = { maxQueued: 3, maxUrgent: 2, maxHeapMb: 32, graceMs: 1_000 };
    lane = createLane({ name: 'test', entry, threadData: () => ({}), ...limits });
  });
  afterEach(() => lane.close());

  it('carries payload, result, bytes and progress across', async () => {
    const seen: unknown[] = [];
    expect(await run('echo', { when: [1, 2] })).toEqual({ when: [1, 2] });
    expect(await run('bytes')).toEqual({ artifact: Uint8Array.of(1, 2, 3) });
    expect(await run('steps', null, { onProgress: (progress) => seen.push(progress) })).toBe('done');
    expect(seen).toEqual([
      { step: 'steps', done: 1, total: 2 },
      { step: 'steps', done: 2, total: 2 },
    ]);
  });

  it('throws what the task threw: a CoreError as such, anything else with its message and stack', async () => {
    const refused: unknown = await run('refuse').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CoreError);
    expect(refused).toMatchObject({ code: 'NOT_ENOUGH_ROWS', details: { expected: '60', got: '12' } });
    await expect(run('break')).rejects.toMatchObject({
      message: 'no such table',
      stack: expect.stringContaining('here'),
    });
  });

  it.each([
    ['exits', 'exit'],
    ['throws outside of its task', 'crash'],
    ['runs out of memory', 'hoard'],
  ])('fails the task of a thread that %s, and gives the next task a new thread', async (_, task) => {
    const [broken, next] = await Promise.allSettled([run(task), run('echo', 'alive')]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'WORKER_DIED' } });
    expect(next).toEqual({ status: 'fulfilled', value: 'alive' });
  });

  it('ends a thread whose task takes too long, and goes on with the next', async () => {
    const [late, next] = await Promise.allSettled([run('spin', null, { timeoutMs: 60 }), run('echo', 1)]);
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'TIMED_OUT' } });
    expect(next).toEqual({ status: 'fulfilled', value: 1 });
  });

  it('counts the time limit from the start of the task, not while it waits', async () => {
    const both = Promise.all([run('wait', 120, { timeoutMs: 10_000 }), run('wait', 1, { timeoutMs: 100 })]);
    expect(await both).toEqual([120, 1]);
  });

  it('counts waiting against the time of an urgent task, and leaves the task before it alone', async () => {
    const before = run('wait', 200);
    const urgent = run('echo', 1, { urgent: true, timeoutMs: 40 });
    await expect(urgent).rejects.toMatchObject({ code: 'TIMED_OUT' });
    expect(lane.size()).toBe(1);
    expect(await before).toBe(200);
    expect(await run('echo', 'alive')).toBe('alive');
  });

  it('ends a thread whose urgent task takes too long', async () => {
    await expect(run('spin', null, { urgent: true, timeoutMs: 60 })).rejects.toMatchObject({ code: 'TIMED_OUT' });
    expect(await run('echo', 'alive', { urgent: true })).toBe('alive');
  });

  it('does tasks in order, urgent ones before those that wait', async () => {
    const order: string[] = [];
    const note = (name: string, options: Partial<RunOptions> = {}) =>
      run('wait', 5, options).then(() => order.push(name));
    await Promise.all([note('first'), note('patient'), note('urgent', { urgent: true })]);
    expect(order).toEqual(['first', 'urgent', 'patient']);
  });

  it('refuses a task too many', async () => {
    const held = [run('wait', 30), run('wait', 1), run('wait', 1), run('wait', 1)];
    await expect(run('wait', 1)).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    await Promise.all(held);
    expect(lane.size()).toBe(0);
  });

  it('refuses an urgent task too many as overload, and still takes one that can wait', async () => {
    const held = [run('wait', 30), run('wait', 1, { urgent: true }), run('wait', 1, { urgent: true })];
    await expect(run('wait', 1, { urgent: true })).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(await Promise.all([...held, run('wait', 2)])).toEqual([30, 1, 1, 2]);
  });

  it('cancels a task that heeds it, one that does not, and one that still waits', async () => {
    for (const [task, said] of [
      ['heed', 'the task itself noticed'],
      ['spin', 'nobody waits for "spin" any more'],
    ] as const) {
      const stop = new AbortController();
      const running = run(task, null, { signal: stop.signal });
      const waitingStop = new AbortController();
      const waiting = run('echo', 1, { signal: waitingStop.signal });
      waitingStop.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
      setTimeout(() => stop.abort(), 30);
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED', details: { got: said } });
    }
    expect(await run('echo', 'alive')).toBe('alive');
  });

  it('closes with a task under way, and takes nothing afterwards', async () => {
    const running = run('spin');
    const waiting = run('echo', 1);
    const outcomes = Promise.allSettled([running, waiting]);
    await lane.close();
    expect((await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual([
      'CANCELLED',
      'CANCELLED',
    ]);
    await expect(run('echo', 1)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
