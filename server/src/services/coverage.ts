import type { Core } from '@strapi/strapi';

import { readCoverage, writeCoverage } from '../repositories/coverage';
import { getService } from '../utils/get-service';
import { processRole } from '../utils/process-role';
import { pluginStore } from './plugin-store';

/** How often it is noted that events are being collected. */
const NOTE_MS = 60_000;
/** A silence no longer than this is a restart and hides too little to matter; a longer one is an outage. */
const SILENCE_MS = 15 * 60_000;

/** When events were collected: an article whose window lies outside has no label, for nobody was counting. */
export const coverage = ({ strapi }: { strapi: Core.Strapi }) => {
  let installedAt: number | null = null;
  let timer: NodeJS.Timeout | null = null;

  /**
   * Note that events are being collected now. Whatever kept the last note back (the process was down, the plugin or
   * collecting was switched off), a long silence is an outage: it grows while it lasts and ends with the next note.
   */
  const note = async (): Promise<void> => {
    const clock = getService(strapi, 'clock');
    // Where time stands still events are loaded, not collected, and a silence means nothing.
    if (clock.isSet()) return;
    const place = { key: 'collectingAt' };
    const now = clock.now().getTime();
    const stored: unknown = await pluginStore(strapi).get(place);
    const last = typeof stored === 'number' ? stored : null;
    if (last !== null && now - last > SILENCE_MS) {
      await writeCoverage(strapi.db.connection, { from: last, to: now, source: 'outage' });
    }
    if (last === null || getService(strapi, 'settings').isActive('collect')) {
      await pluginStore(strapi).set({ ...place, value: now });
    }
  };

  const noteAgain = (): void => {
    note().catch((error: unknown) => strapi.log.warn(`foresight: coverage could not be noted: ${String(error)}`));
  };

  return {
    /** Tracking begins with the first start, once and for all; from here on silences are noticed. */
    async begin(): Promise<void> {
      const spans = await readCoverage(strapi.db.connection);
      let begun = spans.find(({ source }) => source === 'tracking');
      if (begun === undefined) {
        begun = { from: getService(strapi, 'clock').now().getTime(), to: null, source: 'tracking' };
        await writeCoverage(strapi.db.connection, begun);
      }
      installedAt = begun.from;
      // Nobody can send an event to a worker or a command: that it runs says nothing about collecting.
      if (processRole() !== 'site') return;
      await note();
      timer ??= setInterval(noteAgain, NOTE_MS).unref();
    },

    note,

    /** When tracking began, in milliseconds since 1970. */
    installedAt: (): number => installedAt ?? getService(strapi, 'clock').now().getTime(),

    /** Historical events were loaded: from <= time < to is covered. */
    async addImport(from: Date, to: Date): Promise<void> {
      await writeCoverage(strapi.db.connection, { from: from.getTime(), to: to.getTime(), source: 'import' });
    },

    spans: () => readCoverage(strapi.db.connection),

    /** Note the last moment of collecting. */
    async close(): Promise<void> {
      if (timer === null) return;
      clearInterval(timer);
      timer = null;
      await note();
    },
  };
};
