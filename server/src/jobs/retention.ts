import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import type { ScheduledJob } from './job';

/**
 * What: deletes raw events older than `config.retention.rawDays`, of what is counted for good, and seals their buckets.
 * When: `config.schedule.nightly`; what the night's count has yet to count waits for the next one.
 * How long: at most LIMITS.deletionMs, in transactions of some milliseconds with pauses between them, in a worker thread
 * that also goes on counting.
 * When it dies half-way: each transaction sealed buckets and deleted events of theirs, or did nothing; the next night goes
 * on with what is left.
 * Beside another: the lease `retention` lets one process delete at a time; a second one leaves it to the first.
 */
export const retentionJob: ScheduledJob = {
  name: 'retention',
  cron: ({ schedule }) => schedule.nightly,

  async wake(strapi) {
    await getService(strapi, 'queue').enqueue('retention', {}, { dedupeKey: 'retention' });
  },

  async run(strapi) {
    try {
      await getService(strapi, 'lease').withLease('retention', async (_held, signal) => {
        const { deleted, waiting } = await getService(strapi, 'retention').run(signal);
        if (deleted + waiting > 0) {
          strapi.log.info(`[foresight] ${deleted} old events deleted, ${waiting} articles wait to be counted for good`);
        }
      });
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  },
};
