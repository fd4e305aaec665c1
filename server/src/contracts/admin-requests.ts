import { z } from 'zod';

import { wholeNumber } from './query';

/** What the admin pages may ask with; the answers are in `admin.ts`. */

/** Characters of a reason, blanks joined. */
const LONGEST_REASON = 300;

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

export const keyRequest = z
  .object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'text in one line'),
  })
  .strict();

export type ArticlesRequest = z.infer<typeof articlesRequest>;
export type JournalRequest = z.infer<typeof journalRequest>;
export type ReadersRequest = z.infer<typeof readersRequest>;
export type RecomputeRequest = z.infer<typeof recomputeRequest>;
export type PanelRequest = z.infer<typeof panelRequest>;
