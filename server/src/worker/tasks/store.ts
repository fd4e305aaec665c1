import type { StoredEvent } from '../../repositories/events';
import { addIntake, type Arrival, countArrivals } from '../../repositories/intake-counts';
import { insertQuarantined, type QuarantinedEvent } from '../../repositories/quarantine';
import { type SiteTime, storeEvents } from '../../repositories/store-events';
import type { TaskContext } from '../context';

/** What became of an event given to be stored. */
export type StoredOutcome = 'accepted' | 'duplicate' | 'too-old';

export interface StorePayload extends SiteTime {
  /** At most `LIMITS.eventsPerInsert` of the database. */
  readonly events: readonly StoredEvent[];
  readonly kept: readonly QuarantinedEvent[];
  /** What became of all that is not among `events`. */
  readonly arrivals: readonly Arrival[];
  /** Which of an hour's counts this process adds to. */
  readonly part: number;
}

/**
 * Store events, keep others in quarantine, and count what became of each, in one transaction; those too old to be stored
 * are not counted.
 *
 * @returns what became of each event, in order.
 */
export const storeTask = (
  { events, kept, arrivals, part, now, timeZone }: StorePayload,
  { knex }: Pick<TaskContext, 'knex'>
): Promise<StoredOutcome[]> =>
  knex.transaction(async (trx) => {
    const { fresh, sealed } = await storeEvents(trx, events, { now, timeZone });
    const left = new Set(fresh);
    const outcomes = events.map(({ eventKey }): StoredOutcome => {
      if (sealed.has(eventKey)) return 'too-old';
      // Sent twice in one batch: the first counts, the second is known by then.
      return left.delete(eventKey) ? 'accepted' : 'duplicate';
    });
    await insertQuarantined(trx, kept);
    const stored = events.flatMap(({ receivedAt, type }, at): Arrival[] => {
      const outcome = outcomes[at];
      return outcome === undefined || outcome === 'too-old' ? [] : [{ receivedAt, type, outcome }];
    });
    await addIntake(trx, part, countArrivals([...stored, ...arrivals]));
    return outcomes;
  });
