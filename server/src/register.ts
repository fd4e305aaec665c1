import type { Core } from '@strapi/strapi';

import { registerData } from './data';
import { databaseClient } from './repositories/supported-databases';

/**
 * The host's first moment: tables, ingest and the ear on documents must be there before anything is loaded.
 * No connection has been tried yet: the moment to refuse a database the plugin can't work on.
 */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  databaseClient(strapi);
  registerData(strapi);
};
