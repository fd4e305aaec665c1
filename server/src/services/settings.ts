import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { configSchema, type ForesightConfig } from '../config/schema';
import { getService } from '../utils/get-service';
import { pluginStore } from './plugin-store';

export type Part = 'collect' | 'learn' | 'serve';

/** Configuration from the app's files, and the switch an administrator may throw while the site runs. */
export const settings = ({ strapi }: { strapi: Core.Strapi }) => {
  let config: ForesightConfig | null = null;
  // Owner: this service. Source: core store. Bound: one row. Staleness: LIMITS.signalMs, none in the process that changes it.
  let switchedOn = true;

  const fromFiles = (): ForesightConfig => (config ??= configSchema.parse(strapi.config.get('plugin::foresight')));

  const read = async (): Promise<void> => {
    const stored: unknown = await pluginStore(strapi).get({ key: 'active' });
    const before = switchedOn;
    switchedOn = stored !== false;
    // What was published meanwhile was not recorded: it is looked for now.
    if (switchedOn && !before && fromFiles().active) getService(strapi, 'publications').heal();
  };

  return {
    /** The configuration as checked at start, with `active` as the switch stands now. */
    get(): ForesightConfig {
      const given = fromFiles();
      return given.active === switchedOn ? given : { ...given, active: given.active && switchedOn };
    },

    /** Whether this part of the plugin is to do anything. */
    isActive(part: Part): boolean {
      const given = fromFiles();
      return given.active && switchedOn && given[part].active;
    },

    /** Throw the switch, for every process and across restarts. `active: false` in the files stays stronger. */
    async setActive(active: boolean, by: string): Promise<void> {
      // Before it is switched off, and after it is switched on: what lies between was not collected.
      if (!active) await getService(strapi, 'coverage').note();
      const signals = getService(strapi, 'signals');
      await strapi.db.transaction(async ({ trx }) => {
        const knex = trx as unknown as Knex;
        await pluginStore(strapi).set({ key: 'active', value: active });
        await signals.raise(knex, 'settings');
        await getService(strapi, 'journal').audit(knex, { code: active ? 'switched-on' : 'switched-off', actor: by });
      });
      await signals.announce();
      if (active) await getService(strapi, 'coverage').note();
    },

    async load(): Promise<void> {
      getService(strapi, 'signals').on('settings', read);
      await read();
    },
  };
};
