import type { Core } from '@strapi/strapi';

import { bootstrapData } from './data';
import { registerActions } from './permissions/actions';
import { getService } from './utils/get-service';
import { processRole } from './utils/process-role';

/** The host's second moment: read what is known, heal what was missed, start the schedule. A command only reads. */
export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  getService(strapi, 'queue').begin();
  await registerActions(strapi);
  await bootstrapData(strapi);
  await getService(strapi, 'registry').load();
  const role = processRole();
  if (role === 'command') return;
  await getService(strapi, 'processes').begin(role);
  await getService(strapi, 'schedule').start();
  getService(strapi, 'imports').begin();
  if (role === 'site' && getService(strapi, 'settings').isActive('serve')) await getService(strapi, 'articles').warm();
  const types = getService(strapi, 'watch').types();
  strapi.log.info(`[foresight] watches ${types.map(({ uid }) => uid).join(', ') || 'no content type yet'}`);
};
