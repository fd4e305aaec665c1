/**
 * Quantile of values already sorted ascending, linear between neighbours; NaN for no values.
 *
 * Source: Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", type 7.
 */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number {
  const last = sorted.length - 1;
  if (last < 0) return NaN;

  const position = Math.min(Math.max(q, 0), 1) * last;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, last)]!;
  // No step between equal neighbours, so that two infinities don't make NaN.
  return low === high ? low : low + (high - low) * (position - below);
}

/** Quantile of values in any order (NaN not allowed); the input is left as it is. Cost O(n log n). */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileSorted(Float64Array.from(values).sort(), q);
}

/** Median of values in any order; NaN for no values. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/**
 * Smallest value whose cumulated weight reaches `q` of the whole; NaN when the weights sum to 0.
 *
 * @param values  (n,) in any order, no NaN.
 * @param weights (n,) none negative.
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, q: number): number {
  const order = Array.from({ length: values.length }, (_, i) => i).filter((i) => weights[i]! > 0);
  order.sort((a, b) => values[a]! - values[b]!);

  const total = order.reduce((sum, i) => sum + weights[i]!, 0);
  let reached = 0;
  for (const i of order) {
    reached += weights[i]!;
    // A sum of fractions may stop a hair short of q · total.
    if (reached >= q * total * (1 - 1e-12)) return values[i]!;
  }
  return NaN;
}
