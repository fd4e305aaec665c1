/**
 * What a day or an hour usually brings: the mean of the same weekday (and hour) in the weeks before.
 * A plain yardstick, not a model: it says whether today is unusual.
 */
const DAY_MS = 24 * 60 * 60_000;
const WEEKS = 4;

/**
 * Expected views of each day, from up to four earlier days of the same weekday.
 *
 * @param days (n,) views by day, ascending and without gaps.
 * @returns (n,) expectation, null where no earlier week is known.
 */
export const expectedByDay = (days: readonly { readonly views: number }[]): (number | null)[] =>
  days.map((_, index) => {
    const before = Array.from({ length: WEEKS }, (__, week) => days[index - 7 * (week + 1)]).filter(
      (day) => day !== undefined
    );
    return before.length === 0 ? null : before.reduce((sum, day) => sum + day.views, 0) / before.length;
  });

/**
 * Expected views from the start of today until now: the same stretch one to four weeks ago.
 *
 * @param hours Views by hour start (milliseconds), any order; hours without a row count as zero.
 */
export const expectedUntilNow = (
  hours: readonly { readonly hourStart: number; readonly views: number }[],
  { dayStart, now }: { dayStart: number; now: number }
): number | null => {
  const first = hours.reduce((least, { hourStart }) => Math.min(least, hourStart), Infinity);
  const sums: number[] = [];
  for (let week = 1; week <= WEEKS; week++) {
    const from = dayStart - week * 7 * DAY_MS;
    if (from < first) break;
    const to = now - week * 7 * DAY_MS;
    sums.push(hours.reduce((sum, { hourStart, views }) => sum + (hourStart >= from && hourStart < to ? views : 0), 0));
  }
  return sums.length === 0 ? null : sums.reduce((sum, views) => sum + views, 0) / sums.length;
};
