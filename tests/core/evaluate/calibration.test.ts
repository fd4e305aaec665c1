import fc from 'fast-check';

import {
  calibrateAges,
  calibrationAt,
  CALIBRATION_ROWS,
  conformalFactor,
  type ScaledErrors,
} from '../../../server/src/core/evaluate/calibration';
import { createRandom } from '../../../server/src/core/math/random';

const DAY = 86_400_000;
const errors = (ageHours: number, ratios: readonly number[], closesAt = 0): ScaledErrors => ({
  ageHours: ratios.map(() => ageHours),
  ratios,
  closesAt: ratios.map(() => closesAt),
});
const many = (value: number) => new Array<number>(CALIBRATION_ROWS).fill(value);
const none = errors(0, []);

describe('the conformal factor', () => {
  it('holds at least 90 % of later errors on average, whatever their shape', () => {
    const random = createRandom(11);
    const draws: (() => number)[] = [
      () => Math.abs(random.normal()),
      () => Math.exp(random.normal()),
      () => random.next() ** 3,
    ];
    for (const draw of draws) {
      let inside = 0;
      const rounds = 4000;
      for (let round = 0; round < rounds; round++) {
        if (draw() <= conformalFactor(Array.from({ length: 60 }, draw))!) inside++;
      }
      expect(inside / rounds).toBeGreaterThan(0.89);
    }
  });

  it('is an error that occurred, and at most one in ten is larger', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 9, maxLength: 100 }), (ratios) => {
        const factor = conformalFactor(ratios)!;
        expect(ratios).toContain(factor);
        expect(ratios.filter((ratio) => ratio > factor).length).toBeLessThanOrEqual(ratios.length / 10);
      })
    );
  });

  it('does not exist below nine errors', () => {
    expect(conformalFactor([1, 2, 3, 4, 5, 6, 7, 8])).toBeNull();
    expect(conformalFactor([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(9);
  });
});

describe('calibration by age', () => {
  it('uses the age’s own errors from 40 on, all ages’ below, out-of-bag ones below that, else none', () => {
    const at = (age: number, judged: ScaledErrors, outOfBag = none) => calibrateAges([age], judged, outOfBag, 0)[0];
    expect(at(0, errors(0, many(1)))).toMatchObject({ source: 'age', factor: 1, rows: 40 });
    expect(at(1, errors(0, many(1)))).toMatchObject({ source: 'all-ages', factor: 1 });
    expect(at(1, errors(1, [9]), errors(1, many(2)))).toMatchObject({ source: 'out-of-bag', factor: 2, rows: 40 });
    expect(at(6, errors(1, [9]), errors(1, [2]))).toMatchObject({ source: 'none', factor: null });
  });

  it('follows the last 28 days, reaches back for 40 errors, and reads none that was not known yet', () => {
    const now = 100 * DAY;
    const past = (ratio: number, daysAgo: number) => errors(0, many(ratio), now - daysAgo * DAY);
    const together = (...parts: readonly ScaledErrors[]): ScaledErrors => ({
      ageHours: parts.flatMap(({ ageHours }) => Array.from(ageHours)),
      ratios: parts.flatMap(({ ratios }) => Array.from(ratios)),
      closesAt: parts.flatMap(({ closesAt }) => Array.from(closesAt)),
    });
    const of = (judged: ScaledErrors) => calibrateAges([0], judged, none, now)[0];
    expect(of(together(past(5, 60), past(1, 3)))).toMatchObject({ factor: 1, rows: 40 });
    expect(of(past(5, 60))).toMatchObject({ factor: 5, rows: 40 });
    expect(of(together(past(1, 3), past(9, -1)))).toMatchObject({ factor: 1, rows: 40 });
  });

  it('is looked up at the latest age not above the one asked for', () => {
    const calibrations = [0, 6, 24].map((ageHours) => ({
      ...calibrateAges([ageHours], errors(ageHours, many(1)), none, 0)[0]!,
    }));
    expect([0, 5, 6, 23, 100].map((age) => calibrationAt(calibrations, age).ageHours)).toEqual([0, 0, 6, 6, 24]);
  });
});
