import { CoreError } from '../errors';
import { quantileSorted } from '../math/quantile';
import { createRandom } from '../math/random';

interface Resampling {
  readonly nRows: number;
  /** (nRows,) rows of one group are drawn together; without it every row is its own group. */
  readonly groups?: ArrayLike<number>;
  readonly seed: number;
  /** Number of resamples; some hundreds for intervals that are shown, thousands where something is decided by them. */
  readonly repeats: number;
  /** Share of resamples inside the interval, such as .9. */
  readonly level: number;
}

export interface BootstrapInput extends Resampling {
  /** Any metric, of the rows it is given; a row that was drawn twice is listed twice. */
  readonly metric: (rows: Uint32Array) => number;
}

export interface SharedBootstrapInput extends Resampling {
  /** Several metrics of the same rows, always as many and in the same order. */
  readonly metrics: (rows: Uint32Array) => ArrayLike<number>;
}

export interface BootstrapInterval {
  /** The metric of all rows, each once. */
  readonly value: number;
  /** NaN when no resample had a value. */
  readonly low: number;
  readonly high: number;
}

/**
 * A metric with its percentile interval, groups drawn with replacement. Resamples in which the metric is NaN (AUC of
 * one class) are left out.
 *
 * The percentile interval, as in the gate: it never leaves the metric's range and is the same on every monotone scale.
 * The bias-corrected one (BCa) would need the metric once more per group, and has no answer where nearly all resamples
 * lie on one side of the value, as they do for calibration errors.
 *
 * Cost: `repeats` times the metric's.
 *
 * @throws {CoreError} INVALID_SHAPE; INVALID_VALUE for repeats < 1 or a level outside (0, 1).
 *
 * Source: Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13; Field and Welsh (2007), "Bootstrapping
 * Clustered Data", for whole groups.
 */
export function bootstrapInterval({ metric, ...resampling }: BootstrapInput): BootstrapInterval {
  const [interval] = bootstrapIntervals({ ...resampling, metrics: (rows) => [metric(rows)] });
  return interval!;
}

/**
 * Several metrics with their intervals, all from the same resamples: what they cost together is often far below their
 * sum, and a difference of two is paired.
 *
 * @throws {CoreError} as `bootstrapInterval`.
 */
export function bootstrapIntervals(input: SharedBootstrapInput): BootstrapInterval[] {
  checkInput(input);
  const { metrics, nRows, groups, seed, repeats, level } = input;
  const rowsOf = rowsByGroup(nRows, groups);
  const random = createRandom(seed);
  const largest = rowsOf.reduce((most, rows) => Math.max(most, rows.length), 0);
  const drawn = new Uint32Array(largest * rowsOf.length);
  const whole = Array.from(metrics(Uint32Array.from({ length: nRows }, (_, row) => row)));
  const resampled: number[][] = whole.map(() => []);
  for (let repeat = 0; repeat < repeats; repeat++) {
    let n = 0;
    for (let draw = 0; draw < rowsOf.length; draw++) {
      for (const row of rowsOf[random.int(rowsOf.length)]!) drawn[n++] = row;
    }
    const values = metrics(drawn.subarray(0, n));
    resampled.forEach((kept, metric) => Number.isNaN(values[metric]) || kept.push(values[metric]!));
  }
  const tail = (1 - level) / 2;
  return resampled.map((kept, metric) => {
    const sorted = Float64Array.from(kept).sort();
    return { value: whole[metric]!, low: quantileSorted(sorted, tail), high: quantileSorted(sorted, 1 - tail) };
  });
}

/** Some entries of an array, as a metric of drawn rows needs them. */
export function take<T>(values: ArrayLike<T>, rows: Uint32Array): T[] {
  return Array.from(rows, (row) => values[row]!);
}

function rowsByGroup(nRows: number, groups?: ArrayLike<number>): number[][] {
  const byGroup = new Map<number, number[]>();
  for (let row = 0; row < nRows; row++) {
    const group = groups ? groups[row]! : row;
    const rows = byGroup.get(group);
    if (rows) rows.push(row);
    else byGroup.set(group, [row]);
  }
  return [...byGroup.values()];
}

function checkInput({ nRows, groups, repeats, level }: Resampling): void {
  if (!Number.isInteger(nRows) || nRows < 1)
    throw new CoreError('INVALID_SHAPE', { name: 'rows', expected: 'at least 1', got: `${nRows}` });
  if (groups && groups.length !== nRows)
    throw new CoreError('INVALID_SHAPE', { name: 'groups', expected: `(${nRows},)`, got: `(${groups.length},)` });
  if (!Number.isInteger(repeats) || repeats < 1)
    throw new CoreError('INVALID_VALUE', { name: 'repeats', expected: 'a whole number >= 1', got: `${repeats}` });
  if (!(level > 0 && level < 1))
    throw new CoreError('INVALID_VALUE', { name: 'level', expected: 'in (0, 1)', got: `${level}` });
}
