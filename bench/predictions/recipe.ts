/** The nightly recipe of a ranker, as a fresh installation has it, with another seed. */
import { configSchema } from '../../server/src/config/schema';
import type { RankerOptions } from '../../server/src/core/evaluate';
import { SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup/counters';

const { nEstimators, minSamplesLeaf, maxFeatures } = configSchema.parse({}).ranker;

export const recipe = (asOf: number, seed: number): RankerOptions => ({
  asOf,
  ageHours: SNAPSHOT_AGE_HOURS,
  learner: { name: 'forest', params: { nEstimators, minSamplesLeaf, maxFeatures, seed } },
});
