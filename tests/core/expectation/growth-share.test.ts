import fc from 'fast-check';

import type { GrowthSample } from '../../../server/src/core/expectation/growth-sample';
import { cellOf, growthShares, shareOf } from '../../../server/src/core/expectation/growth-share';

const AGES = [60, 360, 1440];
const HOUR_MS = 3_600_000;
const sample = (views: readonly number[], hour = 9): GrowthSample => ({
  locale: 'en',
  firstPublishedAt: hour * HOUR_MS,
  expected: 0,
  came: new Map(AGES.map((age, i) => [age, views[i]!])),
});
/** Views never fall with age. */
const closed = fc.array(
  fc
    .tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.integer({ min: 0, max: 23 }))
    .map(([first, more, rest, hour]) => sample([first, first + more, first + more + rest], hour)),
  { minLength: 1, maxLength: 20 }
);

describe('growth shares', () => {
  it('weigh each article by its views', () => {
    // (10 + 0) / (20 + 80) by the first hour, (15 + 40) / 100 by the sixth
    const shares = growthShares([sample([10, 15, 20]), sample([0, 40, 80])], AGES, 'UTC');
    expect(shares.map(({ share }) => share)).toEqual([0.1, 0.55, 1]);
  });

  it('never fall with age and end at one, in every cell', () => {
    fc.assert(
      fc.property(closed, (samples) => {
        const shares = growthShares(samples, AGES, 'UTC');
        for (const cell of ['nowhere', ...samples.map((each) => cellOf(each, 'UTC'))]) {
          const own = shares.map((share) => shareOf(share, cell));
          expect([...own].sort((a, b) => a - b)).toEqual(own);
          expect(own[own.length - 1]).toBeCloseTo(1, 12);
        }
      })
    );
  });

  it('move a quarter of the day towards its own curve, the more the more was read in it', () => {
    const day = Array.from({ length: 200 }, () => sample([50, 80, 100], 9));
    const night = (count: number) => Array.from({ length: count }, () => sample([0, 10, 100], 2));
    const shareAtNight = (count: number) => {
      const shares = growthShares([...day, ...night(count)], AGES, 'UTC');
      return shareOf(shares[0]!, cellOf({ locale: 'en', firstPublishedAt: 2 * HOUR_MS }, 'UTC'));
    };
    expect(shareAtNight(100)).toBeLessThan(shareAtNight(5));
    expect(shareAtNight(5)).toBeLessThan(0.5);
  });

  it('go in a straight line of log age where nobody read anything', () => {
    const shares = growthShares([sample([0, 0, 0])], AGES, 'UTC').map(({ share }) => share);
    expect(shares[2]).toBe(1);
    expect(shares[0]).toBeCloseTo(Math.log1p(60) / Math.log1p(1440), 12);
  });
});
