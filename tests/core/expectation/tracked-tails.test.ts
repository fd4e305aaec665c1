import { trackedTails } from '../../../server/src/core/expectation/tracked-tails';
import { createRandom } from '../../../server/src/core/math/random';

/** Signed ends with 4.2 % of the errors outside each. */
function conformalOffsets(errors: readonly number[]) {
  const sorted = [...errors].sort((a, b) => a - b);
  const rank = Math.floor(0.042 * (sorted.length + 1));
  return { lower: sorted[rank - 1]!, upper: sorted[Math.ceil(0.958 * (sorted.length + 1)) - 1]! };
}

const HOUR_MS = 3_600_000;
const hourly = (count: number) => Array.from({ length: count }, (_, i) => i * HOUR_MS);
const noise = (seed: number, count: number, scale = 1) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => scale * (random.next() - 0.5));
};

describe('tracked tails', () => {
  it('are plain conformal offsets of the latest errors where nothing is steered by', () => {
    const errors = noise(1, 400);
    expect(trackedTails(errors, hourly(400), { delayMs: 0, rate: 0, needed: 40 })).toEqual(
      conformalOffsets(errors.slice(-150))
    );
  });

  it('widen where errors grow faster than the window forgets, at the end that misses', () => {
    const errors = [...noise(2, 200), ...noise(3, 60).map((error, i) => error + i / 60)];
    const plain = trackedTails(errors, hourly(260), { delayMs: HOUR_MS, rate: 0, needed: 40 });
    const steered = trackedTails(errors, hourly(260), { delayMs: HOUR_MS, rate: 0.01, needed: 40 });
    expect(steered.upper).toBeGreaterThan(plain.upper);
  });

  it('learn from no error before it is known', () => {
    const errors = noise(4, 300);
    const at = (delayMs: number) => trackedTails(errors, hourly(300), { delayMs, rate: 0.01, needed: 40 });
    const never = at(1e12);
    // Nothing was ever judged on the way: all errors are in the window, none has moved a tail.
    expect(never.lower).toBeLessThanOrEqual(conformalOffsets(errors.slice(-150)).lower);
    expect(at(0)).not.toEqual(at(200 * HOUR_MS));
  });

  it('keep 90 % inside while the site slowly changes', () => {
    const random = createRandom(5);
    const errors = Array.from({ length: 900 }, (_, i) => (1 + i / 450) * (random.next() - 0.5) + i / 600);
    let inside = 0;
    for (let i = 300; i < 900; i++) {
      const { lower, upper } = trackedTails(
        errors.slice(Math.max(0, i - 400), i),
        hourly(900).slice(Math.max(0, i - 400), i),
        {
          delayMs: HOUR_MS,
          rate: 0.01,
          needed: 40,
        }
      );
      if (errors[i]! >= lower && errors[i]! <= upper) inside++;
    }
    expect(inside / 600).toBeGreaterThan(0.86);
    expect(inside / 600).toBeLessThan(0.94);
  });
});
