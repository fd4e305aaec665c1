interface ViewsAtAge {
  readonly ageMinutes: number;
  readonly views: number;
}

/** Views at an age: the counter of the smallest counted age not below it, so that what came since is included. */
export const viewsAt = (viewsByAge: readonly ViewsAtAge[], ageMinutes: number): number => {
  for (const counter of viewsByAge) if (counter.ageMinutes >= ageMinutes) return counter.views;
  return viewsByAge[viewsByAge.length - 1]?.views ?? 0;
};
