import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import { databaseClient } from '../repositories/supported-databases';
import { getService } from '../utils/get-service';
import type { RetentionResult } from '../worker/tasks/retention';

/** Lets go of raw events that are older than `retention.rawDays`; what was counted of them stays. */
export const retention = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Delete for a while, in a worker thread, in turns with what else it has to do: counting goes on meanwhile. What is left
   * after LIMITS.deletionMs waits for another night. One run at a time: callers hold the lease.
   */
  async run(signal?: AbortSignal): Promise<Pick<RetentionResult, 'deleted' | 'waiting'>> {
    const { timeZone, horizonDays, retention: kept } = getService(strapi, 'settings').get();
    const until = performance.now() + LIMITS.deletionMs;
    let after: RetentionResult['after'] = null;
    let [deleted, waiting] = [0, 0];
    for (let more = true; more && performance.now() < until;) {
      const turn: RetentionResult = await getService(strapi, 'workers').run(
        'retention',
        {
          timeZone,
          horizonMinutes: Math.round(horizonDays * 24 * 60),
          now: getService(strapi, 'clock').now().getTime(),
          rawDays: kept.rawDays,
          after,
          eventsPerStep: LIMITS.eventsPerDeletion[databaseClient(strapi)],
          turnMs: LIMITS.deletionTurnMs,
        },
        signal === undefined ? {} : { signal }
      );
      deleted += turn.deleted;
      waiting += turn.waiting;
      ({ more, after } = turn);
    }
    return { deleted, waiting };
  },
});
