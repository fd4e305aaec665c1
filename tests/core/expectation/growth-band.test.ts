import fc from 'fast-check';

import { bandOf } from '../../../server/src/core/expectation/growth-band';
import { fitGrowth, NEEDED_CURVES } from '../../../server/src/core/expectation/growth-curve';
import { growthSample } from '../../../server/src/core/expectation/growth-sample';
import { outlookOf } from '../../../server/src/core/expectation/outlook';
import { DEFAULT_WEIGHTS } from '../../../server/src/core/events/event-types';
import { ZERO_COUNTERS } from '../../../server/src/core/rollup';
import { AGES, grownSamples, HOUR_MS } from './grown-samples';

const options = { fromMinutes: 0, ages: AGES, timeZone: 'UTC' };
const fit = (seed: number, count: number, spread?: number) => fitGrowth(grownSamples(seed, count, spread), options)!;
const article = { locale: 'en', firstPublishedAt: 1000 * HOUR_MS };

describe('the band of an article', () => {
  it('holds what is expected, and never falls with age', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 5_000, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.nat(400),
        (seed, expectedViews, spread, seen) => {
          const band = bandOf(fit(seed, 60, spread), { ...article, expectedViews, seen });
          for (const { low, expected, high } of band) {
            expect(low).toBeLessThanOrEqual(expected);
            expect(expected).toBeLessThanOrEqual(high);
            expect(low).toBeGreaterThanOrEqual(seen);
          }
          for (const end of ['low', 'expected', 'high'] as const) {
            const values = band.map((point) => point[end]);
            expect([...values].sort((a, b) => a - b)).toEqual(values);
          }
        }
      ),
      { numRuns: 60 }
    );
  });

  it('ends in the forecast, and goes there by the share that has typically come', () => {
    const band = bandOf(fit(7, 200), { ...article, expectedViews: 1000, seen: 0 });
    expect(band.map(({ expected }) => Math.round(expected / 10))).toEqual([10, 30, 60, 90, 100]);
  });

  it('holds nine in ten of later articles at each age', () => {
    const samples = grownSamples(11, 1_400);
    const curve = fitGrowth(samples.slice(0, 400), options)!;
    const later = samples.slice(400);
    for (const [at, age] of AGES.entries()) {
      const inside = later.filter(({ locale, firstPublishedAt, expected, came }) => {
        const point = bandOf(curve, { locale, firstPublishedAt, expectedViews: expected, seen: 0 })[at]!;
        return came.get(age)! >= point.low && came.get(age)! <= point.high;
      });
      expect(inside.length / later.length).toBeGreaterThan(0.85);
      expect(inside.length / later.length).toBeLessThan(0.96);
    }
  });

  it('is wider the less the past agrees with what was expected of it', () => {
    const width = (spread: number) => {
      const end = bandOf(fit(3, 200, spread), { ...article, expectedViews: 100, seen: 0 }).at(-1)!;
      return end.high - end.low;
    };
    expect(width(0.2)).toBeLessThan(width(0.5));
    expect(width(0.5)).toBeLessThan(width(1));
  });
});

describe('a growth curve', () => {
  it('says nothing before enough articles are closed', () => {
    expect(fitGrowth(grownSamples(1, NEEDED_CURVES - 1), options)).toBeNull();
    expect(fitGrowth(grownSamples(1, NEEDED_CURVES), options)).not.toBeNull();
  });

  it('learns the first hours from articles that are still open', () => {
    const closed = grownSamples(2, 150);
    const open = grownSamples(3, 150).map((sample) => ({
      ...sample,
      firstPublishedAt: sample.firstPublishedAt + 150 * 6 * HOUR_MS,
      // Four times as many readers as forecast in the first hour.
      came: new Map([[60, 4 * sample.came.get(60)!]]),
    }));
    const high = (samples: typeof closed) =>
      bandOf(fitGrowth(samples, options)!, { ...article, expectedViews: 1000, seen: 0 })[0]!.high;
    expect(high([...closed, ...open])).toBeGreaterThan(2 * high(closed));
  });

  it('is not widened by an open article that stands out among few', () => {
    const closed = grownSamples(5, 45);
    const [last] = grownSamples(6, 1);
    const crowd = { ...last!, firstPublishedAt: 45 * 6 * HOUR_MS, came: new Map([[60, 9 * last!.came.get(60)!]]) };
    expect(fitGrowth([...closed, crowd], options)).toEqual(fitGrowth(closed, options));
  });

  it('does not depend on the order samples come in', () => {
    const samples = grownSamples(4, 80);
    expect(fitGrowth([...samples].reverse(), options)).toEqual(fitGrowth(samples, options));
  });
});

describe('a sample', () => {
  const counters = [60, 360, 1440].map((ageMinutes, i) => ({ ageMinutes, ...ZERO_COUNTERS, views: 10 * (i + 1) }));
  const key = { uid: 'api::article.article', documentId: 'a', locale: 'en' };
  const of = (fromMinutes: number, isKnown: (age: number) => boolean) =>
    growthSample(
      { key, firstPublishedAt: 0, counters },
      { fromMinutes, ages: [60, 360, 1440], expectedViews: 50, weights: DEFAULT_WEIGHTS, isKnown }
    );

  it('counts what came and what was expected from its starting age on', () => {
    expect(of(60, () => true)).toMatchObject({
      expected: 40,
      came: new Map([
        [360, 10],
        [1440, 20],
      ]),
    });
  });

  it('leaves out ages that are not known, and is none where its start is not', () => {
    expect(of(0, (age) => age <= 60)!.came).toEqual(new Map([[60, 10]]));
    expect(of(60, (age) => age > 60)).toBeNull();
  });
});

describe('the outlook', () => {
  const curve = fit(9, 200);
  const viewsByAge = [{ ageMinutes: 360, views: 80 }];
  const at = (ageMinutes: number) =>
    outlookOf(curve, { expectedViews: 300, low: 200, high: 500 }, { ...article, viewsByAge, ageMinutes });

  it('ends in the range of the forecast, and lies ahead only', () => {
    const points = at(400);
    expect(points.map(({ ageMinutes }) => ageMinutes)).toEqual([1440, 4320, 10_080]);
    expect(points.at(-1)).toEqual({ ageMinutes: 10_080, expected: 300, low: 200, high: 500 });
    expect(at(20_000)).toEqual([]);
  });

  it('is never below what came, and never beyond the range it ends in', () => {
    for (const { low, expected, high } of at(400)) {
      expect(low).toBeGreaterThanOrEqual(80);
      expect(low).toBeLessThanOrEqual(expected);
      expect(expected).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(500);
    }
  });
});
