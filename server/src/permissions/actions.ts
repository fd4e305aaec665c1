import type { Core } from '@strapi/strapi';

/** What an admin role may do here. The last segments differ, because useRBAC names its answers by them. */
const ACTIONS = [
  { section: 'plugins', displayName: 'Read predictions and reports', uid: 'read', pluginName: 'foresight' },
  { section: 'plugins', displayName: 'Start a training', uid: 'train', pluginName: 'foresight' },
  { section: 'plugins', displayName: 'Make a model live and roll back', uid: 'promote', pluginName: 'foresight' },
  { section: 'plugins', displayName: 'See who changed what', uid: 'journal', pluginName: 'foresight' },
  { section: 'plugins', displayName: 'Decide on events in quarantine', uid: 'quarantine', pluginName: 'foresight' },
  { section: 'plugins', displayName: 'Export and erase visitors', uid: 'visitors', pluginName: 'foresight' },
  { section: 'plugins', displayName: 'Import history', uid: 'import', pluginName: 'foresight' },
  {
    section: 'settings',
    category: 'foresight',
    subCategory: 'general',
    displayName: 'Read and change the settings',
    uid: 'settings.configure',
    pluginName: 'foresight',
  },
] as const;

/** Makes the actions known to the role editor; called in bootstrap. */
export const registerActions = (strapi: Core.Strapi): Promise<void> =>
  strapi.service('admin::permission').actionProvider.registerMany(ACTIONS);
