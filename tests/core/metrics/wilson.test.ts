import { createRandom } from '../../../server/src/core/math/random';
import { wilsonInterval } from '../../../server/src/core/metrics';

describe('the Wilson interval', () => {
  it('holds the share, stays inside 0 and 1, and is not empty at the ends', () => {
    for (const n of [1, 7, 40, 1_000]) {
      for (let hits = 0; hits <= n; hits += Math.max(1, Math.floor(n / 7))) {
        const { low, high } = wilsonInterval(hits / n, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low <= hits / n && hits / n <= high && low < high).toBe(true);
      }
    }
  });

  it('agrees with published figures: 8 of 10 at 90 % is .541 to .931', () => {
    const { low, high } = wilsonInterval(0.8, 10);
    expect(low).toBeCloseTo(0.5408, 3);
    expect(high).toBeCloseTo(0.9311, 3);
  });

  it('holds the truth nine times in ten', () => {
    const random = createRandom(4);
    let held = 0;
    for (let trial = 0; trial < 2_000; trial++) {
      let hits = 0;
      for (let i = 0; i < 50; i++) if (random.next() < 0.9) hits++;
      const { low, high } = wilsonInterval(hits / 50, 50);
      if (low <= 0.9 && 0.9 <= high) held++;
    }
    expect(held / 2_000).toBeGreaterThan(0.86);
    expect(held / 2_000).toBeLessThan(0.95);
  });

  it('refuses no trials and shares beyond 0 and 1', () => {
    expect(() => wilsonInterval(0.5, 0)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    expect(() => wilsonInterval(1.1, 10)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});
