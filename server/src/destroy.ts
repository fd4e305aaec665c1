import type { Core } from '@strapi/strapi';

import { destroyData } from './data';
import { getService } from './utils/get-service';

/**
 * The host's last moment: what was acknowledged is committed, then jobs under way get their time. What is not done by
 * then loses its thread, is marked interrupted, and frees its lease, while the database is still open.
 */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const { closingSeconds } = getService(strapi, 'settings').get().jobs;
  const cutOff = () => getService(strapi, 'workers').close();
  await getService(strapi, 'schedule').stop();
  await getService(strapi, 'imports').close();
  await destroyData(strapi);
  await getService(strapi, 'queue').close({ timeoutMs: closingSeconds * 1_000, cutOff });
  await cutOff();
  getService(strapi, 'bus').close();
  await getService(strapi, 'redis').close();
  await getService(strapi, 'processes').close();
};
