/** Ends of a 90 % band that follow the site: conformal offsets of the latest errors, with tails that learn from misses. */

/** Errors that offsets are taken from: the latest, because a site's traffic drifts. */
const WINDOW = 150;
/**
 * Each end aims to miss so often. A little less than one in twenty: what is known when an article comes out is some days
 * old, and with 5 % the bands held .865 on Deskdrop (`npm run drill -- curves`).
 */
const TAIL = 0.042;
const TAILS = { least: 0.005, most: 0.2 } as const;

export interface Tails {
  /** Signed offsets in log1p(views); `lower` is usually below 0, `upper` above. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Offsets for the next article. Replays the errors in the order articles were published: each is judged by offsets
 * from what was known when its article was published, and a miss at an end makes that end's tail thinner from then on.
 *
 * Cost: O(n · window).
 *
 * @param errors      (n,) true less expected, log1p, in order of publication; n >= 1.
 * @param publishedAt (n,) ascending.
 * @param delayMs     How long after publication an error is known.
 * @param rate        How much one miss moves a tail; 0 = plain conformal offsets of the latest errors.
 * @param needed      Errors that must be known before one can be judged.
 *
 * Sources: Vovk, Gammerman and Shafer (2005), "Algorithmic Learning in a Random World", chapter 2, for the ranks;
 * Gibbs and Candès (2021), "Adaptive Conformal Inference Under Distribution Shift", for the tails.
 */
export function trackedTails(
  errors: readonly number[],
  publishedAt: readonly number[],
  { delayMs, rate, needed }: { readonly delayMs: number; readonly rate: number; readonly needed: number }
): Tails {
  const tails = { lower: TAIL, upper: TAIL };
  // The latest known errors, ascending; they enter and leave it one by one.
  const window: number[] = [];
  const said: (Tails | null)[] = [];
  let known = 0;
  const learn = (): void => {
    const error = errors[known]!;
    const offsets = said[known];
    if (offsets) {
      tails.lower = moved(tails.lower, error < offsets.lower, rate);
      tails.upper = moved(tails.upper, error > offsets.upper, rate);
    }
    window.splice(rankOf(window, error), 0, error);
    known++;
    if (known > WINDOW) window.splice(rankOf(window, errors[known - 1 - WINDOW]!), 1);
  };
  for (let i = 0; i < errors.length; i++) {
    while (known < i && publishedAt[known]! + delayMs <= publishedAt[i]!) learn();
    said.push(known >= needed ? offsetsOf(window, tails) : null);
  }
  while (known < errors.length) learn();
  return offsetsOf(window, tails);
}

/** Values of an ascending list below one. */
function rankOf(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const moved = (tail: number, missed: boolean, rate: number): number =>
  Math.min(TAILS.most, Math.max(TAILS.least, tail + rate * (TAIL - (missed ? 1 : 0))));

/** Ranks that allow for the next error being one more of the same kind. */
function offsetsOf(sorted: readonly number[], tails: Tails): Tails {
  const n = sorted.length;
  const low = Math.max(Math.floor(tails.lower * (n + 1)), 1);
  const high = Math.min(Math.ceil((1 - tails.upper) * (n + 1)), n);
  return { lower: sorted[low - 1]!, upper: sorted[high - 1]! };
}
