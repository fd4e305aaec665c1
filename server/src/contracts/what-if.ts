import { z } from 'zod';

import { forecast, instant, source } from './common';
import { id } from './admin-requests';

const MAX_VARIANTS = 5;
const MAX_CHANGES = 10;
/** Numbers this large are no counts of anything. */
const LARGEST = 1e9;

const locale = z.string().min(1).max(16).optional();
const contentType = z.string().min(1).max(128).optional();

/**
 * What is different: a title, a category, a time of first publication; every other name is a number of the feature
 * catalog (`textWords`, `images`) or an attribute of the type (`field.readingLevel`).
 */
const changes = z
  .object({
    title: z.string().trim().min(1).max(1_000).optional(),
    category: z.string().min(1).max(256).optional(),
    publishAt: instant.optional(),
  })
  .catchall(z.number().finite().min(-LARGEST).max(LARGEST))
  .refine((given) => Object.keys(given).length > 0, 'at least one change')
  .refine((given) => Object.keys(given).length <= MAX_CHANGES, `at most ${MAX_CHANGES} changes`)
  .refine((given) => Object.keys(given).every((name) => /^[\w.-]{1,128}$/.test(name)), 'names of features');

const variants = z.array(z.object({ changes }).strict()).max(MAX_VARIANTS);

/** A text that is nowhere saved, read as an entry's own is; the text may be Markdown or HTML. */
const draftContent = z
  .object({
    title: z.string().trim().min(1).max(1_000),
    text: z.string().max(100_000),
    description: z.string().max(2_000).optional(),
    slug: z.string().max(256).optional(),
    category: z.string().min(1).max(256).optional(),
    author: z.string().min(1).max(256).optional(),
    tags: z.array(z.string().min(1).max(256)).max(50).optional(),
  })
  .strict();

/** Shares of views: 0.12 = 12 % more. The interval is a 90 % one, of all that is told apart. */
const change = z.object({ low: z.number(), expected: z.number(), high: z.number() });

const variant = z.object({
  changes: z.record(z.union([z.string(), z.number()])),
  /** The forecast of the article as it is, moved by `change`; null where nothing is known of the change. */
  prediction: forecast.nullable(),
  /** What goes along with the change, like for like; null likewise. */
  change: change.nullable(),
  /** The share that a plain comparison of articles shows; null likewise. */
  plain: z.number().nullable(),
  /** confounded: who writes such articles, where, when or what else is in them may explain it. none: nothing told apart. */
  wording: z.enum(['association', 'confounded', 'none']),
  /** In English. */
  sentence: z.string(),
  /** Finished articles with such values, close in all the rest; null without a model. */
  comparable: z.object({ articles: z.number().int(), medianViews: z.number().nullable() }).nullable(),
});

const answer = z.object({
  data: z.object({
    /** null for a text that is nowhere saved. */
    documentId: z.string().nullable(),
    locale: z.string(),
    current: z.object({
      /** As if it were first published now, before any reader came; null while nothing can be expected. */
      prediction: forecast.nullable(),
      title: z.string().nullable(),
      category: z.string().nullable(),
      publishAt: instant,
      /** Numbers that can be changed, and the range that was learned from. */
      levers: z.array(z.object({ name: z.string(), value: z.number().nullable(), low: z.number(), high: z.number() })),
      /** Categories with finished articles, as far as the caller may read them. */
      categories: z.array(z.string()),
    }),
    variants: z.array(variant),
    /** Why no change can be answered, in a code and an English sentence; null when changes are. */
    abstained: z
      .object({
        code: z.enum(['no-live-model', 'model-unavailable', 'not-enough-data', 'older-model']),
        reason: z.string(),
      })
      .nullable(),
  }),
  meta: source,
});

/** POST /api/foresight/what-if: the same article with something changed. */
export const PostWhatIf = {
  request: z
    .object({
      documentId: z.string().min(1).max(64).optional(),
      content: draftContent.optional(),
      contentType,
      locale,
      variants,
    })
    .strict()
    .refine((given) => (given.documentId === undefined) !== (given.content === undefined), {
      message: 'either documentId or content',
      path: ['documentId'],
    }),
  response: answer,
};
export type PostWhatIf = { Request: z.infer<typeof PostWhatIf.request>; Response: z.infer<typeof PostWhatIf.response> };

/** POST /foresight/panel/:contentType/:documentId/what-if: the saved draft of an entry, for the panel; the answer is the same. */
export const whatIfRequest = z
  .object({
    contentType: z.string().min(1).max(128),
    documentId: id,
    locale: z
      .string()
      .regex(/^[\w-]{1,16}$/, 'the code of a locale')
      .optional(),
    variants,
  })
  .strict();
export type WhatIfRequest = z.infer<typeof whatIfRequest>;
export type WhatIfAnswer = PostWhatIf['Response'];
export type AskedChanges = z.infer<typeof changes>;
/** Changes as an answer repeats them. */
export type WhatIfChanges = WhatIfAnswer['data']['variants'][number]['changes'];
