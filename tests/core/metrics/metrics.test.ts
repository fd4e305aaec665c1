import fc from 'fast-check';

import {
  accuracy,
  auc,
  brier,
  coverage,
  f1,
  logLoss,
  mae,
  meanWidth,
  ndcgAtK,
  pairedBootstrap,
  rmse,
  spearman,
} from '../../../server/src/core/metrics';
import { createRandom } from '../../../server/src/core/math/random';

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
