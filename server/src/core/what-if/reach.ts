/** Of the differences told apart, at most this share may lie outside its interval. */
const FALSE_SHARE = 0.1;

/**
 * How many standard errors an interval reaches so that, of all levers an editor can look through and finds to differ
 * from nothing, nine in ten intervals hold the truth. Thirty intervals of 90 % each would show three differences where
 * there is none. A lever not told apart has an interval that holds nothing.
 *
 * @param z        (K,) slopes over their standard errors.
 * @param freedom  articles they come from.
 * @returns between Student's 95 % quantile (all told apart) and that of one in K; 0 without levers.
 *
 * Source: Benjamini and Yekutieli (2005), "False Discovery Rate-Adjusted Multiple Confidence Intervals for Selected
 * Parameters", JASA 100, definition 1.
 */
export function intervalReach(z: ArrayLike<number>, freedom: number): number {
  const sizes = Float64Array.from(z, Math.abs).sort().reverse();
  if (sizes.length === 0) return 0;
  const at = (told: number) => studentQuantile(1 - (FALSE_SHARE * told) / sizes.length / 2, freedom);
  for (let told = sizes.length; told > 1; told--) if (sizes[told - 1]! >= at(told)) return at(told);
  return at(1);
}

/** Quantile above one half of Student's t. Source: Fisher and Cornish (1960), first term in 1/ν. */
function studentQuantile(probability: number, freedom: number): number {
  const z = normalQuantile(probability);
  return z + (z ** 3 + z) / (4 * freedom);
}

/** Within 5e-4. Source: Abramowitz and Stegun (1964), "Handbook of Mathematical Functions", 26.2.23. */
function normalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - probability));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}
