import { z } from 'zod';

import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import type { ScheduledJob } from './job';

/**
 * What: rolls up, trains and judges every kind of model, promotes what its gate lets through, scores all articles.
 * When: `config.schedule.nightly`, 03:00 in the site's time zone by default, and up to `jitterSeconds` later; on demand;
 * and some minutes after it was due, or after the next start, when nobody has begun it.
 * How long: seconds to minutes; each training at most LIMITS.trainingMs, after which its thread is ended.
 * When it dies half-way: the live models go on serving, for registering and promoting are transactions of their own, each
 * kept with the run. Once its lease is dead another process, or the same one after its restart, takes the run over and
 * does what is left; after LIMITS.runAttempts deaths it is given up.
 * Beside another: the lease `nightly` lets one process train at a time; one that lost it can register nothing.
 */
export const nightlyJob: ScheduledJob = {
  name: 'nightly',
  cron: ({ schedule }) => schedule.nightly,

  async wake(strapi, at) {
    try {
      // Every process wakes at the same minute, and the id of the night lets one of them in.
      await getService(strapi, 'training').startNightly({ trigger: 'cron', requestedBy: null, runId: nightId(at) });
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  },

  async run(strapi, payload) {
    await getService(strapi, 'training').runNightly(z.object({ runId: z.string() }).parse(payload).runId);
  },
};

/** `nightly-2026-11-23T03:00:00Z`: when it was due, the same in every process. */
export const nightId = (at: Date): string => `nightly-${at.toISOString().slice(0, 19)}Z`;
