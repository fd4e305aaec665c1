import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import type { ScheduledJob } from './job';

/**
 * What: counts the dirty buckets anew from raw events, then writes the predictions that ages have passed for.
 * When: `config.schedule.rollup`, every two minutes by default, and first thing in the nightly run.
 * How long: milliseconds when nothing is dirty; after an import as long as it has buckets, at most LIMITS.trainingMs.
 * Not thorough: articles long past their last age that were never counted wait for the nightly run.
 * When it dies half-way: buckets that are done are clean, the others still dirty; the next run takes those. Nothing is
 * counted twice, because a bucket is always counted as a whole.
 * Beside another: the lease `rollup` lets one process count at a time; a second one leaves it to the first.
 */
export const rollupJob: ScheduledJob = {
  name: 'rollup',
  cron: ({ schedule }) => schedule.rollup,

  async wake(strapi) {
    await getService(strapi, 'queue').enqueue('rollup', {}, { dedupeKey: 'rollup' });
  },

  async run(strapi) {
    try {
      await getService(strapi, 'lease').withLease('rollup', async () => {
        const { buckets } = await getService(strapi, 'rollup').run({ thorough: false });
        const written = await getService(strapi, 'scoring').scoreDue();
        if (buckets + written > 0) getService(strapi, 'articles').forget();
      });
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  },
};
