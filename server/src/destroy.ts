import type { Core } from '@strapi/strapi';

import { destroyData } from './data';
import { getService } from './utils/get-service';

/** How long a job under way may take to stop. */
const CLOSING_MS = 10_000;

/**
 * The host's last moment: what was acknowledged is committed, threads are ended, then the queue. In this order a
 * training that is cut off is marked interrupted, and its lease freed, while the database is still open.
 */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await getService(strapi, 'schedule').stop();
  await destroyData(strapi);
  await getService(strapi, 'workers').close();
  await getService(strapi, 'queue').close({ timeoutMs: CLOSING_MS });
  await getService(strapi, 'processes').close();
};
