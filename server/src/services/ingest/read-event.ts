import type { z } from 'zod/v4';

import { LIMITS } from '../../config/defaults';
import { eventInput, type EventInput } from '../../contracts/events';
import { EVENT_TYPES } from '../../core/events/event-types';
import type { CoreErrorCode } from '../../core/errors';
import type { QuarantineReason } from '../../core/events';
import { expectedOf } from '../../utils/expected';
import { shortly, visible } from '../../utils/shortly';

/** Why an event is refused: a code of the catalogue, what came, what was expected. */
export interface Refusal {
  readonly code: CoreErrorCode;
  readonly got: string;
  readonly expected: string;
}

/** Why an event is not accepted now, and may be later: it waits in quarantine. */
export interface Doubt extends Refusal {
  readonly reason: QuarantineReason;
}

export type ReadEvent =
  | {
      readonly ok: true;
      readonly event: EventInput;
      readonly occurredAt: number;
      /** null when nothing stands against it so far. */
      readonly doubt: Doubt | null;
    }
  | { readonly ok: false; readonly eventId: string | null; readonly refusal: Refusal };

const MAX_PROPERTIES = 16;
/** NUL, which PostgreSQL can't store, and halves of characters, which no encoding has. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * One event of a request, checked.
 *
 * @param given anything.
 * @param trusted whether a server's token vouches for it: only then may it say when and with what, and who without
 * the reader's consent.
 * @param receivedAt arrival, milliseconds since 1970: the time of every event that gives none.
 */
export function readEvent(given: unknown, trusted: boolean, receivedAt: number): ReadEvent {
  const eventId = idOf(given);
  const refuse = (code: CoreErrorCode, got: string, expected: string): ReadEvent => ({
    ok: false,
    eventId,
    refusal: { code, got, expected },
  });

  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refuse('INVALID_EVENT', shortly(given), 'an object');
  }
  const fields = given as Record<string, unknown>;
  if (!isEventType(fields['type'])) {
    return refuse('UNKNOWN_EVENT_TYPE', shortly(fields['type']), `one of ${EVENT_TYPES.join(', ')}`);
  }
  const result = eventInput.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    return refuse('INVALID_EVENT', gotOf(given, issue), expectedOf(issue));
  }

  const event = result.data;
  const unstorable = findUnstorable(event);
  if (unstorable !== null) {
    return refuse('INVALID_EVENT', `${unstorable.path}: ${shortly(unstorable.text)}`, 'text without NUL characters');
  }
  const properties = Object.keys(event.properties ?? {}).length;
  if (properties > MAX_PROPERTIES) {
    return refuse('INVALID_EVENT', `properties: ${properties} of them`, `at most ${MAX_PROPERTIES}`);
  }
  if (event.documentId === undefined && event.url === undefined) {
    return refuse('INVALID_EVENT', 'neither documentId nor url', 'documentId or url');
  }
  if (event.consent && event.visitorId === undefined) {
    return refuse('INVALID_EVENT', 'consent: true', 'consent only with a visitorId');
  }
  if (!trusted) {
    if (event.visitorId !== undefined && !event.consent) {
      return refuse('INVALID_EVENT', `visitorId: ${shortly(event.visitorId)}`, 'consent: true beside it, or a token');
    }
    if (event.userAgent !== undefined) {
      return refuse('INVALID_EVENT', `userAgent: ${shortly(event.userAgent)}`, 'no userAgent without a token');
    }
    if (event.occurredAt !== undefined) {
      return refuse('TIME_NOT_ALLOWED', shortly(event.occurredAt), 'no occurredAt without a token');
    }
  }
  const occurredAt = event.occurredAt === undefined ? receivedAt : Date.parse(event.occurredAt);
  if (!(occurredAt >= 0))
    return refuse('INVALID_EVENT', `occurredAt: ${shortly(event.occurredAt)}`, 'a time after 1970');
  return { ok: true, event, occurredAt, doubt: inFuture(occurredAt, receivedAt) };
}

/** Ahead of the server's clock by more than clocks differ: one of the two is wrong, or it is a mistake. */
export const inFuture = (occurredAt: number, now: number): Doubt | null =>
  occurredAt <= now + LIMITS.futureToleranceMs
    ? null
    : {
        reason: 'in-future',
        code: 'TIME_IN_FUTURE',
        got: new Date(occurredAt).toISOString(),
        expected: `at most ${new Date(now).toISOString()}`,
      };

const isEventType = (type: unknown): boolean => (EVENT_TYPES as readonly unknown[]).includes(type);

function idOf(given: unknown): string | null {
  const id: unknown = typeof given === 'object' && given !== null ? (given as { eventId?: unknown }).eventId : null;
  // Echoed back so that the sender knows which: never more than an id can be.
  return typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : null;
}

function gotOf(given: unknown, issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `a field ${shortly(issue.keys[0])}`;
  const path = issue?.path ?? [];
  const value = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[name] : undefined,
    given
  );
  const where = visible(path.map((name) => String(name).slice(0, 40)).join('.'));
  return where === '' ? shortly(value) : `${where.slice(0, 80)}: ${shortly(value)}`;
}

/** The first text in an event that no database can hold. */
function findUnstorable(event: EventInput): { path: string; text: string } | null {
  for (const path of Object.keys(event) as (keyof EventInput)[]) {
    const value = event[path];
    if (typeof value === 'string' && UNSTORABLE.test(value)) return { path, text: value };
  }
  for (const [name, value] of Object.entries(event.properties ?? {})) {
    if (UNSTORABLE.test(name)) return { path: 'properties', text: name };
    if (typeof value === 'string' && UNSTORABLE.test(value)) return { path: 'properties', text: value };
  }
  return null;
}
