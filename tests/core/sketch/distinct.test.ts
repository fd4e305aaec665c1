import { createRandom, type Random } from '../../../server/src/core/math/random';
import {
  addHash,
  decodeDistinct,
  type Distinct,
  DISTINCT_STANDARD_ERROR,
  distinctOf,
  emptyDistinct,
  encodeDistinct,
  estimateDistinct,
  mergeDistinct,
} from '../../../server/src/core/sketch';
import { expectBodiesRefused, expectDamageRefused } from './damage';
import { same } from './same';

const CASES = 1_000;

const word = (random: Random): number => random.int(2 ** 32);

/** A sketch of `n` distinct items, by their hashes. */
function sketchOf(random: Random, n: number): Distinct {
  const registers = emptyDistinct();
  for (let i = 0; i < n; i++) addHash(registers, word(random), word(random));
  return registers;
}

/** From 1 to 30,000, as many small as large ones. */
const anySize = (random: Random): number => Math.floor(30_000 ** random.next());

describe('the distinct count', () => {
  it('lies within the stated error in each of 1,000 cases, and on the whole', () => {
    const random = createRandom(1);
    let squares = 0;
    let sum = 0;
    let large = 0;
    for (let i = 0; i < CASES; i++) {
      const n = anySize(random);
      const error = estimateDistinct(sketchOf(random, n)) - n;
      // Few items err by collisions, which come as a Poisson number of mean n²/8192; many err as a normal does. Five
      // standard errors and two collisions are left by one case in a million: by one of 1,000 cases in a thousand tests.
      expect(Math.abs(error)).toBeLessThan(5 * DISTINCT_STANDARD_ERROR * n + 2);
      if (n < 1_000) continue;
      large++;
      squares += (error / n) ** 2;
      sum += error / n;
    }
    // The stated error is that of large counts. Of `large` cases the root of the mean square strays from it by
    // 1 / sqrt(2 large) of itself, the mean by 1 / sqrt(large).
    expect(Math.sqrt(squares / large)).toBeLessThan(DISTINCT_STANDARD_ERROR * (1 + 4 / Math.sqrt(2 * large)));
    expect(Math.abs(sum / large)).toBeLessThan((4 * DISTINCT_STANDARD_ERROR) / Math.sqrt(large));
  });

  it('is 0 of nothing, within one of a few, and the same of items that come again', () => {
    expect(estimateDistinct(emptyDistinct())).toBe(0);
    const names = Array.from({ length: 40 }, (_, i) => `visitor ${i}`);
    expect(Math.abs(estimateDistinct(distinctOf(names)) - 40)).toBeLessThan(1);
    expect(same(distinctOf([...names, ...names].reverse()), distinctOf(names))).toBe(true);
  });

  it('still answers when every register is full', () => {
    expect(estimateDistinct(emptyDistinct().fill(53))).toBe(Infinity);
    expect(estimateDistinct(emptyDistinct().fill(20))).toBeGreaterThan(1e9);
  });

  it('of merged sketches is that of the union, to the byte, however they are merged', () => {
    const random = createRandom(2);
    for (let i = 0; i < CASES; i++) {
      const words = Array.from({ length: random.int(400) }, () => [word(random), word(random)] as const);
      const whole = emptyDistinct();
      const parts = [emptyDistinct(), emptyDistinct(), emptyDistinct()] as const;
      for (const [high, low] of words) {
        addHash(whole, high, low);
        // Some items lie in two parts.
        addHash(parts[random.int(3)]!, high, low);
        addHash(parts[random.int(3)]!, high, low);
      }
      const [a, b, c] = parts;
      const bytes = encodeDistinct(whole);
      expect(same(encodeDistinct(mergeDistinct(mergeDistinct(a, b), c)), bytes)).toBe(true);
      expect(same(encodeDistinct(mergeDistinct(c, mergeDistinct(b, a))), bytes)).toBe(true);
      expect(same(mergeDistinct(a, b), mergeDistinct(b, a)) && same(mergeDistinct(a, a), a)).toBe(true);
    }
  });
});

describe('its bytes', () => {
  it('give the sketch again, few or many', () => {
    const random = createRandom(3);
    for (let i = 0; i < CASES; i++) {
      const sketch = sketchOf(random, i === 0 ? 0 : Math.floor(5_000 ** random.next()));
      expect(same(decodeDistinct(encodeDistinct(sketch)), sketch)).toBe(true);
    }
    const full = emptyDistinct().fill(53);
    expect(same(decodeDistinct(encodeDistinct(full)), full)).toBe(true);
  });

  it('are few for few visitors', () => {
    const random = createRandom(4);
    expect(encodeDistinct(emptyDistinct())).toHaveLength(5);
    expect(encodeDistinct(sketchOf(random, 5)).length).toBeLessThanOrEqual(20);
    expect(encodeDistinct(sketchOf(random, 500)).length).toBeLessThan(1_050);
    expect(encodeDistinct(sketchOf(random, 100_000))).toHaveLength(3_077);
  });

  it('are refused when they are damaged', () => {
    const random = createRandom(5);
    for (const n of [0, 1, 30, 3_000]) expectDamageRefused(random, encodeDistinct(sketchOf(random, n)), decodeDistinct);
    expectBodiesRefused(
      [
        ['engaged', [1, 1]],
        ['distinctSparse', [0]],
        ['distinctSparse', [1, 1]],
        ['distinctSparse', [64]],
        ['distinctSparse', [54]],
        ['distinctSparse', [255, 255, 127]],
        ['distinctDense', [1, 2, 3]],
      ],
      decodeDistinct
    );
  });
});
