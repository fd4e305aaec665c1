/** Scores with intervals: the figures are those of the plain scores, whatever is drawn, tied or missing. */
import fc from 'fast-check';

import { contest, type Contestants } from '../../../server/src/core/evaluate/diagnostics/contest';
import { rankCell, weightedNdcg, weightedSpearman } from '../../../server/src/core/evaluate/diagnostics/ranked-cell';
import { scoreLater } from '../../../server/src/core/evaluate/score-later';
import { createRandom } from '../../../server/src/core/math/random';
import { ndcgAtK, spearman } from '../../../server/src/core/metrics';

const PERIODS = 4;
const AGES = [0, 24];

/** Articles at two ages each, spread over periods; the model knows something, the guess less. */
function judged(articles: number, seed: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: articles }, (_, article) => {
    const worth = 3 + random.normal();
    return AGES.map((age) => ({
      article,
      age,
      origin: article % PERIODS,
      actual: worth,
      model: worth + 0.5 * random.normal(),
      guess: worth + 1.5 * random.normal(),
    }));
  }).flat();
  const of = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  const contestants: Contestants = {
    article: rows.map(({ article }) => article),
    actual: of(({ actual }) => actual),
    model: of(({ model }) => model),
    guess: of(({ guess }) => guess),
    cell: rows.map(({ origin, age }) => `${origin}|${age}`),
  };
  return { contestants, origin: of(({ origin }) => origin), ageHours: of(({ age }) => age) };
}

describe('order measures under weights', () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.nat(3)), {
    minLength: 2,
    maxLength: 25,
  });

  it('are those of the rows listed as often as they weigh, ties included', () => {
    fc.assert(
      fc.property(values, (rows) => {
        const [actual, guess] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const weights = rows.map(([, , weight]) => weight);
        const listed = weights.flatMap((weight, row) => Array.from({ length: weight }, () => row));
        if (listed.length === 0) return;
        const cell = rankCell(
          rows.map((_, row) => row),
          actual,
          [guess]
        );
        const ranks = [new Float64Array(rows.length), new Float64Array(rows.length)] as const;
        const [truth, said] = [listed.map((row) => actual[row]!), listed.map((row) => guess[row]!)];
        const rho = spearman(truth, said);
        weightedSpearman(cell, weights, ranks, (_, value) => expect(value).toBeCloseTo(Number.isNaN(rho) ? 0 : rho, 9));
        weightedNdcg(cell, weights, actual, (_, value) => expect(value).toBeCloseTo(ndcgAtK(truth, said, 10), 9));
      })
    );
  });
});

describe('a contest', () => {
  const { contestants, origin, ageHours } = judged(60, 1);
  const result = contest(contestants, 7);

  it('says of each side what the plain scores say', () => {
    const plain = (predicted: Float64Array) =>
      scoreLater('model', { origin, ageHours, actual: contestants.actual, predicted });
    for (const [side, predicted] of [
      [result.model, contestants.model],
      [result.guess, contestants.guess],
    ] as const) {
      const { rmse, spearman: rho, ndcgAt10 } = plain(predicted);
      expect(side.rmse!.value).toBeCloseTo(rmse!, 3);
      expect(side.spearman!.value).toBeCloseTo(rho!, 3);
      expect(side.ndcgAt10!.value).toBeCloseTo(ndcgAt10!, 3);
    }
    expect(result.difference.rmse!.value).toBeCloseTo(result.model.rmse!.value - result.guess.rmse!.value, 3);
    expect(result).toMatchObject({ articles: 60, rows: 120 });
  });

  it('has every figure inside its interval, for any articles', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(1000), (articles, seed) => {
        const { model, guess, difference } = contest(judged(articles, seed).contestants, seed);
        for (const measures of [model, guess, difference]) {
          for (const figure of Object.values(measures)) {
            if (figure === null) continue;
            expect(figure.low).toBeLessThanOrEqual(figure.value);
            expect(figure.high).toBeGreaterThanOrEqual(figure.value);
          }
        }
      }),
      { numRuns: 20 }
    );
  });

  it('sees a clear difference, and none where both say the same', () => {
    expect(result.difference.rmse!.high).toBeLessThan(0);
    expect(result.difference.spearman!.low).toBeGreaterThan(0);
    const same = contest({ ...contestants, guess: contestants.model }, 7).difference;
    expect(same).toEqual({
      rmse: { value: 0, low: 0, high: 0 },
      spearman: { value: 0, low: 0, high: 0 },
      ndcgAt10: { value: 0, low: 0, high: 0 },
    });
  });

  it('is the same for the same seed, and mirrored when the sides change places', () => {
    expect(contest(contestants, 7)).toEqual(result);
    const { rmse } = contest({ ...contestants, model: contestants.guess, guess: contestants.model }, 7).difference;
    expect(rmse!.value).toBeCloseTo(-result.difference.rmse!.value, 9);
    expect(rmse!.low).toBeCloseTo(-result.difference.rmse!.high, 9);
  });

  it('holds 90 % of the true errors of many small sites', () => {
    const truth = Math.sqrt(0.5 ** 2);
    const held = Array.from({ length: 60 }, (_, seed) => contest(judged(40, 100 + seed).contestants, seed).model.rmse!);
    const share = held.filter(({ low, high }) => low <= truth && truth <= high).length / held.length;
    expect(share).toBeGreaterThan(0.8);
  });

  it('judges a side without predictions not at all, and no order among fewer than five', () => {
    const absent = contest({ ...contestants, guess: contestants.guess.fill(NaN, 0, 1) }, 7);
    expect(absent.guess).toEqual({ rmse: null, spearman: null, ndcgAt10: null });
    expect(absent.difference.rmse).toBeNull();
    const few = contest(judged(PERIODS * 4, 3).contestants, 7).model;
    expect(few.rmse).not.toBeNull();
    expect(few.spearman).toBeNull();
  });
});
