import type { ErasureAnswer, KeptOfVisitor } from '../../contracts/visitors';
import type { QuarantinedEvent } from '../../repositories/quarantine';
import type { KeptEvent } from '../../repositories/visitor-events';
import type { ErasureState } from '../erasure';
import type { keptOf } from '../ingest/pending';

export const instantOf = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instantOf(ms));

/** An event as a person may read it. */
export function shapeKept(event: KeptEvent, title: string | null): KeptOfVisitor {
  const { key, eventId, type, name, occurredAt, receivedAt, sourceType, device, bot, value, scroll, properties } =
    event;
  return {
    kept: 'event',
    eventId,
    type,
    name,
    contentType: key.uid,
    documentId: key.documentId,
    locale: key.locale === '' ? null : key.locale,
    url: null,
    title,
    occurredAt: instantOf(occurredAt),
    receivedAt: instantOf(receivedAt),
    cameFrom: sourceType,
    device,
    bot,
    value,
    scroll,
    properties,
    session: event.session,
    network: event.source,
    reason: null,
  };
}

/** One that waits in quarantine; `kept` is what was kept of it. */
export function shapeWaiting(event: QuarantinedEvent, { request, stored }: ReturnType<typeof keptOf>): KeptOfVisitor {
  return {
    kept: 'quarantine',
    eventId: stored.eventId,
    type: stored.type,
    name: stored.name,
    contentType: request.contentType,
    documentId: request.documentId,
    locale: request.locale,
    url: request.url,
    title: null,
    occurredAt: instantOf(stored.occurredAt),
    receivedAt: instantOf(event.firstAt),
    cameFrom: stored.sourceType,
    device: stored.device,
    bot: stored.bot,
    value: stored.value,
    scroll: stored.scroll,
    properties: stored.properties,
    session: stored.session,
    network: stored.source,
    reason: event.reason,
  };
}

/** Where an erasure stands; whom it concerns is in no answer. */
export const shapeErasure = (one: ErasureState): ErasureAnswer['data'] => ({
  id: one.erasureId,
  status: one.status,
  requestedAt: instantOf(one.requestedAt),
  finishedAt: instantOrNull(one.finishedAt),
  erasedUntil: instantOrNull(one.erasedUntil),
  found: one.found,
  events: one.events,
  quarantined: one.quarantined,
});
