// The fourth version takes half the time of the third, which everything else is written for: this is read for each event.
import { z } from 'zod/v4';

import { EVENT_TYPES } from '../core/events/event-types';

const id = (max: number) => z.string().min(1).max(max);

/** A union of schemas would try one after the other, and make up an error for each that does not fit. */
const property = z.custom<string | number | boolean>(
  (value) => (typeof value === 'string' ? value.length <= 256 : Number.isFinite(value) || typeof value === 'boolean'),
  'text of at most 256 characters, a number, true or false'
);

/** One event as a browser or a server sends it. `documentId` or `url` says what it is about. */
export const eventInput = z.strictObject({
  /** 16-64 characters, chosen by the sender, equal when re-sent; a UUIDv7 keeps the index ordered. */
  eventId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'expected 16-64 letters, digits, "-" or "_"'),
  type: z.enum(EVENT_TYPES),
  /** What a `custom` event is called, or which goal a `conversion` reached. */
  name: id(64).optional(),
  documentId: id(64).optional(),
  /** Content type uid; may be left out while only one type is watched. */
  contentType: id(128).optional(),
  locale: z.string().max(16).optional(),
  /**
   * Address on the site, resolved through the URL map, instead of documentId. Beside one only its host and its
   * campaign's marks (utm_…) are read.
   */
  url: id(2048).optional(),
  /**
   * Address of the page before, from its path on where it is of the same site, "" for none: reduced to how the reader
   * came (search, social …) and not kept.
   */
  referrer: z.string().max(2048).optional(),
  /** The link the reader followed was made to be counted, which `url` need not show. */
  campaign: z.boolean().optional(),
  /** Session of the reader, chosen by the sender; kept hashed. */
  sessionId: id(64).optional(),
  /** Who read, the same on every day; kept hashed. From a browser only together with `consent`. */
  visitorId: id(128).optional(),
  /** The reader has agreed to be known by `visitorId`. */
  consent: z.literal(true).optional(),
  /** Only with a server token: when, and with which browser. */
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  userAgent: z.string().max(512).optional(),
  /** Number that belongs to the event. Of an engagement: milliseconds in which the reader was active since the last. */
  value: z.number().optional(),
  /** Up to 16 short properties. `scroll` of an engagement, 0-1: deepest share of the page seen so far. */
  properties: z.record(id(64), property).optional(),
});

export type EventInput = z.infer<typeof eventInput>;

/** One event of a batch that was not accepted: which, why, what came, what was expected. */
export const eventError = z.object({
  /** Position in the request, from 0. */
  index: z.number().int(),
  eventId: z.string().nullable(),
  code: z.string(),
  got: z.string(),
  expected: z.string(),
  /** It is kept and may be taken in later; otherwise it was refused. */
  quarantined: z.boolean(),
});

/**
 * POST /api/foresight/events
 * Body: one event, an array of events, or { key, events }. JSON, or text/plain holding JSON (sendBeacon).
 * Without an Authorization header, `key` (publishable) is needed; with a token that has the action
 * `plugin::foresight.event.create`, times in the past, visitors and user agents may be given.
 * 200 when anything was accepted, kept or already known; 400 when every event was refused.
 */
export const PostEvents = {
  response: z.object({
    data: z.object({
      received: z.number().int(),
      accepted: z.number().int(),
      duplicate: z.number().int(),
      /** Kept for a reason that may change, or until somebody has looked at it. */
      quarantined: z.number().int(),
      rejected: z.number().int(),
      errors: z.array(eventError),
    }),
  }),
};
export type PostEvents = { Response: z.infer<typeof PostEvents.response> };
export type EventError = z.infer<typeof eventError>;
