import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import type { Job } from './job';

/**
 * What: marks the hours of a window as changed and counts them again from raw events.
 * When: an administrator asks for it.
 * How long: as long as the window has hours; marking goes in turns of LIMITS.deletionTurnMs.
 * When it dies half-way: hours that are marked are counted by the next count; the others keep what was counted before, and
 * the page says that it was interrupted. Asking again does the whole of it again, with the same result.
 * Beside another: the lease `recompute` lets one run at a time, the lease `rollup` one count.
 */
export const recomputeJob: Job = {
  name: 'recompute',
  async run(strapi) {
    try {
      await getService(strapi, 'recompute').run();
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  },
};
