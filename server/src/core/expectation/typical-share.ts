/**
 * How much of the horizon's views an article usually has by an age: the site's own curve.
 * Used to compare an article that is still young with what was expected of it.
 */
export interface AgeShare {
  readonly ageMinutes: number;
  /** Share of the horizon's views, 0-1, not falling with age. */
  readonly share: number;
}

interface ViewsAtAge {
  readonly ageMinutes: number;
  readonly views: number;
}

/** Views at an age: the counter of the smallest counted age not below it, so that what came since is included. */
export const viewsAt = (viewsByAge: readonly ViewsAtAge[], ageMinutes: number): number => {
  for (const counter of viewsByAge) if (counter.ageMinutes >= ageMinutes) return counter.views;
  return viewsByAge[viewsByAge.length - 1]?.views ?? 0;
};

/**
 * Shares over closed articles, each weighing by its views: sum of views at the age / sum at the horizon.
 *
 * @param closed Views by age of articles whose horizon has passed.
 * @param ages   Ascending ages in minutes; the last is the horizon.
 * @returns One share per age; a straight line in log age when there is nothing to learn from.
 */
export const typicalShares = (closed: readonly (readonly ViewsAtAge[])[], ages: readonly number[]): AgeShare[] => {
  const horizon = ages[ages.length - 1] ?? 0;
  const total = closed.reduce((sum, curve) => sum + viewsAt(curve, horizon), 0);
  if (total === 0) {
    return ages.map((ageMinutes) => ({ ageMinutes, share: Math.log1p(ageMinutes) / Math.log1p(horizon) }));
  }
  let highest = 0;
  return ages.map((ageMinutes) => {
    highest = Math.max(highest, closed.reduce((sum, curve) => sum + viewsAt(curve, ageMinutes), 0) / total);
    return { ageMinutes, share: Math.min(1, highest) };
  });
};

/** Share at any age, by straight lines between the counted ages, starting from 0 at age 0. */
export const shareAt = (shares: readonly AgeShare[], ageMinutes: number): number => {
  let before: AgeShare = { ageMinutes: 0, share: 0 };
  for (const after of shares) {
    if (ageMinutes <= after.ageMinutes) {
      const span = after.ageMinutes - before.ageMinutes;
      const part = span === 0 ? 1 : (ageMinutes - before.ageMinutes) / span;
      return before.share + part * (after.share - before.share);
    }
    before = after;
  }
  return 1;
};
