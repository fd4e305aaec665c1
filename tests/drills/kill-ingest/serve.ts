import createKnex, { type Knex } from 'knex';

import { takeTurnsToWrite } from '../../../server/src/repositories/sqlite-turns';
import type { Engine } from '../../conformance/scratch-database';
import { runRollup } from '../../conformance/fixtures';
import { type IngestSite, openIngestSite } from '../../helpers/ingest-site';
import { DOCUMENTS, NOW } from './traffic';

/** Between two rounds of counting, so that kills meet storing, counting and both. */
const PAUSE_MS = 30;

/** The database of somebody else, who makes and removes it. */
const existing = (config: Knex.Config): Engine => ({
  name: config.client === 'pg' ? 'PostgreSQL' : 'SQLite',
  async open() {
    const connect = (more: Knex.Config = {}): Knex => {
      const knex = createKnex({ ...config, ...more });
      takeTurnsToWrite(knex);
      return knex;
    };
    const knex = connect();
    return { knex, connect, close: () => knex.destroy() };
  },
});

/** Never ends by itself. */
export async function serveUntilKilled(config: Knex.Config, listening: (site: IngestSite) => void): Promise<never> {
  const site = await openIngestSite(DOCUMENTS, existing(config));
  site.clock.at = NOW;
  listening(site);
  for (;;) {
    await runRollup(site.knex, NOW, { timeZone: 'UTC', thorough: false });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
