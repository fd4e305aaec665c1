import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import { configSchema, type ForesightConfig } from '../config/schema';
import { getService } from '../utils/get-service';
import { pluginStore } from './plugin-store';

export type Part = 'collect' | 'learn' | 'serve';

/** Configuration from the app's files, and the switch an administrator may throw while the site runs. */
export const settings = ({ strapi }: { strapi: Core.Strapi }) => {
  let config: ForesightConfig | null = null;
  let switchedOn = true;
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  const fromFiles = (): ForesightConfig => (config ??= configSchema.parse(strapi.config.get('plugin::foresight')));

  const read = async (): Promise<void> => {
    const stored: unknown = await pluginStore(strapi).get({ key: 'active' });
    switchedOn = stored !== false;
    readAt = performance.now();
  };

  /** Another process may have thrown the switch: it is read again when what we know is too old, in the background. */
  const refresh = (): void => {
    if (reading !== null || performance.now() - readAt < LIMITS.stalenessMs) return;
    reading = read()
      .catch((error: unknown) => void strapi.log.warn(`foresight: the switch could not be read: ${String(error)}`))
      .finally(() => {
        readAt = performance.now();
        reading = null;
      });
  };

  return {
    /** The configuration as checked at start, with `active` as the switch stands now. */
    get(): ForesightConfig {
      refresh();
      const given = fromFiles();
      return given.active === switchedOn ? given : { ...given, active: given.active && switchedOn };
    },

    /** Whether this part of the plugin is to do anything. */
    isActive(part: Part): boolean {
      refresh();
      const given = fromFiles();
      return given.active && switchedOn && given[part].active;
    },

    /** Throw the switch, for every process and across restarts. `active: false` in the files stays stronger. */
    async setActive(active: boolean): Promise<void> {
      // Before it is switched off, and after it is switched on: what lies between was not collected.
      if (!active) await getService(strapi, 'coverage').note();
      await pluginStore(strapi).set({ key: 'active', value: active });
      switchedOn = active;
      if (active) await getService(strapi, 'coverage').note();
      // What was published meanwhile was not recorded: it is looked for now.
      if (active && fromFiles().active) getService(strapi, 'publications').heal();
    },

    load: read,
  };
};
