import { setTimeout as pause } from 'node:timers/promises';

import { LIMITS } from '../../config/defaults';
import { hourStart } from '../../core/rollup';
import { holdTurns } from '../../repositories/count-turns';
import { markHours } from '../../repositories/dirty-buckets';
import { addErased } from '../../repositories/erasures';
import { writeBack } from '../../repositories/journal-mode';
import { deleteEvents } from '../../repositories/old-events';
import { someOfVisitor } from '../../repositories/visitor-events';
import type { Task } from '../context';

export interface ErasePayload {
  readonly erasureId: string;
  /** The keyed hash of the visitor's id. */
  readonly visitor: string;
  /** Raw events one transaction deletes. */
  readonly eventsPerStep: number;
  /** How long to go on. */
  readonly turnMs: number;
}

export interface EraseResult {
  /** Raw events deleted. */
  readonly deleted: number;
  /** Time was up: there may be more. */
  readonly more: boolean;
}

/**
 * Delete the raw events of a visitor and mark their hours, so that what was counted of them is counted again without
 * them. Each step is one short transaction that does both and notes how many it was, or does nothing; between two of
 * them others write. It may be cut off anywhere and begun again.
 */
export const eraseTask: Task<ErasePayload, EraseResult> = async (
  { erasureId, visitor, eventsPerStep, turnMs },
  { knex, progress, isCancelled }
) => {
  const until = performance.now() + turnMs;
  let deleted = 0;
  do {
    const events = await someOfVisitor(knex, visitor, eventsPerStep);
    if (events.length === 0) return { deleted, more: false };
    deleted += await knex.transaction(async (trx) => {
      // Nobody seals an hour of theirs before our mark is there to be seen.
      await holdTurns(
        trx,
        events.map(({ key }) => key)
      );
      const gone = await deleteEvents(
        trx,
        events.map(({ eventKey }) => eventKey)
      );
      await markHours(
        trx,
        events.map(({ key, occurredAt }) => ({ key, hourStart: hourStart(occurredAt) }))
      );
      await addErased(trx, erasureId, { events: gone });
      return gone;
    });
    progress('erasing', deleted, deleted);
    await writeBack(knex);
    await pause(LIMITS.deletionPauseMs);
  } while (!isCancelled() && performance.now() < until);
  return { deleted, more: true };
};
