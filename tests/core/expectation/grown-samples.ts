import type { GrowthSample } from '../../../server/src/core/expectation/growth-sample';
import { createRandom } from '../../../server/src/core/math/random';

export const AGES = [60, 360, 1440, 4320, 10_080] as const;
/** What truly has come by each age. */
export const TRUE_SHARES = [0.1, 0.3, 0.6, 0.9, 1] as const;
export const HOUR_MS = 3_600_000;

/** Closed articles, one every six hours from the start of 1970 on, whose views lie around the truth. */
export const grownSamples = (seed: number, count: number, spread = 0.4): GrowthSample[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const expected = 50 + 400 * random.next();
    const views = expected * Math.exp(spread * (random.next() + random.next() - 1));
    return {
      locale: 'en',
      firstPublishedAt: i * 6 * HOUR_MS,
      expected,
      came: new Map(AGES.map((age, step) => [age, Math.round(views * TRUE_SHARES[step]!)])),
    };
  });
};
