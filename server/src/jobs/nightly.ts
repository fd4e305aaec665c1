import { z } from 'zod';

import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import type { ScheduledJob } from './job';

/**
 * What: rolls up, trains and judges every kind of model, promotes what its gate lets through, scores all articles.
 * When: `config.schedule.nightly`, 03:00 in the site's time zone by default; on demand; and about a minute after a start
 * that follows a missed night.
 * How long: seconds to minutes; each training at most LIMITS.trainingMs, after which its thread is ended.
 * When it dies half-way: the live models go on serving, for registering and promoting are transactions of their own.
 * The run is marked interrupted as soon as its lease is dead, and the next one starts from the beginning.
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

/** `nightly-2026-11-23T03:00Z`: the minute it was due, the same in every process. */
const nightId = (at: Date): string => `nightly-${at.toISOString().slice(0, 16)}Z`;
