import fc from 'fast-check';

import { curvesMissing } from '../../../server/src/core/expectation/enough-curves';
import { fitGrowth, NEEDED_CURVES } from '../../../server/src/core/expectation/growth-curve';
import { standingOf, type StandingOptions } from '../../../server/src/core/expectation/standing';
import { surpriseOf } from '../../../server/src/core/expectation/surprise';
import { AGES, grownSamples, HOUR_MS } from './grown-samples';

const band = [
  { ageMinutes: 60, expected: 10, low: 5, high: 20 },
  { ageMinutes: 360, expected: 30, low: 15, high: 60 },
  { ageMinutes: 1440, expected: 60, low: 30, high: 120 },
  { ageMinutes: 10_080, expected: 100, low: 50, high: 200 },
];
const views = (...counts: readonly number[]) =>
  band.map(({ ageMinutes }, i) => ({ ageMinutes, views: counts[i] ?? counts.at(-1)! }));

describe('a surprise', () => {
  it('is an article outside its band at its latest complete age, and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { minLength: 4, maxLength: 4 }),
        fc.constantFrom(400, 2000, 20_000),
        (counts, age) => {
          const by = views(...counts);
          const judged = surpriseOf(band, by, age)!;
          const last = band.filter(({ ageMinutes }) => ageMinutes <= age).at(-1)!;
          const actual = by.find(({ ageMinutes }) => ageMinutes === last.ageMinutes)!.views;
          const verdict = actual > last.high ? 'over' : actual < last.low ? 'under' : 'as-expected';
          expect(judged).toMatchObject({ verdict, actual, ageMinutes: last.ageMinutes });
          expect(judged.sinceMinutes === null).toBe(verdict === 'as-expected');
        }
      )
    );
  });

  it('says since when, also where it had been outside before and come back', () => {
    expect(surpriseOf(band, views(10, 70, 130, 130), 2000)).toMatchObject({ verdict: 'over', sinceMinutes: 360 });
    expect(surpriseOf(band, views(25, 30, 130, 130), 2000)).toMatchObject({ verdict: 'over', sinceMinutes: 1440 });
    expect(surpriseOf(band, views(2, 70, 130, 210), 20_000)).toMatchObject({ verdict: 'over', sinceMinutes: 360 });
    expect(surpriseOf(band, views(2, 3, 4, 5), 20_000)).toMatchObject({ verdict: 'under', sinceMinutes: 60 });
  });

  it('says by how much, in a factor that a handful of views can’t blow up', () => {
    expect(surpriseOf(band, views(0, 0, 0, 302), 20_000)!.factor).toBe(3);
    expect(
      surpriseOf([{ ageMinutes: 360, expected: 0, low: 0, high: 0.5 }], [{ ageMinutes: 360, views: 1 }], 400)
    ).toMatchObject({
      verdict: 'over',
      factor: 2,
    });
  });

  it('is no matter of the first six hours', () => {
    expect(surpriseOf(band, views(900), 359)).toBeNull();
    expect(surpriseOf(band, views(900), 360)).not.toBeNull();
  });
});

describe('where an article stands', () => {
  const curve = fitGrowth(grownSamples(1, 100), { fromMinutes: 0, ages: AGES, timeZone: 'UTC' });
  const options: StandingOptions = {
    locale: 'en',
    firstPublishedAt: 0,
    viewsByAge: AGES.map((ageMinutes) => ({ ageMinutes, views: 10_000 })),
    expectedViews: 100,
    observedMinutes: 10_080,
    curve,
    now: 30 * HOUR_MS,
  };
  const tooEarly = (over: Partial<StandingOptions>) => standingOf({ ...options, ...over }).tooEarly;

  it('is known once it is old enough, was expected, was observed, and others have closed', () => {
    expect(standingOf(options)).toMatchObject({ tooEarly: null, surprise: { verdict: 'over', ageMinutes: 1440 } });
    expect(tooEarly({ now: 5 * HOUR_MS })).toBe('young');
    expect(tooEarly({ expectedViews: null })).toBe('not-expected');
    expect(tooEarly({ observedMinutes: 60 })).toBe('not-observed');
    expect(tooEarly({ curve: null })).toBe('few-articles');
  });

  it('waits until the last events of an age are counted', () => {
    const at = (minutes: number) => standingOf({ ...options, now: minutes * 60_000 }).surprise?.ageMinutes;
    expect([at(1441), at(1455)]).toEqual([360, 1440]);
  });

  it('is judged up to a gap in what was observed, and not beyond', () => {
    expect(standingOf({ ...options, now: 1000 * HOUR_MS, observedMinutes: 1440 }).surprise!.ageMinutes).toBe(1440);
  });
});

describe('what is missing', () => {
  const DAY = 24 * HOUR_MS;
  const now = 100 * DAY;
  const daily = (days: number) => Array.from({ length: days }, (_, i) => now - i * DAY);
  const given = { closings: [], published: daily(28), horizonMs: 7 * DAY, now };

  it('is nothing once there are enough', () => {
    expect(curvesMissing(NEEDED_CURVES, given)).toBeNull();
  });

  it('comes when the last needed of those on their way closes', () => {
    const closings = [1, 2, 3, 4].map((days) => now + days * DAY);
    expect(curvesMissing(NEEDED_CURVES - 3, { ...given, closings })).toEqual({ missing: 3, days: 3 });
  });

  it('is guessed from the pace of the last four weeks where too few are on their way', () => {
    // One a day: eight more must be published, and the last of them closes a week later.
    expect(curvesMissing(NEEDED_CURVES - 10, { ...given, closings: [now + DAY, now + 2 * DAY] })).toEqual({
      missing: 10,
      days: 15,
    });
  });

  it('takes the pace of a young site from its first week, however few days have passed', () => {
    expect(curvesMissing(30, { ...given, published: daily(5) })!.days).toBe((10 * 7) / 5 + 7);
  });

  it('has no date on a site where nothing is published any more', () => {
    expect(curvesMissing(0, { ...given, published: [now - 90 * DAY] })).toEqual({ missing: 40, days: null });
  });
});
