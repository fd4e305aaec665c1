import fc from 'fast-check';

import {
  accuracy,
  auc,
  bootstrapInterval,
  brier,
  coverage,
  expectedCalibrationError,
  f1,
  f1OfSingle,
  logLoss,
  mae,
  meanWidth,
  ndcgAtK,
  pairedBootstrap,
  rmse,
  spearman,
  take,
} from '../../../server/src/core/metrics';
import { mean } from '../../../server/src/core/math/mean';
import { createRandom, type Random } from '../../../server/src/core/math/random';
import reference from './reference/scikit-learn.json';

const value = fc.integer({ min: 0, max: 6 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 25 });
const left = <A, B>(list: [A, B][]) => list.map(([a]) => a);
const right = <A, B>(list: [A, B][]) => list.map(([, b]) => b);

describe('spearman', () => {
  it('is the correlation of hand-made ranks, ties sharing theirs', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: covariance 4.5, variances 4.5 and 5.
    expect(spearman([10, 20, 20, 30], [1, 3, 2, 9])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });

  it('knows only order, and nothing of a constant', () => {
    // NaN is NaN here, not close to it.
    const same = (got: number, expected: number) =>
      Number.isNaN(expected) ? expect(got).toBeNaN() : expect(got).toBeCloseTo(expected, 12);
    const isConstant = (list: number[]) => new Set(list).size === 1;
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = [left(list), right(list)];
        const rho = spearman(a, b);
        expect(Number.isNaN(rho)).toBe(isConstant(a) || isConstant(b));
        same(spearman(a.map(Math.exp), b), rho);
        same(spearman(b, a), rho);
        same(
          spearman(
            a.map((value) => -value),
            b
          ),
          -rho
        );
      }),
      {
        examples: [
          [
            [
              [0, 0],
              [0, 1],
            ],
          ],
          [
            [
              [2, 2],
              [2, 2],
            ],
          ],
        ],
      }
    );
  });

  it('is 1 for the same order and NaN for a constant', () => {
    expect(spearman([1, 2, 5], [0, 3, 4])).toBeCloseTo(1, 12);
    expect(spearman([1, 1, 1], [0, 3, 4])).toBeNaN();
  });
});

describe('spearman and NDCG by brute force', () => {
  it('spearman is the correlation of ranks counted one by one', () => {
    const rankOf = (list: number[], x: number) =>
      1 + list.filter((other) => other < x).length + (list.filter((other) => other === x).length - 1) / 2;
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = [left(list), right(list)];
        const centre = (list.length + 1) / 2;
        const [ra, rb] = [a, b].map((values) => values.map((x) => rankOf(values, x) - centre)) as [number[], number[]];
        const dot = (p: number[], q: number[]) => p.reduce((sum, x, i) => sum + x * q[i]!, 0);
        const expected = dot(ra, rb) / Math.sqrt(dot(ra, ra) * dot(rb, rb));
        const got = spearman(a, b);
        if (Number.isNaN(expected)) expect(got).toBeNaN();
        else expect(got).toBeCloseTo(expected, 10);
      })
    );
  });

  it('NDCG is the gain of the order over the greatest of all orders', () => {
    const orders = (items: number[]): number[][] =>
      items.length === 0
        ? [[]]
        : items.flatMap((item, i) => orders(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
    const gainOf = (gains: number[], k: number) =>
      gains.slice(0, k).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 7 }), (gains, k) => {
        const best = Math.max(...orders(gains).map((order) => gainOf(order, k)));
        // Scores that fall: the order is the one given.
        const got = ndcgAtK(
          gains,
          gains.map((_, i) => -i),
          k
        );
        expect(got).toBeCloseTo(best > 0 ? gainOf(gains, k) / best : 0, 10);
      })
    );
  });
});

describe('auc', () => {
  it('is the share of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), value), { minLength: 1, maxLength: 25 }), (list) => {
        const positives = list.filter(([positive]) => positive);
        const negatives = list.filter(([positive]) => !positive);
        let wins = 0;
        for (const [, p] of positives) for (const [, n] of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
        const bruteForce = wins / (positives.length * negatives.length);
        const got = auc(left(list), right(list));
        if (Number.isNaN(bruteForce)) expect(got).toBeNaN();
        else expect(got).toBeCloseTo(bruteForce, 12);
      })
    );
  });
});

describe('ndcgAtK', () => {
  it('is 1 for the ideal order, never more, and 0 where nothing can be gained', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 30 }), (list, k) => {
        const gains = left(list);
        const any = gains.some((gain) => gain > 0);
        expect(ndcgAtK(gains, gains, k)).toBe(any ? 1 : 0);
        expect(ndcgAtK(gains, right(list), k)).toBeLessThanOrEqual(1);
      })
    );
  });

  it('discounts by the logarithm of the position and looks no further than k', () => {
    // The order is 1, 3, 0: (1 + 3 / log2 3) over (3 + 1 / log2 3).
    expect(ndcgAtK([3, 1, 0], [2, 3, 1], 2)).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 12);
    expect(ndcgAtK([3, 1, 0], [2, 3, 1], 1)).toBeCloseTo(1 / 3, 12);
  });

  it('refuses a k that is no count', () => {
    expect(() => ndcgAtK([1], [1], 0)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});

describe('errors, probabilities and labels', () => {
  it('computes what the definitions say', () => {
    expect(rmse([0, 0], [3, 4])).toBeCloseTo(Math.sqrt(12.5), 12);
    expect(mae([0, 0], [3, -4])).toBe(3.5);
    expect(logLoss([1, 0], [0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
    expect(logLoss([1], [0])).toBeCloseTo(-Math.log(1e-15), 9);
    expect(brier([1, 0], [0.5, 0.5])).toBe(0.25);
    expect(accuracy(['a', 'b', 'c'], ['a', 'b', 'a'])).toBeCloseTo(2 / 3, 12);
    expect(coverage([1, 2, 3], [1, 0, 4], [1, 1, 5])).toBeCloseTo(1 / 3, 12);
    expect(meanWidth([0, 1], [1, 4])).toBe(2);
  });

  it('gives micro-F1 equal to accuracy for one label each', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const actual = left(list).map((a) => [`${a}`]);
        const predicted = right(list).map((b) => [`${b}`]);
        expect(f1(actual, predicted).micro).toBeCloseTo(accuracy(left(list), right(list)), 12);
      })
    );
  });

  it('counts several labels, abstention and the labels asked for', () => {
    const score = f1([['a', 'b'], ['c']], [['a'], []]);

    expect(score.micro).toBeCloseTo(2 / (2 + 2), 12);
    expect(score.macro).toBeCloseTo(1 / 3, 12);
    expect(f1([['a', 'b'], ['c']], [['a'], []], ['a'])).toEqual({ micro: 1, macro: 1 });
  });

  it.each([
    ['different lengths', [1, 2], [1]],
    ['no rows', [], []],
  ])('refuses %s', (_, a, b) => {
    for (const metric of [spearman, rmse, mae, auc, logLoss, brier]) {
      expect(() => metric(a, b)).toThrow(expect.objectContaining({ code: 'INVALID_SHAPE' }));
    }
  });
});

describe('all metrics', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 20 });
  const shuffledTogether = (random: Random, ...arrays: number[][]) => {
    const order = random.shuffle(Uint32Array.from(arrays[0]!.keys()));
    return arrays.map((array) => take(array, order)) as [number[], number[]];
  };

  it('do not care in which order rows come', () => {
    fc.assert(
      fc.property(distinct, fc.integer(), (scores, seed) => {
        const random = createRandom(seed);
        const truth = scores.map((_, i) => (i % 3 === 0 ? 1 : 0));
        const probability = scores.map((score) => 1 / (1 + Math.exp(-score / 10)));
        const [truth2, probability2] = shuffledTogether(random, truth, probability);
        for (const metric of [auc, logLoss, brier, spearman, rmse, expectedCalibrationError]) {
          expect(metric(truth2, probability2)).toBeCloseTo(metric(truth, probability), 10);
        }
        expect(ndcgAtK(truth2, probability2, 3)).toBeCloseTo(ndcgAtK(truth, probability, 3), 10);
      })
    );
  });

  it('that know only order stay the same on any monotone scale', () => {
    fc.assert(
      fc.property(distinct, (scores) => {
        const truth = scores.map((_, i) => i % 2);
        const scaled = scores.map((score) => Math.atan(score / 7) ** 3 + 5);
        expect(auc(truth, scaled)).toBeCloseTo(auc(truth, scores), 12);
        expect(spearman(truth, scaled)).toBeCloseTo(spearman(truth, scores), 12);
        expect(ndcgAtK(truth, scaled, 5)).toBeCloseTo(ndcgAtK(truth, scores, 5), 12);
      })
    );
  });

  it('are perfect for perfect answers', () => {
    const truth = [0, 1, 1, 0, 1];
    expect([auc(truth, truth), spearman(truth, truth), ndcgAtK(truth, truth, 3)]).toEqual([
      1,
      expect.closeTo(1, 12),
      1,
    ]);
    expect([brier(truth, truth), expectedCalibrationError(truth, truth, 2), rmse(truth, truth)]).toEqual([0, 0, 0]);
    expect(logLoss(truth, truth)).toBeCloseTo(0, 12);
    expect(f1OfSingle(['a', 'b'], ['a', 'b'])).toEqual({ micro: 1, macro: 1 });
  });
});

describe('the expected calibration error', () => {
  it('is the mean gap between what was said and what came, by bins of equal numbers', () => {
    // Two bins: .1 and .3 with one positive of two, .6 and .9 with two of two.
    expect(expectedCalibrationError([0, 1, 1, 1], [0.1, 0.3, 0.6, 0.9], 2)).toBeCloseTo((0.3 + 0.25) / 2, 12);
    expect(expectedCalibrationError([0, 1, 1, 1], [0.1, 0.3, 0.6, 0.9], 1)).toBeCloseTo(0.75 - 0.475, 12);
  });

  it('never parts rows of one probability', () => {
    const positive = [1, 0, 0, 1, 0, 0, 1, 0];
    expect(expectedCalibrationError(positive, Array(8).fill(0.5), 4)).toBeCloseTo(0.5 - 3 / 8, 12);
    const bins = (list: number[]) => expectedCalibrationError(list, [0.1, 0.1, 0.1, 0.1, 0.1, 0.7, 0.7, 0.9], 4);
    expect(bins(positive)).toBeCloseTo((Math.abs(0.5 - 2) + Math.abs(1.4 - 1) + 0.9) / 8, 12);
  });

  it('is never greater with fewer bins that join neighbours', () => {
    const random = createRandom(4);
    const probability = Array.from({ length: 64 }, random.next);
    const positive = probability.map((p) => random.next() < p);
    const errors = [64, 32, 16, 8, 4, 2, 1].map((nBins) => expectedCalibrationError(positive, probability, nBins));
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
  });

  it('refuses no bins', () => {
    expect(() => expectedCalibrationError([1], [1], 0)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});

describe('single labels', () => {
  it('count as lists of one, abstention as an empty list', () => {
    const [actual, predicted] = [
      ['a', 'b', 'c', 'a'],
      ['a', null, 'a', 'b'],
    ];
    const lists = (labels: (string | null)[]) => labels.map((label) => (label === null ? [] : [label]));
    expect(f1OfSingle(actual, predicted)).toEqual(f1(lists(actual) as string[][], lists(predicted) as string[][]));
    expect(f1OfSingle(actual, predicted, ['a'])).toEqual({ micro: 0.5, macro: 0.5 });
  });
});

describe('scikit-learn and SciPy', () => {
  it('agree on scores', () => {
    for (const { truth, guess, ...expected } of reference.scores) {
      expect(spearman(truth, guess)).toBeCloseTo(expected.spearman, 12);
      expect(rmse(truth, guess)).toBeCloseTo(expected.rmse, 12);
      expect(mae(truth, guess)).toBeCloseTo(expected.mae, 12);
    }
  });

  it('agree on rankings', () => {
    for (const { gains, scores, k, ndcg } of reference.rankings)
      expect(ndcgAtK(gains, scores, k)).toBeCloseTo(ndcg, 12);
  });

  it('agree on probabilities', () => {
    for (const { positive, probability, bins, ...expected } of reference.probabilities) {
      expect(auc(positive, probability)).toBeCloseTo(expected.auc, 12);
      const tied = probability.map((p) => Math.round(p * 10) / 10);
      expect(auc(positive, tied)).toBeCloseTo(expected.aucOfTied, 12);
      expect(logLoss(positive, probability)).toBeCloseTo(expected.logLoss, 12);
      expect(brier(positive, probability)).toBeCloseTo(expected.brier, 12);
      expect(expectedCalibrationError(positive, probability, bins)).toBeCloseTo(expected.calibrationError, 12);
    }
  });

  it('agree on labels', () => {
    for (const { actual, predicted, ...expected } of reference.single) {
      expect(accuracy(actual, predicted)).toBeCloseTo(expected.accuracy, 12);
      expect(f1OfSingle(actual, predicted).micro).toBeCloseTo(expected.micro, 12);
      expect(f1OfSingle(actual, predicted).macro).toBeCloseTo(expected.macro, 12);
    }
    for (const { actual, predicted, ...expected } of reference.several) {
      const got = f1(actual, predicted, ['a', 'b', 'c', 'd']);
      expect(got.micro).toBeCloseTo(expected.micro, 12);
      expect(got.macro).toBeCloseTo(expected.macro, 12);
    }
  });
});

describe('bootstrapInterval', () => {
  const random = createRandom(11);
  const y = Float64Array.from({ length: 200 }, () => 3 + random.normal());
  const meanOf = (rows: Uint32Array) => mean(take(y, rows));
  const input = { metric: meanOf, nRows: 200, seed: 1, repeats: 1000, level: 0.9 };

  it('is the paired one for a mean, and the same for the same seed', () => {
    const { value, low, high } = bootstrapInterval(input);
    const paired = pairedBootstrap({ differences: y, seed: 1, n: 1000, level: 0.9 });
    expect(value).toBeCloseTo(paired.mean, 12);
    expect(low).toBeCloseTo(paired.low, 12);
    expect(high).toBeCloseTo(paired.high, 12);
    expect(bootstrapInterval(input)).toEqual({ value, low, high });
  });

  it('keeps rows of a group together, so copies make it no narrower', () => {
    const metric = (rows: Uint32Array) =>
      mean(
        take(
          y,
          rows.map((row) => row >> 2)
        )
      );
    const groups = Int32Array.from({ length: 800 }, (_, row) => row >> 2);
    const alone = bootstrapInterval(input);
    const copies = bootstrapInterval({ ...input, metric, nRows: 800, groups });
    const apart = bootstrapInterval({ ...input, metric, nRows: 800 });
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(copies)).toBeCloseTo(width(alone), 9);
    expect(width(apart)).toBeLessThan(0.6 * width(alone));
  });

  it('holds the truth about as often as it says: AUC, whose truth is known', () => {
    // Scores of N(1, 1) against N(0, 1): AUC = Φ(1 / √2).
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const positive = Array.from({ length: 80 }, (_, i) => i % 2);
      const scores = positive.map((one) => one + random.normal());
      const metric = (rows: Uint32Array) => auc(take(positive, rows), take(scores, rows));
      const { low, high } = bootstrapInterval({ metric, nRows: 80, seed: trial, repeats: 200, level: 0.9 });
      if (low <= 0.76025 && 0.76025 <= high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.83);
    expect(held / 200).toBeLessThan(0.97);
  });

  it('leaves out resamples that have no value', () => {
    const positive = [1, 0, 0, 0];
    const metric = (rows: Uint32Array) => auc(take(positive, rows), take([4, 3, 2, 1], rows));
    expect(bootstrapInterval({ ...input, metric, nRows: 4 })).toEqual({ value: 1, low: 1, high: 1 });
    const none = bootstrapInterval({ ...input, metric: () => NaN, nRows: 4 });
    expect([none.low, none.high]).toEqual([NaN, NaN]);
  });

  it.each([
    ['INVALID_SHAPE', { nRows: 0 }],
    ['INVALID_SHAPE', { groups: [1, 2] }],
    ['INVALID_VALUE', { repeats: 0 }],
    ['INVALID_VALUE', { level: 1 }],
  ])('refuses with %s: %p', (code, change) => {
    expect(() => bootstrapInterval({ ...input, ...change })).toThrow(expect.objectContaining({ code }));
  });
});

describe('pairedBootstrap', () => {
  const random = createRandom(3);
  const differences = Float64Array.from({ length: 200 }, () => 0.5 + random.normal());

  it('finds an interval like the normal one, the same for the same seed', () => {
    const input = { differences, seed: 1, n: 2000, level: 0.9 };
    const got = pairedBootstrap(input);
    const standardError = 1 / Math.sqrt(200);

    expect(got).toEqual(pairedBootstrap(input));
    expect(Math.abs(got.low - (got.mean - 1.645 * standardError))).toBeLessThan(0.03);
    expect(Math.abs(got.high - (got.mean + 1.645 * standardError))).toBeLessThan(0.03);
  });

  it('is wider when rows of a group say the same thing', () => {
    const doubled = Float64Array.from([...differences, ...differences]);
    const groups = Int32Array.from(doubled, (_, row) => row % 200);
    const width = (grouped: boolean) => {
      const { low, high } = pairedBootstrap({
        differences: doubled,
        ...(grouped ? { groups } : {}),
        seed: 1,
        n: 1000,
        level: 0.9,
      });
      return high - low;
    };
    expect(width(true) / width(false)).toBeGreaterThan(1.25);
  });
});
