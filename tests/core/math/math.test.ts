import fc from 'fast-check';

import { mean, weightedMean } from '../../../server/src/core/math/mean';
import { median, quantile, weightedQuantile } from '../../../server/src/core/math/quantile';
import { createRandom, deriveSeed } from '../../../server/src/core/math/random';
import { averageRanks } from '../../../server/src/core/math/ranks';

const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });

describe('createRandom', () => {
  it('gives the same sequence for the same seed and another for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);

    expect(draw(42)).toEqual(draw(42));
    expect(draw(42)).not.toEqual(draw(43));
    // The published first value of mulberry32(42): old seeds must keep meaning what they meant.
    expect(draw(42)[0]).toBeCloseTo(0.6011037519201636, 15);
  });

  it('is uniform and normal as far as 20,000 draws can tell', () => {
    const random = createRandom(7);
    const uniform = Array.from({ length: 20_000 }, random.next);
    const normal = Array.from({ length: 20_000 }, random.normal);

    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(Math.abs(mean(normal.map((x) => x * x)) - 1)).toBeLessThan(0.05);
  });

  it('draws whole numbers below n and shuffles without losing any', () => {
    fc.assert(
      fc.property(fc.integer(), numbers, (seed, values) => {
        const random = createRandom(seed);
        const drawn = random.int(values.length);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < values.length).toBe(true);
        expect([...random.shuffle([...values])].sort()).toEqual([...values].sort());
      })
    );
  });

  it('derives seeds that differ between neighbours', () => {
    const seeds = Array.from({ length: 1000 }, (_, i) => deriveSeed(1, i));
    expect(new Set(seeds).size).toBe(1000);
  });
});

describe('quantiles and means', () => {
  it('is the middle value, or half-way between the two middle ones', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([], 0.5)).toBeNaN();
    expect(quantile([Infinity, Infinity], 0.5)).toBe(Infinity);
  });

  it('weighs a value as often as it occurs', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, q) => {
        const distinct = [...new Set(values)];
        const weights = distinct.map((value) => values.filter((other) => other === value).length);
        const sorted = [...values].sort((a, b) => a - b);
        const bruteForce = sorted.find((_, i) => i + 1 >= q * values.length * (1 - 1e-12));

        expect(weightedQuantile(distinct, weights, q)).toBe(bruteForce);
        expect(weightedMean(distinct, weights)).toBeCloseTo(mean(values), 9);
      })
    );
  });
});

describe('averageRanks', () => {
  it('is one more than the number below, plus half the number of equals', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const bruteForce = values.map(
          (x) => 1 + values.filter((y) => y < x).length + (values.filter((y) => y === x).length - 1) / 2
        );
        expect([...averageRanks(values)]).toEqual(bruteForce);
      })
    );
  });
});
