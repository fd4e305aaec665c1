import { createBatcher } from '../../../server/src/services/ingest/batcher';

const later = () => new Promise((resolve) => setImmediate(resolve));

describe('createBatcher', () => {
  it('gives each caller the outcomes of its own items, in their order, in batches no caller is parted by', async () => {
    const sizes: number[] = [];
    const batcher = createBatcher<number, number>({
      perBatch: 4,
      atOnce: 1,
      delayMs: 1,
      async process(items) {
        sizes.push(items.length);
        await later();
        return items.map((item) => item * 10);
      },
    });
    const answers = await Promise.all([
      batcher.add([1, 2, 3]),
      batcher.add([4, 5, 6, 7]),
      batcher.add([]),
      batcher.add([8]),
      batcher.add([9, 10, 11, 12, 13]),
      batcher.add([14]),
    ]);
    expect(answers).toEqual([[10, 20, 30], [40, 50, 60, 70], [], [80], [90, 100, 110, 120, 130], [140]]);
    expect(sizes).toEqual([3, 4, 1, 5, 1]);
    expect(batcher.size()).toBe(0);
  });

  it.each([1, 2, 3])('processes %i batches at a time and never loses one that came meanwhile', async (atOnce) => {
    let running = 0;
    let most = 0;
    const batcher = createBatcher<number, number>({
      perBatch: 2,
      delayMs: 0,
      atOnce,
      async process(items) {
        most = Math.max(most, ++running);
        await later();
        await later();
        running--;
        return items;
      },
    });
    const answers: Promise<number[]>[] = [];
    for (let i = 0; i < 50; i++) {
      answers.push(batcher.add([i]));
      if (i % 7 === 0) await later();
    }
    expect((await Promise.all(answers)).flat()).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(most).toBe(atOnce);
    expect(batcher.size()).toBe(0);
  });

  it('fails those whose batch failed, and goes on with the next', async () => {
    const batcher = createBatcher<string, string>({
      perBatch: 1,
      atOnce: 1,
      delayMs: 0,
      process: (items) => (items[0] === 'bad' ? Promise.reject(new Error('no room')) : Promise.resolve(items)),
    });
    const [bad, good] = await Promise.allSettled([batcher.add(['bad', 'also']), batcher.add(['good'])]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'no room' } });
    expect(good).toEqual({ status: 'fulfilled', value: ['good'] });
  });

  it('has nothing left after draining', async () => {
    const done: number[] = [];
    const batcher = createBatcher<number, void>({
      perBatch: 10,
      atOnce: 1,
      delayMs: 60_000,
      process: (items) => Promise.resolve(items.map((item) => void done.push(item))),
    });
    const answer = batcher.add([1, 2]);
    await batcher.drain();
    expect(done).toEqual([1, 2]);
    await answer;
  });
});
