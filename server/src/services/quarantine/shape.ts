import { LIMITS } from '../../config/defaults';
import type { QuarantineAnswer, QuarantineReasonsAnswer } from '../../contracts/admin';
import type { QuarantineRequest, QuarantineStepRequest } from '../../contracts/admin-requests';
import { QUARANTINE_CODES } from '../../core/events';
import type { quarantineByReason, QuarantinedEvent, QuarantineFilter } from '../../repositories/quarantine';
import { keptOf } from '../ingest/pending';
import type { StepRequest } from '../quarantine';

type Wanted = NonNullable<QuarantineStepRequest['filter']>;

export const filterOf = ({ reason, documentId, url, from, to }: Wanted): QuarantineFilter => ({
  reason,
  documentId,
  url,
  from: from === undefined ? undefined : Date.parse(from),
  to: to === undefined ? undefined : Date.parse(to),
});

export const stepOf = ({ ids, filter, after }: QuarantineStepRequest, by: string): StepRequest => ({
  filter: ids === undefined ? filterOf(filter ?? {}) : { ids },
  after: after ?? null,
  by,
});

/** A page of the quarantine as the admin reads it. */
export const shapeQuarantine = (
  { page, pageSize }: QuarantineRequest,
  { events, total }: { events: readonly QuarantinedEvent[]; total: number }
): QuarantineAnswer => ({
  data: events.map(shapeEvent),
  meta: { pagination: { page, pageSize, pageCount: Math.max(1, Math.ceil(total / pageSize)), total } },
});

const instantOf = (ms: number): string => new Date(ms).toISOString();

function shapeEvent(event: QuarantinedEvent): QuarantineAnswer['data'][number] {
  const { request, stored, trusted, told } = keptOf(event);
  return {
    id: event.eventKey,
    reason: event.reason,
    code: QUARANTINE_CODES[event.reason],
    ...told,
    type: stored.type,
    contentType: request.contentType,
    documentId: request.documentId,
    locale: request.locale,
    url: request.url,
    source: event.source,
    lane: trusted ? 'server' : 'browser',
    occurredAt: instantOf(stored.occurredAt),
    firstAt: instantOf(event.firstAt),
    lastAt: instantOf(event.lastAt),
    times: event.times,
  };
}

export const shapeReasons = (reasons: Awaited<ReturnType<typeof quarantineByReason>>): QuarantineReasonsAnswer => ({
  data: reasons.map(({ reason, rows, oldest, newest }) => ({
    reason,
    events: rows,
    oldestAt: instantOf(oldest),
    newestAt: instantOf(newest),
  })),
  meta: {
    events: reasons.reduce((sum, { rows }) => sum + rows, 0),
    bytes: reasons.reduce((sum, { bytes }) => sum + bytes, 0),
    maxEvents: LIMITS.quarantinedEvents,
    maxBytes: LIMITS.quarantinedBytes,
    keptDays: LIMITS.quarantineDays,
  },
});
