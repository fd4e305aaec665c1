/** Values that became known one after another: how many there were by an instant, and their sum, in O(log n). */
export interface ClosedSeries {
  /** (n,) ascending instants at which the values became known. */
  readonly closesAt: Float64Array;
  /** (n + 1,) sum of the values before each place. */
  readonly sums: Float64Array;
}

export interface CountAndSum {
  readonly count: number;
  readonly sum: number;
}

export const NO_VALUES: ClosedSeries = { closesAt: new Float64Array(0), sums: new Float64Array(1) };

/** @param values in ascending order of `closesAt`. */
export function closedSeries(values: readonly { readonly closesAt: number; readonly value: number }[]): ClosedSeries {
  const sums = new Float64Array(values.length + 1);
  values.forEach(({ value }, i) => (sums[i + 1] = sums[i]! + value));
  return { closesAt: Float64Array.from(values, ({ closesAt }) => closesAt), sums };
}

/** Values known by `until` (included) and not yet by `after`. */
export function knownBetween(series: ClosedSeries, after: number, until: number): CountAndSum {
  const from = countUpTo(series.closesAt, after);
  const to = countUpTo(series.closesAt, until);
  return { count: to - from, sum: series.sums[to]! - series.sums[from]! };
}

/** Number of values strictly below a limit in an ascending array. */
export function countBefore(sorted: ArrayLike<number>, limit: number): number {
  let count = countUpTo(sorted, limit);
  while (count > 0 && sorted[count - 1] === limit) count--;
  return count;
}

/** Number of values <= limit in an ascending array. */
export function countUpTo(sorted: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
