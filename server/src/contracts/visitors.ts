import { z } from 'zod';

import { instant } from './common';

/** What is kept about one visitor, told or erased. The id stands in the body, so that it is in no log of addresses. */

/** Entries of one page of an export. */
const MOST_AT_ONCE = 500;

/** As the site gives it with events. */
const visitorId = z.string().min(1).max(128);

export const visitorRequest = z.object({ visitorId }).strict();

/** Id of an erasure, as an address carries it. */
export const erasureId = z.string().regex(/^[0-9a-f]{24}$/, 'the id of an erasure');

/** How much is kept of a visitor. */
export const visitorFound = z.object({
  events: z.number().int(),
  quarantined: z.number().int(),
  /** When the first and the last of these events happened; null without any. */
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
});
export type VisitorFound = z.infer<typeof visitorFound>;

/** All that is kept of one event. */
export const keptOfVisitor = z.object({
  /** Counted, or waiting in quarantine. */
  kept: z.enum(['event', 'quarantine']),
  eventId: z.string(),
  type: z.string(),
  name: z.string().nullable(),
  contentType: z.string().nullable(),
  documentId: z.string().nullable(),
  locale: z.string().nullable(),
  /** The path it named, of one in quarantine. */
  url: z.string().nullable(),
  /** Of the document, while it is published. */
  title: z.string().nullable(),
  occurredAt: instant,
  receivedAt: instant,
  /** How the reader came: direct, search, social, internal, campaign, other; null where nobody said. */
  cameFrom: z.string().nullable(),
  device: z.string().nullable(),
  /** Its sender said that it is a robot. */
  bot: z.boolean(),
  value: z.number().nullable(),
  scroll: z.number().nullable(),
  properties: z.record(z.union([z.string(), z.number(), z.boolean()])).nullable(),
  /** Keyed hashes, as they are kept: equal ones are the same session, the same network. */
  session: z.string().nullable(),
  network: z.string().nullable(),
  /** Why it waits in quarantine. */
  reason: z.string().nullable(),
});
export type KeptOfVisitor = z.infer<typeof keptOfVisitor>;

/** POST /api/foresight/visitors/export, and POST /foresight/visitors/export for administrators */
export const ExportVisitor = {
  request: z
    .object({
      visitorId,
      /** `next` of the page before. */
      after: z.string().max(100).optional(),
      limit: z.number().int().min(1).max(MOST_AT_ONCE).default(200),
    })
    .strict(),
  response: z.object({
    data: z.array(keptOfVisitor),
    meta: visitorFound.extend({
      /** Sent as `after` it gives the next page; null on the last one. */
      next: z.string().nullable(),
    }),
  }),
};
export type ExportVisitor = {
  Request: z.infer<typeof ExportVisitor.request>;
  Response: z.infer<typeof ExportVisitor.response>;
};

/** Where an erasure stands. */
export const erasureState = z.object({
  id: z.string(),
  /** interrupted: its process died; it is taken up again by itself. */
  status: z.enum(['queued', 'running', 'interrupted', 'done']),
  requestedAt: instant,
  finishedAt: instant.nullable(),
  /** Everything that was acknowledged before this instant is gone; null until it is done. */
  erasedUntil: instant.nullable(),
  /** Events there were when it was asked for. */
  found: z.number().int(),
  /** Events, and events in quarantine, that are gone so far. */
  events: z.number().int(),
  quarantined: z.number().int(),
});
export type ErasureSummary = z.infer<typeof erasureState>;

/** POST /api/foresight/visitors/erase, and POST /foresight/visitors/erase for administrators: 202. It can't be undone. */
export const EraseVisitor = { request: visitorRequest, response: z.object({ data: erasureState }) };
export type EraseVisitor = { Response: z.infer<typeof EraseVisitor.response> };

/** GET /api/foresight/visitors/erasures/:erasureId */
export type ErasureAnswer = EraseVisitor['Response'];

/** POST /foresight/visitors/look-up: administrators only. */
export interface VisitorAnswer {
  readonly data: VisitorFound;
}

/** GET /foresight/visitors/erasures: the newest first. */
export interface ErasuresAnswer {
  readonly data: readonly ErasureSummary[];
}
