import fc from 'fast-check';

import {
  calibrateAges,
  calibrationAt,
  CALIBRATION_ROWS,
  conformalOffsets,
} from '../../../server/src/core/evaluate/calibration';
import { createRandom } from '../../../server/src/core/math/random';

const aged = (ageHours: number, errors: readonly number[]) => ({
  ageHours: new Float64Array(errors.length).fill(ageHours),
  errors: Float64Array.from(errors),
});
const many = (value: number) => new Array<number>(CALIBRATION_ROWS).fill(value);

describe('conformal offsets', () => {
  it('hold at least 90 % of later errors on average, whatever their shape', () => {
    const random = createRandom(11);
    const draws: (() => number)[] = [
      () => random.normal(),
      () => Math.exp(random.normal()),
      () => -(random.next() ** 3),
    ];
    for (const draw of draws) {
      let inside = 0;
      const rounds = 4000;
      for (let round = 0; round < rounds; round++) {
        const { lower, upper } = conformalOffsets(Array.from({ length: 60 }, draw));
        const next = draw();
        if (next >= lower && next <= upper) inside++;
      }
      expect(inside / rounds).toBeGreaterThan(0.89);
    }
  });

  it('are errors that occurred, and mirror when all signs turn', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 100 }), (errors) => {
        const { lower, upper } = conformalOffsets(errors);
        expect(errors).toEqual(expect.arrayContaining([lower, upper]));
        const mirrored = conformalOffsets(errors.map((error) => -error));
        expect([-mirrored.upper + 0, -mirrored.lower + 0]).toEqual([lower + 0, upper + 0]);
      })
    );
  });

  it('are the extremes when there is little to go by', () => {
    expect(conformalOffsets([3, -1, 2])).toEqual({ lower: -1, upper: 3 });
  });
});

describe('calibration by age', () => {
  it('uses the age’s own errors from 40 on, all ages’ below, out-of-bag ones below that', () => {
    const none = aged(0, []);
    expect(calibrateAges([0], aged(0, many(1)), none)[0]).toMatchObject({ source: 'age', upper: 1, rows: 40 });
    expect(calibrateAges([1], aged(0, many(1)), none)[0]).toMatchObject({ source: 'all-ages', upper: 1 });
    expect(calibrateAges([1], aged(1, [9]), aged(1, [2]))[0]).toMatchObject({
      source: 'out-of-bag',
      upper: 2,
      rows: 1,
    });
    expect(calibrateAges([6], aged(1, [9]), aged(1, [2]))[0]).toMatchObject({ source: 'out-of-bag', upper: 2 });
  });

  it('is looked up at the latest age not above the one asked for', () => {
    const calibrations = [0, 6, 24].map((ageHours) => ({
      ...calibrateAges([ageHours], aged(ageHours, many(1)), aged(0, []))[0]!,
    }));
    expect([0, 5, 6, 23, 100].map((age) => calibrationAt(calibrations, age).ageHours)).toEqual([0, 0, 6, 6, 24]);
  });
});
