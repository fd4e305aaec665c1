import type { Core } from '@strapi/strapi';

import type { Services } from '../services';

/** One of the plugin's own services, typed. */
export const getService = <Name extends keyof Services>(strapi: Core.Strapi, name: Name): Services[Name] =>
  strapi.plugin('foresight').service(name as string) as Services[Name];
