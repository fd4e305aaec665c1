import fc from 'fast-check';

import { shareAt, typicalShares, viewsAt } from '../../../server/src/core/expectation/typical-share';

const AGES = [60, 360, 1440];
const curve = (...views: number[]) => AGES.map((ageMinutes, index) => ({ ageMinutes, views: views[index]! }));

/** Views never fall with age. */
const curves = fc.array(
  fc
    .tuple(fc.nat(50), fc.nat(50), fc.nat(50))
    .map(([first, more, rest]) => curve(first, first + more, first + more + rest)),
  { minLength: 1, maxLength: 20 }
);

describe('viewsAt', () => {
  it('takes the smallest counted age not below, which holds what came since', () => {
    expect([0, 60, 61, 1440, 9999].map((age) => viewsAt(curve(5, 8, 9), age))).toEqual([5, 5, 8, 9, 9]);
  });

  it('is zero where nothing was counted', () => {
    expect(viewsAt([], 60)).toBe(0);
  });
});

describe('typicalShares', () => {
  it('weighs each article by its views', () => {
    // (10 + 0) / (20 + 80) by the first hour, (15 + 40) / 100 by the sixth
    expect(typicalShares([curve(10, 15, 20), curve(0, 40, 80)], AGES).map(({ share }) => share)).toEqual([
      0.1, 0.55, 1,
    ]);
  });

  it('never falls with age and ends at one', () => {
    fc.assert(
      fc.property(curves, (closed) => {
        const shares = typicalShares(closed, AGES).map(({ share }) => share);
        expect([...shares].sort((a, b) => a - b)).toEqual(shares);
        expect(shares[shares.length - 1]).toBe(1);
      })
    );
  });

  it('has a curve to offer before the first article closed', () => {
    const shares = typicalShares([], AGES);
    expect(shares[shares.length - 1]!.share).toBe(1);
    expect(shares[0]!.share).toBeGreaterThan(0);
  });
});

describe('shareAt', () => {
  const shares = typicalShares([curve(10, 15, 20)], AGES);

  it('starts at nothing, meets every counted age, and stays at one after the horizon', () => {
    expect([0, 60, 360, 1440, 99_999].map((age) => shareAt(shares, age))).toEqual([0, 0.5, 0.75, 1, 1]);
  });

  it('goes in straight lines between', () => {
    expect(shareAt(shares, 30)).toBeCloseTo(0.25, 12);
    expect(shareAt(shares, 210)).toBeCloseTo(0.625, 12);
  });
});
