import { setTimeout as pause } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';

import { CoreError } from '../core/errors';
import { countMarks, markAll } from '../repositories/dirty-buckets';
import { deleteDays } from '../repositories/rollups';
import { getService } from '../utils/get-service';
import type { RollupResult } from '../worker/tasks/rollup';
import { pluginStore } from './plugin-store';

/** How long to wait before asking again whether another count is over. */
const ASK_MS = 1_000;

/** Counts what readers did, in a worker thread. */
export const rollup = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Count every dirty bucket again and close the ages that have passed. One run at a time: callers hold the lease.
   * Thorough by default; what runs every few minutes leaves the old articles to the night.
   */
  run({ thorough = true }: { readonly thorough?: boolean } = {}): Promise<RollupResult> {
    const { timeZone, horizonDays } = getService(strapi, 'settings').get();
    return getService(strapi, 'workers').run('rollup', {
      timeZone,
      horizonMinutes: Math.round(horizonDays * 24 * 60),
      now: getService(strapi, 'clock').now().getTime(),
      thorough,
    });
  },

  /** Count what is marked, once nobody else does. Not thorough. */
  async runWhenFree(signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await getService(strapi, 'lease').withLease('rollup', () =>
          getService(strapi, 'rollup').run({ thorough: false })
        );
        return;
      } catch (error) {
        if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
        await pause(ASK_MS, undefined, { signal });
      }
    }
  },

  /** Hours waiting to be counted. */
  waiting: (): Promise<number> => countMarks(strapi.db.connection),

  /** Days begin elsewhere when the site's time zone was changed: at the next start all of them are counted again. */
  async followTimeZone(): Promise<void> {
    const { timeZone } = getService(strapi, 'settings').get();
    const place = { key: 'timeZone' };
    const before: unknown = await pluginStore(strapi).get(place);
    if (before === timeZone) return;
    if (typeof before === 'string') {
      await strapi.db.transaction(async ({ trx }) => {
        const knex = trx as unknown as Parameters<typeof markAll>[0];
        // In the order of those that count: marks, then buckets.
        await markAll(knex, null);
        await deleteDays(knex);
      });
    }
    await pluginStore(strapi).set({ ...place, value: timeZone });
  },
});
