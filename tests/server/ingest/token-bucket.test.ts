import { createTokenBuckets } from '../../../server/src/services/ingest/token-bucket';

describe('createTokenBuckets', () => {
  it('allows a burst, then a steady rate, and says how long to wait', () => {
    const buckets = createTokenBuckets({ burst: 3, perSecond: 2, maxSources: 10 });
    const wait = (at: number) => buckets.take('a', at).waitSeconds;
    expect([0, 0, 0, 0].map(() => wait(1_000))).toEqual([0, 0, 0, 1]);
    expect(wait(1_400)).toBe(1);
    expect(wait(1_500)).toBe(0);
    expect(wait(60_000)).toBe(0);
  });

  it('says what is left, and when the bucket is full again', () => {
    const buckets = createTokenBuckets({ burst: 3, perSecond: 2, maxSources: 10 });
    // Two tokens come back in a second: one missing takes half of it, three take one and a half.
    expect(buckets.take('a', 0)).toEqual({ limit: 3, remaining: 2, resetSeconds: 1, waitSeconds: 0 });
    buckets.take('a', 0);
    expect(buckets.take('a', 0)).toEqual({ limit: 3, remaining: 0, resetSeconds: 2, waitSeconds: 0 });
    expect(buckets.take('a', 0)).toEqual({ limit: 3, remaining: 0, resetSeconds: 2, waitSeconds: 1 });
  });

  it('gives each of several processes its part of the burst and of the rate, and at least one token', () => {
    const allowed = (among: number, seconds: number): number => {
      const buckets = createTokenBuckets({ burst: 12, perSecond: 6, maxSources: 10 });
      let sum = 0;
      for (let at = 0; at <= seconds * 1_000; at += 10) if (buckets.take('a', at, among).waitSeconds === 0) sum++;
      return sum;
    };
    // 12 at once and 6 a second: 72 in ten seconds, or 24 in each of three processes.
    expect([allowed(1, 10), allowed(3, 10)]).toEqual([72, 24]);
    expect(allowed(100, 0)).toBe(1);
  });

  it('follows when a process joins: what one had saved up is cut to its new part', () => {
    const buckets = createTokenBuckets({ burst: 10, perSecond: 1, maxSources: 10 });
    expect(buckets.take('a', 0, 1).remaining).toBe(9);
    expect(buckets.take('a', 0, 2)).toMatchObject({ limit: 5, remaining: 4 });
  });

  it('keeps sources apart and remembers a bounded number of them', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 1, maxSources: 2 });
    const wait = (source: string) => buckets.take(source, 0).waitSeconds;
    expect([wait('a'), wait('b'), wait('a'), wait('c')]).toEqual([0, 0, 1, 0]);
    expect(buckets.size()).toBe(2);
    expect(wait('a')).toBe(1);
  });
});
