import { createTokenBuckets } from '../../../server/src/services/ingest/token-bucket';

describe('createTokenBuckets', () => {
  it('allows a burst, then a steady rate, and says how long to wait', () => {
    const buckets = createTokenBuckets({ burst: 3, perSecond: 2, maxSources: 10 });
    expect([0, 0, 0, 0].map(() => buckets.take('a', 1_000))).toEqual([0, 0, 0, 1]);
    expect(buckets.take('a', 1_400)).toBe(1);
    expect(buckets.take('a', 1_500)).toBe(0);
    expect(buckets.take('a', 60_000)).toBe(0);
  });

  it('keeps sources apart and remembers a bounded number of them', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 1, maxSources: 2 });
    expect(buckets.take('a', 0)).toBe(0);
    expect(buckets.take('b', 0)).toBe(0);
    expect(buckets.take('a', 0)).toBe(1);
    expect(buckets.take('c', 0)).toBe(0);
    expect(buckets.size()).toBe(2);
    expect(buckets.take('a', 0)).toBe(1);
  });
});
