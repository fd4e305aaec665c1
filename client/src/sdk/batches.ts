import { eventId } from '../event-id';
import type { ReaderEvent, SentEvents } from './types';

/** As many as the server takes in one request, and less than the bytes it takes from a browser (256 KB). */
const EVENTS = 500;
const BYTES = 200_000;

/** Every event with its id, so that a batch that is sent again is counted once. */
export const withIds = (events: readonly ReaderEvent[]): ReaderEvent[] =>
  events.map((event) => ({ ...event, eventId: event.eventId ?? eventId() }));

/** In their order, in batches the server takes. */
export function batchesOf(events: readonly ReaderEvent[]): ReaderEvent[][] {
  const batches: ReaderEvent[][] = [];
  let room = 0;
  for (const event of events) {
    const bytes = new TextEncoder().encode(JSON.stringify(event)).length + 1;
    const last = batches[batches.length - 1];
    if (last === undefined || last.length === EVENTS || bytes > room) {
      batches.push([event]);
      room = BYTES - bytes;
    } else {
      last.push(event);
      room -= bytes;
    }
  }
  return batches;
}

/** One answer of several; `index` counts from the first event of all. */
export const together = (answers: readonly SentEvents[]): SentEvents =>
  answers.reduce(
    (all, one) => ({
      received: all.received + one.received,
      accepted: all.accepted + one.accepted,
      duplicate: all.duplicate + one.duplicate,
      quarantined: all.quarantined + one.quarantined,
      rejected: all.rejected + one.rejected,
      errors: [...all.errors, ...one.errors.map((error) => ({ ...error, index: error.index + all.received }))],
    }),
    { received: 0, accepted: 0, duplicate: 0, quarantined: 0, rejected: 0, errors: [] }
  );
