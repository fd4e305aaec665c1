import { CoreError } from '../errors';
import { mean } from '../math/mean';
import { quantileSorted } from '../math/quantile';
import { createRandom } from '../math/random';
import { checkSameLength } from './check';

export interface PairedBootstrapInput {
  /** (n,) what one model does better or worse than the other, row by row (for instance squared errors, a - b). */
  readonly differences: ArrayLike<number>;
  /** (n,) rows of one group are drawn together; without it every row is its own group. */
  readonly groups?: ArrayLike<number>;
  readonly seed: number;
  /** Number of resamples; 1,000 or more. */
  readonly n: number;
  /** Share of resamples inside the interval, such as .9. */
  readonly level: number;
}

/**
 * Mean difference with its percentile interval, groups drawn with replacement. Cost O(n · groups).
 *
 * @throws {CoreError} INVALID_SHAPE; INVALID_VALUE for n < 1 or a level outside (0, 1).
 *
 * Source: Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapters 8 and 13.
 */
export function pairedBootstrap(input: PairedBootstrapInput): { mean: number; low: number; high: number } {
  const { differences, groups, seed, n, level } = input;
  checkSameLength(groups ? { differences, groups } : { differences });
  if (!Number.isInteger(n) || n < 1)
    throw new CoreError('INVALID_VALUE', { name: 'n', expected: 'a whole number >= 1', got: `${n}` });
  if (!(level > 0 && level < 1))
    throw new CoreError('INVALID_VALUE', { name: 'level', expected: 'in (0, 1)', got: `${level}` });

  const { sums, counts } = sumByGroup(differences, groups);
  const random = createRandom(seed);
  const means = new Float64Array(n);
  for (let resample = 0; resample < n; resample++) {
    let sum = 0;
    let count = 0;
    for (let draw = 0; draw < sums.length; draw++) {
      const group = random.int(sums.length);
      sum += sums[group]!;
      count += counts[group]!;
    }
    means[resample] = sum / count;
  }
  means.sort();
  const tail = (1 - level) / 2;
  return { mean: mean(differences), low: quantileSorted(means, tail), high: quantileSorted(means, 1 - tail) };
}

function sumByGroup(differences: ArrayLike<number>, groups: ArrayLike<number> | undefined) {
  const sums: number[] = [];
  const counts: number[] = [];
  const slots = new Map<number, number>();
  for (let row = 0; row < differences.length; row++) {
    const group = groups ? groups[row]! : row;
    const slot = slots.get(group) ?? slots.size;
    slots.set(group, slot);
    sums[slot] = (sums[slot] ?? 0) + differences[row]!;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return { sums, counts };
}
