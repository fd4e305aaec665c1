import type { Core } from '@strapi/strapi';

/** The plugin's corner of Strapi's core store: keys become `plugin_foresight_<key>`. */
export const pluginStore = (strapi: Core.Strapi) => strapi.store({ type: 'plugin', name: 'foresight' });
