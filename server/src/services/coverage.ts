import type { Core } from '@strapi/strapi';

import { readCoverage, writeCoverage } from '../repositories/coverage';
import { getService } from '../utils/get-service';

/** When events were collected: an article whose window lies outside has no label, for nobody was counting. */
export const coverage = ({ strapi }: { strapi: Core.Strapi }) => {
  let installedAt: number | null = null;

  return {
    /** Tracking begins with the first start, once and for all. */
    async begin(): Promise<void> {
      const spans = await readCoverage(strapi.db.connection);
      let begun = spans.find(({ source }) => source === 'tracking');
      if (begun === undefined) {
        begun = { from: getService(strapi, 'clock').now().getTime(), to: null, source: 'tracking' };
        await writeCoverage(strapi.db.connection, begun);
      }
      installedAt = begun.from;
    },

    /** When tracking began, in milliseconds since 1970. */
    installedAt: (): number => installedAt ?? getService(strapi, 'clock').now().getTime(),

    /** Historical events were loaded: from <= time < to is covered. */
    async addImport(from: Date, to: Date): Promise<void> {
      await writeCoverage(strapi.db.connection, { from: from.getTime(), to: to.getTime(), source: 'import' });
    },

    /** Nothing was collected in this stretch. */
    async addOutage(from: Date, to: Date): Promise<void> {
      await writeCoverage(strapi.db.connection, { from: from.getTime(), to: to.getTime(), source: 'outage' });
    },

    spans: () => readCoverage(strapi.db.connection),
  };
};
