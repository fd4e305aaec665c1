import type { Core } from '@strapi/strapi';

import { databaseErrors } from '../middlewares/database-errors';
import { deadline } from '../middlewares/deadline';
import { ingestMiddleware } from '../middlewares/ingest';
import { unreadBodies } from '../middlewares/unread-bodies';
import { useWal } from '../repositories/journal-mode';
import { persistTables, registerPlainTables } from '../repositories/plain-tables';
import { takeTurnsToWrite } from '../repositories/sqlite-turns';
import { makeKnownIndex } from '../repositories/visitor-events';
import { widenIds } from '../repositories/wide-ids';
import { followDocuments } from '../services/publications/follow-documents';
import { getService } from '../utils/get-service';
import { processRole } from '../utils/process-role';

/** The data side's part of register: tables, ingest before Strapi's own middlewares, and the ear on documents. */
export function registerData(strapi: Core.Strapi): void {
  registerPlainTables(strapi);
  strapi.server.use(deadline(strapi));
  strapi.server.use(unreadBodies(strapi));
  strapi.server.use(ingestMiddleware(strapi));
  followDocuments(strapi);
}

/**
 * The data side's part of bootstrap; before anything else of the plugin, which needs the clock and the watched types.
 * What was published while the plugin was off is found in the background; `publications.settled()` waits for it.
 */
export async function bootstrapData(strapi: Core.Strapi): Promise<void> {
  // Here, and not in register: after Strapi's own middlewares, before its router.
  strapi.server.use(databaseErrors(strapi));
  await persistTables(strapi);
  await useWal(strapi);
  takeTurnsToWrite(strapi.db.connection);
  await widenIds(strapi.db.connection);
  await makeKnownIndex(strapi.db.connection);
  await getService(strapi, 'signals').begin();
  getService(strapi, 'signals').on('visitors', () => getService(strapi, 'ingest').forget());
  getService(strapi, 'bus').begin();
  await getService(strapi, 'settings').load();
  await getService(strapi, 'clock').load();
  await getService(strapi, 'watch').load();
  await getService(strapi, 'keys').load();
  await getService(strapi, 'coverage').begin();
  await getService(strapi, 'visitors').begin();
  await getService(strapi, 'rollup').followTimeZone();
  if (processRole() !== 'command' && getService(strapi, 'settings').get().active) {
    getService(strapi, 'publications').heal();
  }
}

/** The data side's part of destroy: everything acknowledged or under way is committed. */
export async function destroyData(strapi: Core.Strapi): Promise<void> {
  await getService(strapi, 'ingest').drain();
  await getService(strapi, 'publications').close();
  await getService(strapi, 'coverage').close();
  getService(strapi, 'visitors').close();
  getService(strapi, 'signals').close();
  getService(strapi, 'databaseWatch').close();
}
