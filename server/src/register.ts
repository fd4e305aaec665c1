import type { Core } from '@strapi/strapi';

import { registerData } from './data';
import { refuseOtherDatabases } from './repositories/supported-databases';

/**
 * The host's first moment: tables, ingest and the ear on documents must be there before anything is loaded.
 * No connection to the database is open yet: the right moment to refuse one.
 */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  refuseOtherDatabases(strapi);
  registerData(strapi);
};
