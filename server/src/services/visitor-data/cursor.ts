import { CoreError } from '../../core/errors';
import type { QuarantinedEvent } from '../../repositories/quarantine';
import type { KeptEvent } from '../../repositories/visitor-events';
import { shortly } from '../../utils/shortly';

/** Where a page of an export begins: after an event, or after one in quarantine; null = with the first. */
export type Place =
  | { readonly of: 'events'; readonly after: Pick<KeptEvent, 'occurredAt' | 'eventKey'> | null }
  | { readonly of: 'quarantine'; readonly after: string };

/** The time of an event and its key; without a time, one in quarantine. */
const CURSOR = /^(?:(\d{1,15})\.)?([\w-]{1,64})$/;

/** @throws {CoreError} INVALID_REQUEST */
export function placeAfter(cursor: string | null): Place {
  if (cursor === null) return { of: 'events', after: null };
  const [, at, eventKey] = CURSOR.exec(cursor) ?? [];
  if (eventKey === undefined) {
    throw new CoreError('INVALID_REQUEST', {
      path: 'after',
      got: shortly(cursor),
      expected: '"next" of the page before',
    });
  }
  return at === undefined
    ? { of: 'quarantine', after: eventKey }
    : { of: 'events', after: { occurredAt: Number(at), eventKey } };
}

/** The cursor of the page after one that is full. */
export function afterOf(events: readonly KeptEvent[], waiting: readonly QuarantinedEvent[]): string | null {
  const [event, quarantined] = [events[events.length - 1], waiting[waiting.length - 1]];
  if (quarantined !== undefined) return quarantined.eventKey;
  return event === undefined ? null : `${event.occurredAt}.${event.eventKey}`;
}
