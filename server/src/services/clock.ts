import type { Core } from '@strapi/strapi';

import { pluginStore } from './plugin-store';

/** A wall clock that moves so much otherwise than time passes has been set, or has jumped. */
const JUMP_MS = 60_000;

/** What a comparison with the reference clock found. */
export interface ClockReading {
  /** How far this machine's clock has moved beyond the time that passed since the last comparison; 0 = not at all. */
  readonly jumpedMs: number;
  /** How far this machine's clock is ahead of the reference; 0 = they agree. */
  readonly aheadMs: number;
}

/**
 * The one source of time. `system()` is real time: anchored to the database's clock at every sign of life and counted on
 * by the monotonic clock, so that a machine whose clock jumps goes on dating things as its neighbours do. `now()` is the
 * site's time: the same, unless it was set to an instant (historical data was loaded: the site "is" just after its last
 * event), where it stands.
 */
export const clock = ({ strapi }: { strapi: Core.Strapi }) => {
  let instant: number | null = null;
  let anchor = { wall: Date.now(), mono: performance.now() };
  let seen = { ...anchor };

  const system = (): number => Math.round(anchor.wall + performance.now() - anchor.mono);

  return {
    /** Milliseconds since 1970, in truth. */
    system,

    now: (): Date => new Date(instant ?? system()),

    /** Whether time stands still at a chosen instant. */
    isSet: (): boolean => instant !== null,

    /**
     * Go by a reference clock from here on: the database's.
     *
     * @param reference milliseconds since 1970, read a moment ago.
     */
    follow(reference: number): ClockReading {
      const [wall, mono] = [Date.now(), performance.now()];
      const moved = wall - seen.wall - (mono - seen.mono);
      anchor = { wall: reference, mono };
      seen = { wall, mono };
      const large = (ms: number): number => (Math.abs(ms) > JUMP_MS ? Math.round(ms) : 0);
      return { jumpedMs: large(moved), aheadMs: large(wall - reference) };
    },

    /** Stand at an instant, across restarts; null = back to real time. */
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
