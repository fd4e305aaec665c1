import { getService } from '../utils/get-service';
import type { Job } from './job';

/**
 * What: scores all articles with the model that is live now.
 * When: after a version was promoted or rolled back to by hand.
 * How long: seconds, at most LIMITS.trainingMs.
 * When it dies half-way: articles not reached keep their last prediction until the next night scores them.
 */
export const rescoreJob: Job = {
  name: 'rescore',
  async run(strapi) {
    await getService(strapi, 'scoring').scoreAll();
  },
};
