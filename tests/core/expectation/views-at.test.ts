import { viewsAt } from '../../../server/src/core/expectation/views-at';

const curve = [
  { ageMinutes: 60, views: 5 },
  { ageMinutes: 360, views: 8 },
  { ageMinutes: 1440, views: 9 },
];

describe('viewsAt', () => {
  it('takes the smallest counted age not below, which holds what came since', () => {
    expect([0, 60, 61, 1440, 9999].map((age) => viewsAt(curve, age))).toEqual([5, 5, 8, 9, 9]);
  });

  it('is zero where nothing was counted', () => {
    expect(viewsAt([], 60)).toBe(0);
  });
});
