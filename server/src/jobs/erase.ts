import { CoreError } from '../core/errors';
import { getService } from '../utils/get-service';
import type { Job } from './job';

/**
 * What: deletes all raw events and quarantined ones of visitors who are to be erased, and counts their hours again.
 * When: an administrator or a server asks for it; and soon after a process that was at it died.
 * How long: as the visitor has events, in transactions of some milliseconds with pauses between them, in a worker thread;
 * then one count.
 * When it dies half-way: each transaction deleted events, marked their hours and noted how many, or did nothing. The row
 * of the erasure is still open, and whoever looks for open ones next goes on with it.
 * Beside another: the lease `erase` lets one process erase at a time, one visitor after the other.
 */
export const eraseJob: Job = {
  name: 'erase',
  async run(strapi) {
    try {
      await getService(strapi, 'erasure').run();
    } catch (error) {
      if (!(error instanceof CoreError) || error.code !== 'ALREADY_RUNNING') throw error;
    }
  },
};
