import { z } from 'zod';

import { EVENT_TYPES } from '../core/events/event-types';
import { DELIMITERS, IMPORT_FIELDS, IMPORT_FORMATS, IMPORT_REASONS } from '../core/import/fields';

const column = z.string().min(1).max(200);
const timeZone = z
  .string()
  .max(64)
  .refine(
    (name) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return true;
      } catch {
        return false;
      }
    },
    { message: 'expected an IANA time zone such as "Europe/Berlin"' }
  );

/** How rows are read, as far as somebody says; the rest is guessed from the file. */
export const importOptions = z
  .object({
    format: z.enum(IMPORT_FORMATS).optional(),
    delimiter: z.enum(DELIMITERS).optional(),
    /** Field -> name of the column; an empty object maps nothing, left out = guessed. */
    mapping: z.record(z.enum(IMPORT_FIELDS), column).optional(),
    /** One type for every row; null = the mapped column says. */
    type: z.enum(EVENT_TYPES).nullable().optional(),
    /** Of times that name none. */
    timeZone: timeZone.optional(),
    /** Take rows of times that live tracking covers as well. */
    overlap: z.boolean().optional(),
  })
  .strict();
export type ImportWishes = z.infer<typeof importOptions>;

/** POST /foresight/imports: a file will come, in slices. */
export const beginImportRequest = z
  .object({
    name: z.string().min(1).max(200),
    /** Bytes of the whole file. */
    size: z.number().int().min(0),
  })
  .strict();

/** POST /foresight/imports/:key/bytes?offset: the next slice, as multipart/form-data in the field `file`. */
export const sliceRequest = z.object({ offset: z.coerce.number().int().min(0) }).strict();

/** POST /foresight/imports/:key/preview and …/start */
export const importRequest = z.object({ options: importOptions.default({}) }).strict();

/** The key of an import, as its routes take it. */
export const importKey = z.object({ key: z.string().regex(/^imp-[0-9a-f]{24}$/, 'expected the key of an import') });

const instant = z.string().datetime();
const said = z.object({ got: z.string(), expected: z.string() });
const reason = z.enum(IMPORT_REASONS);

const effectiveOptions = z.object({
  format: z.enum(IMPORT_FORMATS),
  delimiter: z.enum(DELIMITERS),
  mapping: z.record(z.enum(IMPORT_FIELDS), z.string()),
  type: z.enum(EVENT_TYPES).nullable(),
  timeZone: z.string(),
  overlap: z.boolean(),
});

/** An import, where it is and what became of its rows. */
export const importSummary = z.object({
  key: z.string(),
  state: z.enum(['uploading', 'ready', 'running', 'paused', 'done', 'failed', 'cancelled', 'undoing', 'undone']),
  /** 'command': begun by `npx foresight import`, and goes on when that is typed again. */
  origin: z.enum(['upload', 'command']),
  fileName: z.string(),
  fileSize: z.number(),
  /** Bytes that have arrived here; null where the file is elsewhere or gone. */
  received: z.number().nullable(),
  options: effectiveOptions.nullable(),
  createdBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  updatedAt: instant,
  finishedAt: instant.nullable(),
  failure: said.extend({ code: z.string() }).nullable(),
  /** Share of the file read, 0–1. */
  share: z.number(),
  /** accepted + duplicate + all reasons = rows. */
  rows: z.number().int(),
  accepted: z.number().int(),
  duplicate: z.number().int(),
  reasons: z.record(reason, z.number().int()),
  examples: z.array(said.extend({ line: z.number().int(), reason })),
  /** Paths that led to no document, about how often each, the most frequent first. */
  unmatched: z.array(z.tuple([z.string(), z.number().int()])),
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  /** Events removed again. */
  undoneEvents: z.number().int(),
});
export type ImportSummary = z.infer<typeof importSummary>;

export const importPreview = z.object({
  /** How the file is read: what was asked for, and what was guessed. */
  options: effectiveOptions,
  compressed: z.boolean(),
  columns: z.array(z.string()),
  /** Why it can't be started like this; null when it can. */
  problem: said.extend({ code: z.string() }).nullable(),
  rows: z.array(
    z.object({
      line: z.number().int(),
      /** The row as it stands in the file; of a log line without address. */
      given: z.array(z.string()),
      outcome: z.union([z.literal('event'), reason]),
      at: instant.nullable(),
      type: z.enum(EVENT_TYPES).nullable(),
      /** Document id or address it is about. */
      target: z.string().nullable(),
      said: said.nullable(),
    })
  ),
  sample: z.object({
    rows: z.number().int(),
    /** How many become events. */
    events: z.number().int(),
    reasons: z.record(reason, z.number().int()),
    /** The sample is the whole file. */
    whole: z.boolean(),
  }),
  estimate: z.object({ rows: z.number().int(), firstAt: instant.nullable(), lastAt: instant.nullable() }),
  /** Live tracking began; rows from then on are left out unless asked for. */
  trackedSince: instant.nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export interface ImportAnswer {
  readonly data: ImportSummary;
}
export interface ImportsAnswer {
  readonly data: readonly ImportSummary[];
}
export interface ImportPreviewAnswer {
  readonly data: ImportPreview;
}
