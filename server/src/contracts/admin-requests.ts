import { z } from 'zod';

import { QUARANTINE_REASONS, type QuarantineReason } from '../core/events/quarantine-reasons';
import { wholeNumber } from './query';

/** What the admin pages may ask with; the answers are in `admin.ts`. */

/** Characters of a reason, blanks joined. */
const LONGEST_REASON = 300;
/** Origins of one publishable key, and hours an old one may be taken beside the new one. */
const MOST_ORIGINS = 20;
const LONGEST_GRACE_HOURS = 30 * 24;
/** Events named in one step of a replay or a discard. */
const MOST_IDS = 200;
/** Hours of one reconciliation. */
const MOST_HOURS = 31 * 24;

/** Id of a document, a run, a model version or a key, as an address carries it: nothing a database could stumble over. */
export const id = z.string().regex(/^[\w:.-]{1,64}$/, 'an id of letters, digits, "_", ":", "." and "-"');
const locale = z.string().regex(/^[\w-]{1,16}$/, 'the code of a locale');

const page = {
  page: wholeNumber(1, 1_000_000).default('1'),
  pageSize: wholeNumber(1, 100).default('20'),
};

export const articlesRequest = z
  .object({
    ...page,
    sort: z
      .enum([
        'firstPublishedAt:desc',
        'firstPublishedAt:asc',
        'surprise:desc',
        'surprise:asc',
        'viewsSoFar:desc',
        'viewsSoFar:asc',
        'expectedViews:desc',
        'expectedViews:asc',
        'title:asc',
        'title:desc',
      ])
      .default('firstPublishedAt:desc'),
    search: z.string().min(1).max(200).optional(),
    locale: locale.optional(),
    performance: z.enum(['over', 'under', 'as-expected', 'too-early']).optional(),
  })
  .strict();

export const runsRequest = z.object(page).strict();

export const journalRequest = z.object({ ...page, kind: z.enum(['audit', 'incident']).optional() }).strict();

export const modelKind = z.enum(['ranker', 'topic', 'performance-text']);

/** A model version: its id, its name (`ranker-12`) or its alias (`ranker@live`, `ranker@previous`, `ranker@candidate`). */
export const modelReference = z
  .string()
  .regex(/^[\w:.@-]{1,64}$/, 'an id, a name such as ranker-12 or an alias such as ranker@live');

export const modelsRequest = z.object({ kind: modelKind.optional() }).strict();

/** Why somebody puts a version in service by hand: kept with the decision and in the journal. */
export const reasonRequest = z
  .object({
    reason: z
      .string()
      .transform((text) => text.replace(/\s+/gu, ' ').trim())
      .pipe(
        z
          .string()
          .min(3)
          .max(LONGEST_REASON)
          .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'text without control characters')
      ),
  })
  .strict();

export const panelRequest = z
  .object({
    contentType: z.string().max(128),
    documentId: id,
    locale: locale.optional(),
  })
  .strict();

/** A day as the site's time zone has it. */
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-27')
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), {
    message: 'a date of the calendar',
  });

/** Which article's readers, of which days of the site: both included. */
export const readersRequest = z
  .object({
    contentType: z.string().max(128),
    documentId: id,
    locale: locale.optional(),
    from: date,
    to: date,
  })
  .strict();

/** `despiteFindings`: train though the data look wrong; what nobody can overrule still ends the training. */
export const trainRequest = z.object({ despiteFindings: z.boolean().default(false) }).strict();

const time = z.string().datetime({ offset: true });

/** The window to count again: whole hours that begin at or after the hour of `from` and before `to`. */
export const recomputeRequest = z
  .object({ from: time, to: time })
  .strict()
  .refine(({ from, to }) => Date.parse(from) >= 0 && Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'a time after from',
  });

export const settingsRequest = z.object({ active: z.boolean() }).strict();

const keyName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'text in one line');

/** An origin as a browser says it: scheme, host, and a port that is not the scheme's own. */
const origin = z.string().max(255).refine(isOrigin, { message: 'an origin such as "https://site.example"' });

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) && url.origin === text && !text.includes('*');
  } catch {
    return false;
  }
}

/** `origins` empty: the key is for any. */
export const keyRequest = z.object({ name: keyName, origins: z.array(origin).max(MOST_ORIGINS).default([]) }).strict();

/** How long the old key is still taken. */
export const rotateRequest = z
  .object({ graceHours: z.number().int().min(0).max(LONGEST_GRACE_HOURS).default(24) })
  .strict();

const reason = z.enum(QUARANTINE_REASONS as [QuarantineReason, ...QuarantineReason[]]);
const instant = z.string().datetime({ offset: true });
const wanted = {
  reason: reason.optional(),
  documentId: id.optional(),
  url: z.string().min(1).max(255).optional(),
  from: instant.optional(),
  to: instant.optional(),
};

export const quarantineRequest = z.object({ ...page, ...wanted }).strict();

const eventKeys = z.string().regex(/^[0-9a-f]{52}$/, 'the id of an event in quarantine');

/** Some events by their ids, or all that fit a filter (an empty one: all there are), from one step to the next. */
export const quarantineStepRequest = z
  .object({
    ids: z.array(eventKeys).min(1).max(MOST_IDS).optional(),
    filter: z.object(wanted).strict().optional(),
    after: eventKeys.optional(),
  })
  .strict()
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    message: 'either "ids" or "filter"',
  });

export const intakeRequest = z.object({ hours: wholeNumber(1, MOST_HOURS).default('24') }).strict();

export type ArticlesRequest = z.infer<typeof articlesRequest>;
export type JournalRequest = z.infer<typeof journalRequest>;
export type ReadersRequest = z.infer<typeof readersRequest>;
export type RecomputeRequest = z.infer<typeof recomputeRequest>;
export type PanelRequest = z.infer<typeof panelRequest>;
export type QuarantineRequest = z.infer<typeof quarantineRequest>;
export type QuarantineStepRequest = z.output<typeof quarantineStepRequest>;
