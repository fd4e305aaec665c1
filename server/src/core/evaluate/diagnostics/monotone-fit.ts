/**
 * The non-increasing sequence closest to the values by least squares: pool adjacent violators.
 *
 * Source: Ayer et al. (1955), "An Empirical Distribution Function for Sampling with Incomplete Information".
 */
export function nonIncreasing(values: readonly number[]): number[] {
  const blocks: { mean: number; size: number }[] = [];
  for (const value of values) {
    let last = { mean: value, size: 1 };
    for (let before = blocks.at(-1); before && before.mean < last.mean; before = blocks.at(-1)) {
      blocks.pop();
      const size = before.size + last.size;
      last = { mean: (before.mean * before.size + last.mean * last.size) / size, size };
    }
    blocks.push(last);
  }
  return blocks.flatMap(({ mean, size }) => Array.from({ length: size }, () => mean));
}
