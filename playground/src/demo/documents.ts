import type { Core } from '@strapi/strapi';

/** The document service as the demo uses it, without the app's generated types. */
interface Documents {
  create(params: { data: object; locale?: string; status?: 'published' }): Promise<{ documentId: string }>;
  update(params: {
    documentId: string;
    data: object;
    locale?: string;
    status?: 'published';
  }): Promise<{ documentId: string } | null>;
}

export const documents = (strapi: Core.Strapi, uid: string): Documents =>
  strapi.documents(uid as never) as unknown as Documents;

/** Document ids of the articles already there in a locale, by slug: a resumed load skips them. */
export async function knownSlugs(strapi: Core.Strapi, locale: string): Promise<Map<string, string>> {
  const rows = (await strapi.db.query('api::article.article' as never).findMany({
    select: ['documentId', 'slug'],
    where: { locale, publishedAt: null },
  })) as { documentId: string; slug: string | null }[];
  return new Map(rows.flatMap(({ documentId, slug }) => (slug === null ? [] : [[slug, documentId] as const])));
}
