import { expectedByDay, expectedUntilNow } from '../../../server/src/core/expectation/expected-traffic';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('expectedByDay', () => {
  it('is the mean of the same weekday in up to four weeks before', () => {
    const days = Array.from({ length: 36 }, (_, day) => ({ views: day }));
    const expected = expectedByDay(days);

    expect(expected.slice(0, 7)).toEqual(Array(7).fill(null));
    expect(expected[7]).toBe(0);
    expect(expected[35]).toBe((28 + 21 + 14 + 7) / 4);
  });
});

describe('expectedUntilNow', () => {
  const dayStart = 100 * DAY;
  const now = dayStart + 2 * HOUR;
  const hour = (daysAgo: number, at: number, views: number) => ({
    hourStart: dayStart - daysAgo * DAY + at * HOUR,
    views,
  });

  it('counts the same stretch of the day, one to four weeks ago', () => {
    // Two weeks are known; the third hour of the day is still to come today.
    const hours = [hour(14, 0, 4), hour(14, 1, 6), hour(14, 2, 99), hour(7, 0, 8), hour(7, 1, 2)];
    expect(expectedUntilNow(hours, { dayStart, now })).toBe((10 + 10) / 2);
  });

  it('has no expectation before a week is known', () => {
    expect(expectedUntilNow([hour(3, 0, 5)], { dayStart, now })).toBeNull();
    expect(expectedUntilNow([], { dayStart, now })).toBeNull();
  });
});
