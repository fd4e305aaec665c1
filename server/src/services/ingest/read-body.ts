import { LIMITS } from '../../config/defaults';
import { CoreError } from '../../core/errors';
import { shortly } from '../../utils/shortly';

export interface EventBody {
  /** The publishable key, where the body has one. */
  readonly key: string | null;
  readonly events: readonly unknown[];
}

/**
 * The forms a body may have: `{ key, events: [...] }`, one event with or without its `key`, or an array of events.
 * Text is read as JSON (that is how sendBeacon sends it).
 *
 * @throws {CoreError} INVALID_JSON, INVALID_REQUEST, TOO_MANY_EVENTS.
 */
export function readBody(body: unknown): EventBody {
  const given = typeof body === 'string' ? parseJson(body) : body;
  if (typeof given !== 'object' || given === null) {
    throw new CoreError('INVALID_REQUEST', {
      path: 'body',
      got: shortly(given),
      expected: 'an event, an array of events, or { key, events }',
    });
  }
  if (Array.isArray(given)) return { key: null, events: counted(given) };

  const { key, ...rest } = given as Record<string, unknown>;
  if (key !== undefined && typeof key !== 'string') {
    throw new CoreError('INVALID_REQUEST', { path: 'key', got: shortly(key), expected: 'a string' });
  }
  if (!('events' in rest)) return { key: key ?? null, events: [rest] };
  if (!Array.isArray(rest['events'])) {
    throw new CoreError('INVALID_REQUEST', { path: 'events', got: shortly(rest['events']), expected: 'an array' });
  }
  return { key: key ?? null, events: counted(rest['events']) };
}

/** @throws {CoreError} INVALID_JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CoreError('INVALID_JSON', { got: shortly(text), expected: 'JSON' });
  }
}

function counted(events: unknown[]): unknown[] {
  if (events.length === 0) {
    throw new CoreError('INVALID_REQUEST', { path: 'events', got: shortly(events), expected: 'at least one event' });
  }
  if (events.length > LIMITS.eventsPerRequest) {
    throw new CoreError('TOO_MANY_EVENTS', {
      got: String(events.length),
      expected: `at most ${LIMITS.eventsPerRequest}`,
    });
  }
  return events;
}
