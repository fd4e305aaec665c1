/**
 * Fixed bins that values are counted in. Because they never depend on the data, histograms merge by adding counts.
 *
 * `engaged`: milliseconds from 0 to a day (what is longer counts as a day), rounded to whole ones. A bin [l, u] has
 * u / l <= (1 + a) / (1 - a) and speaks for all its values by 2lu / (l + u), which is within a = 2 % of each of them.
 * Bounds are whole numbers made by multiplication alone, so every machine has the same: no logarithm is asked.
 *
 * `scroll`: shares of a page from 0 to 1, to the nearest fiftieth: within 0.01 of each value.
 *
 * Source: Masson, Rim and Lee (2019), "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", PVLDB 12(12); ours never collapses bins, because a day's span needs 391 of them and no more.
 */
export interface Bins {
  readonly form: 'engaged' | 'scroll';
  /** How many there are. */
  readonly length: number;
  /** The bin a value falls into; values outside the span fall into the first or the last. NaN is not allowed. */
  indexOf(value: number): number;
  /** The value a bin speaks with. */
  valueOf(bin: number): number;
}

/** Largest relative error of a quantile of engaged times. */
export const ENGAGED_RELATIVE_ERROR = 0.02;
/** Largest error of a quantile of scroll shares. */
export const SCROLL_ERROR = 0.01;

const LONGEST_MS = 24 * 3_600_000;
const STEPS = 50;

/** Last value of each bin; the first holds 0 alone. */
function engagedBounds(): number[] {
  const ratio = (1 + ENGAGED_RELATIVE_ERROR) / (1 - ENGAGED_RELATIVE_ERROR);
  const bounds = [0];
  for (let first = 1; first <= LONGEST_MS;) {
    const last = Math.min(Math.floor(first * ratio), LONGEST_MS);
    bounds.push(last);
    first = last + 1;
  }
  return bounds;
}

const BOUNDS = engagedBounds();

export const ENGAGED_BINS: Bins = {
  form: 'engaged',
  length: BOUNDS.length,
  indexOf(value) {
    const whole = Math.round(value);
    let low = 0;
    let high = BOUNDS.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (whole <= BOUNDS[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  },
  valueOf(bin) {
    const last = BOUNDS[bin]!;
    const first = bin === 0 ? 0 : BOUNDS[bin - 1]! + 1;
    return first === last ? last : (2 * first * last) / (first + last);
  },
};

export const SCROLL_BINS: Bins = {
  form: 'scroll',
  length: STEPS + 1,
  indexOf: (value) => Math.round(Math.min(Math.max(value, 0), 1) * STEPS),
  valueOf: (bin) => bin / STEPS,
};
