import fc from 'fast-check';

import { dealSkills, makeSimArticles, schedulePublications } from '../../../playground/src/simulator';

const END = Date.UTC(2026, 2, 1, 5);
const DAY_MS = 86_400_000;

describe('schedulePublications', () => {
  it('puts every article between the first day and the end, oldest first, whatever the hour of the end', () => {
    const ends = fc.integer({ min: 0, max: 7 * 24 * 60 }).map((minutes) => END + minutes * 60_000);

    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 60 }), ends, (seed, n, end) => {
        const times = schedulePublications(seed, n, { end, days: 30 });

        expect(times).toHaveLength(n);
        expect(times.every((at) => at >= end - 30 * DAY_MS && at < end)).toBe(true);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 50 }
    );
  });

  it('leaves some articles younger than three days, so that early snapshots exist', () => {
    const times = schedulePublications(1, 330, { end: END, days: 120 });

    expect(times.filter((at) => at > END - 3 * DAY_MS).length).toBeGreaterThanOrEqual(4);
  });
});

describe('dealSkills', () => {
  it('spreads skills around 0 whatever the seed, and deals them by the seed', () => {
    const authors = Array.from({ length: 12 }, (_, index) => `author-${index}`);
    const values = (seed: number) => [...dealSkills(seed, authors).values()];

    expect(values(1).reduce((a, b) => a + b)).toBeCloseTo(0);
    expect([...values(1)].sort()).toEqual([...values(2)].sort());
    expect(values(1)).not.toEqual(values(2));
  });
});

describe('makeSimArticles', () => {
  it('gives good authors more images: the confounder', () => {
    const articles = makeSimArticles(3, 600, { end: END });
    const meanImages = (good: boolean) => {
      const chosen = articles.filter(({ authorSkill }) => authorSkill > 0 === good);
      return chosen.reduce((sum, { images }) => sum + images, 0) / chosen.length;
    };

    expect(meanImages(true)).toBeGreaterThan(1.3 * meanImages(false));
  });
});
