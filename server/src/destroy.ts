import type { Core } from '@strapi/strapi';

import { destroyData } from './data';
import { getService } from './utils/get-service';

/** How long a job under way may take to stop. */
const CLOSING_MS = 10_000;

/** The host's last moment: what was acknowledged is committed, what runs is stopped, threads are ended. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await getService(strapi, 'schedule').stop();
  await destroyData(strapi);
  await getService(strapi, 'queue').close({ timeoutMs: CLOSING_MS });
  await getService(strapi, 'workers').close();
};
