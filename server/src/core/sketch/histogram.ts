/** How values are spread, as counts by bin; histograms of the same bins merge by adding, in any order. */
import type { Bins } from './bins';
import { corruptSketch, frame, unframe } from './frame';
import { readVarints, writeVarint } from './varint';

export interface Histogram {
  readonly bins: Bins;
  /** Bin -> how many values fell into it; bins without any are left out. */
  readonly counts: ReadonlyMap<number, number>;
}

export const emptyHistogram = (bins: Bins): Histogram => ({ bins, counts: new Map() });

/** Histogram of some values, none NaN. */
export function histogramOf(bins: Bins, values: Iterable<number>): Histogram {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = bins.indexOf(value);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return { bins, counts };
}

/** Histogram of both sets of values; both of the same bins. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  const counts = new Map(a.counts);
  for (const [bin, count] of b.counts) counts.set(bin, (counts.get(bin) ?? 0) + count);
  return { bins: a.bins, counts };
}

/** How many values there are. */
export const histogramCount = ({ counts }: Histogram): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

/**
 * The value with `floor(q (n - 1))` values before it, within the error of its bins; null for no values.
 *
 * @param q 0 = the smallest, 0.5 = the (lower) median, 1 = the largest.
 */
export function histogramQuantile(histogram: Histogram, q: number): number | null {
  const rank = Math.floor(q * (histogramCount(histogram) - 1));
  let before = 0;
  for (const [bin, count] of ascending(histogram)) {
    before += count;
    if (before > rank) return histogram.bins.valueOf(bin);
  }
  return null;
}

/** Bins in use and their counts, by bin: the step from the last bin, then the count. Two or three bytes for each. */
export function encodeHistogram(histogram: Histogram): Uint8Array {
  const out: number[] = [];
  let last = 0;
  for (const [bin, count] of ascending(histogram)) {
    writeVarint(out, bin - last);
    writeVarint(out, count);
    last = bin;
  }
  return frame(histogram.bins.form, out);
}

/** @throws {CoreError} SKETCH_CORRUPT for anything that `encodeHistogram` did not make of these bins. */
export function decodeHistogram(bins: Bins, bytes: Uint8Array): Histogram {
  const numbers = readVarints(unframe(bytes, [bins.form]).body);
  const counts = new Map<number, number>();
  let bin = 0;
  for (let at = 0; at < numbers.length; at += 2) {
    const [step, count] = [numbers[at]!, numbers[at + 1] ?? 0];
    bin += step;
    if (count === 0 || bin >= bins.length || (step === 0 && at > 0)) {
      throw corruptSketch(`counts of ${bins.length} bins, ascending`, `${count} in bin ${bin}`);
    }
    counts.set(bin, count);
  }
  return { bins, counts };
}

const ascending = ({ counts }: Histogram): [number, number][] => [...counts].sort(([a], [b]) => a - b);
