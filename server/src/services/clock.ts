import type { Core } from '@strapi/strapi';

import { pluginStore } from './plugin-store';

/**
 * The one source of time for everything that reads "now". Set to an instant (historical data was loaded: the site
 * "is" just after its last event) it stands there; else it is the system's clock.
 */
export const clock = ({ strapi }: { strapi: Core.Strapi }) => {
  let instant: number | null = null;

  return {
    now: (): Date => new Date(instant ?? Date.now()),

    /** Whether time stands still at a chosen instant. */
    isSet: (): boolean => instant !== null,

    /** Stand at an instant, across restarts; null = back to the system's clock. */
    async set(chosen: Date | null): Promise<void> {
      await pluginStore(strapi).set({ key: 'clock', value: chosen === null ? null : chosen.getTime() });
      instant = chosen === null ? null : chosen.getTime();
    },

    /** Take up what was set before the restart. */
    async load(): Promise<void> {
      const stored: unknown = await pluginStore(strapi).get({ key: 'clock' });
      instant = typeof stored === 'number' && Number.isFinite(stored) && stored > 0 ? stored : null;
    },
  };
};
