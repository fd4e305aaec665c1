import type { Core } from '@strapi/strapi';

import { registerData } from './data';

/** The host's first moment: tables, ingest and the ear on documents must be there before anything is loaded. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  registerData(strapi);
};
