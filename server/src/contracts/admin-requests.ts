import { z } from 'zod';

/** What the admin pages may ask with; the answers are in `admin.ts`. */
const page = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
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
    search: z.string().max(200).default(''),
    locale: z.string().max(16).optional(),
  })
  .strict();

export const runsRequest = z.object(page).strict();

export const modelKind = z.enum(['ranker', 'topic', 'performance-text']);

export const modelsRequest = z.object({ kind: modelKind.optional() }).strict();

export const panelRequest = z
  .object({
    contentType: z.string().max(128),
    documentId: z.string().min(1).max(64),
    locale: z.string().max(16).optional(),
  })
  .strict();

export const settingsRequest = z.object({ active: z.boolean() }).strict();

export const keyRequest = z.object({ name: z.string().trim().min(1).max(64) }).strict();

export type ArticlesRequest = z.infer<typeof articlesRequest>;
export type PanelRequest = z.infer<typeof panelRequest>;
