/** What a report says beyond its plain scores: laws on random rows, and the whole of it on a synthetic site. */
import fc from 'fast-check';

import { byGroup } from '../../../server/src/core/evaluate/diagnostics/by-group';
import { calibrationBins } from '../../../server/src/core/evaluate/diagnostics/calibration-bins';
import { learningCurve, verdictOf } from '../../../server/src/core/evaluate/diagnostics/learning-curve';
import { nonIncreasing } from '../../../server/src/core/evaluate/diagnostics/monotone-fit';
import { periodErrors } from '../../../server/src/core/evaluate/diagnostics/period-errors';
import { reasonSets } from '../../../server/src/core/evaluate/diagnostics/reason-importance';
import { compareVersions } from '../../../server/src/core/evaluate/compare-versions';
import type { RankerOptions } from '../../../server/src/core/evaluate/ranker-options';
import type { Measured, ReportDetails } from '../../../server/src/core/evaluate/report-details';
import { encodeRanker } from '../../../server/src/core/evaluate/ranker-model';
import { rollingOrigins } from '../../../server/src/core/evaluate/rolling-origins';
import { trainRanker } from '../../../server/src/core/evaluate/train-ranker';
import { whenEnough } from '../../../server/src/core/evaluate/when-enough';
import { buildTrainingMatrix } from '../../../server/src/core/features/training-matrix';
import { createRandom } from '../../../server/src/core/math/random';
import { costOfReport } from '../../drills/report';
import { DAY, START, syntheticSite } from '../features/synthetic-site';

const DAYS = 120;
const asOf = START + DAYS * DAY;
const site = syntheticSite({ seed: 5, articles: 320, days: DAYS });
const options: RankerOptions = {
  asOf,
  ageHours: [0, 1, 6, 24, 72],
  details: true,
  weeks: 5,
  learner: { name: 'forest', params: { nEstimators: 15, minSamplesLeaf: 5, seed: 3 } },
};
const trained = trainRanker(site, options);
const details = trained.report.details!;

/** Every figure with an interval, wherever it stands. */
function figures(part: unknown): Measured[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('low' in part && 'high' in part && 'value' in part) return [part as Measured];
  return Object.values(part).flatMap(figures);
}

describe('bins of calibration', () => {
  it('part the rows: each in one bin, along the prediction, the means adding up', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 90 }), (rows) => {
        const [predicted, actual] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const bins = calibrationBins(predicted, actual, 1);
        expect(bins.length).toBeLessThanOrEqual(10);
        expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows.length);
        const total = (value: (bin: (typeof bins)[number]) => number) =>
          bins.reduce((sum, bin) => sum + bin.rows * value(bin), 0);
        // Stored to four digits.
        const close = 0.001 * rows.length * 30;
        expect(Math.abs(total((bin) => bin.predicted) - predicted.reduce((a, b) => a + b, 0))).toBeLessThan(close);
        expect(Math.abs(total((bin) => bin.actual.value) - actual.reduce((a, b) => a + b, 0))).toBeLessThan(close);
        bins.reduce((before, bin) => {
          expect(bin.predicted).toBeGreaterThanOrEqual(before);
          return bin.predicted;
        }, -Infinity);
      }),
      { numRuns: 30 }
    );
  });

  it('hold no fewer than five rows, unless there is only one bin', () => {
    for (let n = 1; n <= 60; n++) {
      const values = Array.from({ length: n }, (_, i) => i);
      const bins = calibrationBins(values, values, 1);
      expect(bins.length === 1 || bins.every(({ rows }) => rows >= 5)).toBe(true);
    }
  });
});

describe('the monotone fit', () => {
  it('never rises, keeps the sum, and leaves alone what falls already', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 }), (values) => {
        const fitted = nonIncreasing(values);
        fitted.forEach((value, at) => at > 0 && expect(value).toBeLessThanOrEqual(fitted[at - 1]! + 1e-9));
        const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
        expect(sum(fitted)).toBeCloseTo(sum(values), 6);
        const falling = [...values].sort((a, b) => b - a);
        expect(nonIncreasing(falling)).toEqual(falling);
      })
    );
  });
});

describe('groups', () => {
  const rowsOf = (names: readonly (string | null)[]) => {
    const random = createRandom(3);
    const of = () => Float64Array.from(names, () => random.normal());
    return { article: names.map((_, i) => i), actual: of(), model: of(), guess: of(), ageHours: of().fill(0) };
  };

  it('are the eight with most articles and the others, each of ten or more', () => {
    const names = Array.from({ length: 12 }, (_, group) => Array.from({ length: 8 + group }, () => `g${group}`)).flat();
    const groups = byGroup(rowsOf(names), names, 1);
    expect(groups.map(({ name, articles }) => [name, articles])).toEqual([
      ...[11, 10, 9, 8, 7, 6, 5, 4].map((group) => [`g${group}`, 8 + group]),
      [null, 8 + 9 + 10 + 11],
    ]);
  });

  it('leave out the others where they are fewer than ten, and everything where there is only one', () => {
    const few = [...Array.from({ length: 20 }, () => 'a'), ...Array.from({ length: 9 }, () => null)];
    expect(byGroup(rowsOf(few), few, 1).map(({ name }) => name)).toEqual(['a']);
    const one = Array.from({ length: 20 }, () => 'a');
    expect(byGroup(rowsOf(one), one, 1)).toEqual([]);
  });
});

describe('errors by period', () => {
  const rows = (worse: number) => {
    const random = createRandom(8);
    const origin = Float64Array.from({ length: 200 }, (_, row) => Math.floor(row / 25));
    const model = origin.map((period) => (random.normal() * (period >= 4 ? worse : 1)) ** 2);
    return { article: Array.from(origin.keys()), origin, model, guess: model.map(() => 1) };
  };
  const periods = Array.from({ length: 8 }, (_, origin) => ({ origin, until: origin + 1 }));

  it('say that they grow when they do, and that chance can explain it when they do not', () => {
    const grown = periodErrors(rows(2), periods, 1);
    expect(grown.trend!.low).toBeGreaterThan(0.4);
    expect(grown.periods.map(({ articles }) => articles)).toEqual(Array.from({ length: 8 }, () => 25));
    const { trend } = periodErrors(rows(1), periods, 1);
    expect(trend!.low).toBeLessThan(0);
    expect(trend!.high).toBeGreaterThan(0);
  });
});

describe('the learning curve', () => {
  const matrix = buildTrainingMatrix(site, options);
  const origins = rollingOrigins(matrix, 8);

  it('has a point for each share, falls, and says what more articles would bring', () => {
    const curve = learningCurve(matrix, origins, options.learner, 3)!;
    expect(curve.points.map(({ share }) => share)).toEqual([0.25, 0.5, 0.75, 1]);
    curve.points.reduce(
      (before, { articles, fitted }) => {
        expect(articles).toBeGreaterThan(before.articles);
        expect(fitted).toBeLessThanOrEqual(before.fitted);
        return { articles, fitted };
      },
      { articles: 0, fitted: Infinity }
    );
    expect(verdictOf(curve.gain)).toBe(curve.verdict);
    expect(curve).toEqual(learningCurve(matrix, origins, options.learner, 3));
  });

  it('is not drawn where half of the articles would be too few', () => {
    const early = origins.slice(0, 1).map(({ train, ...rest }) => ({ ...rest, train: train.slice(0, 100) }));
    expect(learningCurve(matrix, early, options.learner, 3)).toBeNull();
  });

  it.each([
    [{ value: 0.1, low: 0.04, high: 0.16 }, 'helps'],
    [{ value: 0.01, low: -0.02, high: 0.04 }, 'hardly'],
    [{ value: 0.01, low: -0.08, high: 0.1 }, 'unclear'],
    [{ value: 0.1, low: -0.02, high: 0.2 }, 'unclear'],
  ] as const)('reads %j as "%s"', (gain, verdict) => expect(verdictOf(gain)).toBe(verdict));

  it('stops when it is told to', () => {
    expect(() => learningCurve(matrix, origins, options.learner, 3, () => true)).toThrow(
      expect.objectContaining({ code: 'CANCELLED' })
    );
  });
});

describe('the details of a report', () => {
  it('have every figure inside its interval', () => {
    const all = figures(details);
    expect(all.length).toBeGreaterThan(100);
    for (const { value, low, high } of all) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });

  it('say of each age how often its ranges held, below, inside and above being everything', () => {
    for (const { reliability, ageHours } of details.ages) {
      expect(reliability!.below + reliability!.inside.value + reliability!.above).toBeCloseTo(1, 3);
      const plain = trained.report.byAge.find((age) => age.ageHours === ageHours)!;
      expect(reliability!.inside.value).toBeCloseTo(plain.coverage!, 3);
    }
  });

  it('judge the same articles in every part', () => {
    const { articles } = trained.report;
    expect(details.overall.articles).toBe(articles);
    for (const age of details.ages) {
      expect(age.articles).toBe(articles);
      expect(age.bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(articles);
    }
    for (const groups of [details.categories, details.periods]) {
      expect(groups.reduce((sum, group) => sum + group.articles, 0)).toBe(articles);
    }
  });

  it('find what was planted to matter, and that guesses are within a factor', () => {
    const names = details.importance.map(({ feature }) => feature);
    expect(names.slice(0, 6)).toEqual(expect.arrayContaining(['authorPast', 'textWords']));
    expect(new Set(names).size).toBe(names.length);
    for (const { halfWithin } of details.ages) expect(halfWithin.model).toBeGreaterThanOrEqual(1);
    expect(details.ages.at(-1)!.halfWithin.model).toBeLessThan(details.ages[0]!.halfWithin.model);
  });

  it('keep together what is one reason', () => {
    const sets = reasonSets(trained.model!.columns);
    const columns = [...sets.values()].flat();
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('are the same for the same seed, and absent where nobody asks or nothing could be judged', () => {
    const again = trainRanker(site, options).report.details;
    expect(again).toEqual(details);
    expect(trainRanker(site, { ...options, details: false }).report).not.toHaveProperty('details');
    expect(trainRanker(site, { ...options, asOf: START + 25 * DAY }).report).not.toHaveProperty('details');
  });

  it('change nothing of what is learned', () => {
    const plain = trainRanker(site, { ...options, details: false });
    expect(plain.outOfFold).toEqual(trained.outOfFold);
    expect(encodeRanker(plain.model!)).toEqual(encodeRanker(trained.model!));
  });

  it('are bytes enough for a version to keep, as the drill weighs them on a larger site', () => {
    const { plainMs, detailsMs, bytes } = costOfReport(1, 80);
    expect(Math.min(plainMs, detailsMs)).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(256_000);
  });

  it('never make a stored report larger than 256 kB', () => {
    const figure: Measured = { value: -0.1234, low: -0.1234, high: -0.1234 };
    const measures = { rmse: figure, spearman: figure, ndcgAt10: figure };
    const contest = { articles: 123_456, rows: 1_234_567, model: measures, guess: measures, difference: measures };
    const fullest = <T>(count: number, one: T) => Array.from({ length: count }, () => one);
    const name = 'é'.repeat(120);
    const most: ReportDetails = {
      overall: contest,
      ages: fullest(6, {
        ...contest,
        ageHours: 72,
        halfWithin: { model: 1.234, guess: 1.234 },
        bins: fullest(10, { rows: 123_456, predicted: 12.34, actual: figure }),
        reliability: { rows: 123_456, inside: figure, below: 0.1234, above: 0.1234, width: 1.234 },
      }),
      categories: fullest(9, { ...contest, name }),
      locales: fullest(9, { ...contest, name }),
      periods: fullest(8, { from: 1.7e12, until: 1.7e12, articles: 123_456, rmse: figure, guess: 0.1234 }),
      trend: figure,
      learning: {
        points: fullest(4, { share: 0.25, articles: 123_456, rmse: figure, fitted: 0.1234 }),
        gain: figure,
        verdict: 'unclear',
        nextArticles: 1_234_567,
      },
      importance: fullest(30, { feature: `field.${name}`, growth: figure }),
    };
    const report = {
      ...trained.report,
      points: fullest(500, { title: name, documentId: 'd'.repeat(24), expected: 1_234_567, actual: 1_234_567 }),
      importance: fullest(30, { feature: `field.${name}`, share: 0.123_456_789_012_345 }),
      details: most,
    };
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(256_000);
  });
});

describe('two versions', () => {
  const first = trained.model!;
  const tomorrow = trainRanker(site, { ...options, details: false, asOf: asOf + DAY }).model!;

  it('are compared on what both judged; one with itself is no different', () => {
    const same = compareVersions(first, first, 1)!;
    expect(same.overall).toMatchObject({ articles: trained.report.articles, difference: { rmse: { value: 0 } } });
    const next = compareVersions(first, tomorrow, 1)!;
    expect(next.overall.articles).toBeGreaterThan(0.8 * trained.report.articles);
    expect(next.ages.map(({ ageHours }) => ageHours)).toEqual([0, 1, 6, 24, 72]);
    expect(compareVersions(tomorrow, first, 1)!.overall.difference.rmse!.value).toBeCloseTo(
      -next.overall.difference.rmse!.value,
      3
    );
  });

  it('find the worse one worse', () => {
    const { outOfFold } = first;
    const worse = { ...outOfFold, predicted: outOfFold.predicted.map((value, row) => value + (row % 2 ? 0.4 : -0.4)) };
    const { difference } = compareVersions(first, { ...first, outOfFold: worse }, 1)!.overall;
    expect(difference.rmse!.high).toBeLessThan(0);
  });

  it('share nothing where none was judged by both, and can’t be compared with another target', () => {
    const none = { ...first.outOfFold, articles: first.outOfFold.articles.map((id) => `other-${id}`) };
    expect(compareVersions(first, { ...first, outOfFold: none }, 1)!.overall).toMatchObject({ articles: 0, rows: 0 });
    const longer = { ...first, settings: { ...first.settings, horizonMinutes: first.settings.horizonMinutes * 2 } };
    expect(compareVersions(first, longer, 1)).toBeNull();
  });
});

describe('when there are enough articles', () => {
  const now = 1_000 * DAY;
  const horizonMs = 7 * DAY;
  const daysAgo = (days: number) => now - days * DAY;

  it('is known exactly when they are out already', () => {
    const published = [daysAgo(20), daysAgo(6), daysAgo(3), daysAgo(1)];
    expect(whenEnough({ missing: 2, closings: published.map((at) => at + horizonMs), published, horizonMs, now })).toBe(
      daysAgo(3) + horizonMs
    );
  });

  it('goes by the pace of four weeks for those to come', () => {
    const published = Array.from({ length: 60 }, (_, day) => daysAgo(day + 0.5));
    // Seven are open; one a day follows, each a week until it closes.
    expect(
      whenEnough({ missing: 10, closings: published.map((at) => at + horizonMs), published, horizonMs, now })
    ).toBe(now + horizonMs + 3 * DAY);
  });

  it('is nobody’s guess when nothing is published', () => {
    expect(whenEnough({ missing: 10, closings: [], published: [daysAgo(90)], horizonMs, now })).toBeNull();
  });
});
