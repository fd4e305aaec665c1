import { createRandom, type Random } from '../../../server/src/core/math/random';
import {
  type Bins,
  decodeHistogram,
  emptyHistogram,
  encodeHistogram,
  ENGAGED_BINS,
  ENGAGED_RELATIVE_ERROR,
  type Histogram,
  histogramCount,
  histogramOf,
  histogramQuantile,
  mergeHistograms,
  SCROLL_BINS,
  SCROLL_ERROR,
} from '../../../server/src/core/sketch';
import { expectBodiesRefused, expectDamageRefused } from './damage';
import { same } from './same';

const CASES = 1_000;
const DAY_MS = 86_400_000;
const SHARES = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

/** Engaged times of three kinds: of all sizes, around one length, and nothing but a few values. */
const engagedTimes = (random: Random): number[] => {
  const kind = random.int(3);
  return Array.from({ length: 1 + random.int(200) }, () => {
    if (kind === 0) return DAY_MS ** random.next();
    if (kind === 1) return Math.exp(10 + random.normal());
    return [0, 1, 30_000, DAY_MS][random.int(4)]!;
  });
};
const scrollShares = (random: Random): number[] =>
  Array.from({ length: 1 + random.int(200) }, () => (random.int(4) === 0 ? 1 : random.next()));

/** The value with floor(q (n - 1)) before it. */
const exact = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))]!;

const KINDS: readonly [string, Bins, (random: Random) => number[], (value: number) => number][] = [
  // Times count as whole milliseconds: half a one on top.
  ['engaged time', ENGAGED_BINS, engagedTimes, (value) => ENGAGED_RELATIVE_ERROR * (value + 0.5) + 0.5],
  ['scroll depth', SCROLL_BINS, scrollShares, () => SCROLL_ERROR + 1e-12],
];

describe.each(KINDS)('quantiles of %s', (_name, bins, valuesOf, errorAt) => {
  it('lie within the stated error in each of 1,000 cases', () => {
    const random = createRandom(1);
    for (let i = 0; i < CASES; i++) {
      const values = valuesOf(random);
      const histogram = histogramOf(bins, values);
      const isOff = (q: number) => {
        const wanted = exact(values, q);
        return Math.abs(histogramQuantile(histogram, q)! - wanted) > errorAt(wanted);
      };
      expect(SHARES.filter(isOff)).toEqual([]);
    }
  });

  it('are those of all values together, to the byte, however histograms are merged', () => {
    const random = createRandom(2);
    for (let i = 0; i < CASES; i++) {
      const [a, b, c] = [valuesOf(random), valuesOf(random), valuesOf(random)].map((values) =>
        histogramOf(bins, values)
      ) as [Histogram, Histogram, Histogram];
      const bytes = encodeHistogram(mergeHistograms(mergeHistograms(a, b), c));
      expect(same(encodeHistogram(mergeHistograms(c, mergeHistograms(b, a))), bytes)).toBe(true);
      expect(same(encodeHistogram(mergeHistograms(a, b)), encodeHistogram(mergeHistograms(b, a)))).toBe(true);
      expect(same(encodeHistogram(mergeHistograms(a, emptyHistogram(bins))), encodeHistogram(a))).toBe(true);
    }
    const values = valuesOf(random);
    const half = values.length >> 1;
    const merged = mergeHistograms(histogramOf(bins, values.slice(half)), histogramOf(bins, values.slice(0, half)));
    expect(encodeHistogram(merged)).toEqual(encodeHistogram(histogramOf(bins, [...values].reverse())));
  });

  it('are null of nothing, and come back from bytes', () => {
    const random = createRandom(3);
    expect(histogramQuantile(emptyHistogram(bins), 0.5)).toBeNull();
    expect(encodeHistogram(emptyHistogram(bins))).toHaveLength(5);
    for (let i = 0; i < CASES; i++) {
      const values = valuesOf(random);
      const histogram = histogramOf(bins, values);
      const again = decodeHistogram(bins, encodeHistogram(histogram));
      expect([...histogram.counts].filter(([bin, count]) => again.counts.get(bin) !== count)).toEqual([]);
      expect(histogramCount(again)).toBe(values.length);
    }
  });

  it('are refused from damaged or foreign bytes', () => {
    const random = createRandom(4);
    const decode = (bytes: Uint8Array) => decodeHistogram(bins, bytes);
    for (const values of [[], valuesOf(random)]) {
      expectDamageRefused(random, encodeHistogram(histogramOf(bins, values)), decode);
    }
    const other = bins === ENGAGED_BINS ? SCROLL_BINS : ENGAGED_BINS;
    expectBodiesRefused(
      [
        [other.form, [1, 1]],
        [bins.form, [1]],
        [bins.form, [1, 0]],
        [bins.form, [1, 1, 0, 1]],
        [bins.form, [128 + 127, 127, 1]],
        [bins.form, [1, 129]],
        [bins.form, [1, 129, 0]],
        [bins.form, [1, 255, 255, 255, 255, 255, 255, 255, 127]],
      ],
      decode
    );
  });
});

describe('the bins of engaged time', () => {
  it('speak for each of their values within 2 %, in the order of the values, 391 of them for a day', () => {
    const random = createRandom(5);
    const some = Array.from({ length: 20_000 }, () => Math.floor(DAY_MS ** random.next()));
    const values = [...Array.from({ length: 2_000 }, (_, value) => value), ...some, DAY_MS].sort((a, b) => a - b);
    let before = 0;
    const wrong = values.filter((value) => {
      const bin = ENGAGED_BINS.indexOf(value);
      const step = bin - before;
      before = bin;
      return step < 0 || Math.abs(ENGAGED_BINS.valueOf(bin) - value) > 0.02 * value + 1e-9;
    });
    expect(wrong).toEqual([]);
    expect([before + 1, ENGAGED_BINS.length]).toEqual([391, 391]);
  });

  it('hold what lies outside: less than nothing counts as 0, more than a day as a day', () => {
    expect(ENGAGED_BINS.indexOf(-5)).toBe(0);
    expect(ENGAGED_BINS.indexOf(DAY_MS * 3)).toBe(ENGAGED_BINS.length - 1);
    expect(SCROLL_BINS.indexOf(-1)).toBe(0);
    expect(SCROLL_BINS.indexOf(1.7)).toBe(SCROLL_BINS.length - 1);
  });
});
