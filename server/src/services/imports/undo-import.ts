import { setTimeout as pause } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../../config/defaults';
import { hourStart } from '../../core/rollup';
import { holdTurns } from '../../repositories/count-turns';
import { deleteCoverage, writeCoverage } from '../../repositories/coverage';
import { markHours } from '../../repositories/dirty-buckets';
import { changeImport, type ImportProgress, type ImportRow, listImports } from '../../repositories/imports';
import { deleteEvents, importedEvents, nextTarget } from '../../repositories/old-events';
import { databaseClient } from '../../repositories/supported-databases';
import { getService } from '../../utils/get-service';
import type { HeldLease } from '../lease';
import { Stopped } from './run-import';

const PAUSE_MS = 2;

interface Undoing {
  readonly row: ImportRow;
  readonly held: HeldLease;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/**
 * Remove the events an import brought, document by document, in transactions of some milliseconds: each deletes some,
 * marks their hours to be counted anew, and notes how far it is. Events that retention has deleted stay in the sums.
 */
export async function undoImport(strapi: Core.Strapi, { row, held, signal, onProgress }: Undoing): Promise<void> {
  const knex = strapi.db.connection as Knex;
  const { key } = row;
  const { first, last } = row.progress.tally;
  const window = { importKey: key, from: first ?? 0, to: (last ?? 0) + 1 };
  const perStep = LIMITS.eventsPerDeletion[databaseClient(strapi)];
  let { progress } = row;

  const step = async (trx: Knex, undone: ImportProgress['undone']): Promise<void> => {
    await getService(strapi, 'lease').assertHeld(trx, held);
    const changed = { ...progress, undone };
    const at = getService(strapi, 'clock').system();
    if (!(await changeImport(trx, key, ['undoing'], { progress: changed, updatedAt: at }))) throw new Stopped();
    progress = changed;
  };

  for (;;) {
    const target = await nextTarget(knex, progress.undone.after);
    if (target === null) break;
    for (;;) {
      const events = await importedEvents(knex, target, window, perStep);
      if (events.length === 0) break;
      await strapi.db.transaction(async ({ trx: given }) => {
        const trx = given as unknown as Knex;
        // Until this ends nobody seals a bucket of the document, after which it could not be counted anew.
        await holdTurns(trx, [target]);
        const keys = events.map(({ eventKey }) => eventKey);
        const gone = await deleteEvents(trx, keys);
        await markHours(
          trx,
          events.map(({ occurredAt }) => ({ key: target, hourStart: hourStart(occurredAt) }))
        );
        await step(trx, { after: progress.undone.after, events: progress.undone.events + gone });
      });
      onProgress?.(progress);
      await pause(PAUSE_MS);
      signal.throwIfAborted();
    }
    progress = { ...progress, undone: { after: target, events: progress.undone.events } };
    signal.throwIfAborted();
  }

  await strapi.db.transaction(async ({ trx: given }) => {
    const trx = given as unknown as Knex;
    await step(trx, { after: null, events: progress.undone.events });
    const at = getService(strapi, 'clock').system();
    await changeImport(trx, key, ['undoing'], { state: 'undone', finishedAt: at, updatedAt: at });
    if (first !== null) await uncover(trx, first);
  });
}

/** The stretch is covered no longer, unless another import that begins there still covers it. */
async function uncover(trx: Knex, from: number): Promise<void> {
  await deleteCoverage(trx, { from, source: 'import' });
  const others = (await listImports(trx, { limit: LIMITS.importsKept, states: ['done'] })).flatMap(({ progress }) => {
    const { first, last, accepted } = progress.tally;
    return first === from && last !== null && accepted > 0 ? [last + 1] : [];
  });
  if (others.length > 0) await writeCoverage(trx, { from, to: Math.max(...others), source: 'import' });
}
