/** Sums of weights in one forest stay below 2^26, so that sums of them are exact. */
const MOST_UNITS = 2 ** 25;
const FINEST = 2 ** 20;

/**
 * Weights as whole multiples of 1/resolution: sums of them are exact in any order, so that weight 2 is the row twice
 * to the last bit. With 1,000 rows of weight about 1 a unit is 1/16,384, with 100,000 it is 1/256.
 *
 * @returns units (nRows,) whole; undefined, at a resolution of 1, where no weights are given.
 */
export function roundWeights(weights?: Float64Array): { units?: Float64Array; resolution: number } {
  if (!weights) return { resolution: 1 };
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // A bag may be heavier than the whole; and nothing is gained by more.
  const resolution = Math.min(FINEST, 2 ** Math.floor(Math.log2(MOST_UNITS / total)));
  return { units: weights.map((weight) => Math.round(weight * resolution)), resolution };
}
