import type { Core } from '@strapi/strapi';

import { seedOf } from '../simulator';
import type { WorldArticle, WorldCategory } from '../world/article';
import { authors } from '../world/authors';
import { categories } from '../world/categories';
import { tags } from '../world/tags';
import { documents, knownSlugs } from './documents';
import { foresight } from './foresight';
import { uploadPictures, type Pictures } from './images/upload';
import type { WorldPlan } from './world-plan';

export const ARTICLE = 'api::article.article';

/** Document id of an article in the plan, by slug of the English version. */
export type ArticleIds = ReadonlyMap<string, string>;

/** Document ids of what articles refer to, by name. */
interface Shelves {
  readonly categories: ReadonlyMap<string, string>;
  readonly authors: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly pictures: Pictures;
}

/**
 * Creates what the plan says, oldest first; `publishedOn` is the field that tells the plugin when an article really
 * first appeared. What is already there is kept.
 */
export async function createContent(
  strapi: Core.Strapi,
  plan: WorldPlan,
  tick: (detail: string) => void
): Promise<ArticleIds> {
  await ensureFrench(strapi);
  tick('pictures');
  const shelves: Shelves = {
    pictures: await uploadPictures(strapi),
    categories: await ensureNamed(
      strapi,
      'api::category.category',
      categories.map(({ slug, name, description }) => ({ key: slug, name, slug, description }))
    ),
    authors: await ensureNamed(
      strapi,
      'api::author.author',
      authors.map(({ name, bio }) => ({ key: name, name, biography: bio }))
    ),
    tags: await ensureNamed(
      strapi,
      'api::tag.tag',
      tags.map((name) => ({ key: name, name, slug: name }))
    ),
  };

  const ids = await knownSlugs(strapi, 'en');
  const articles = [...plan.articles].sort((a, b) => a.sim.publishedAt - b.sim.publishedAt);
  for (const [index, { content, sim }] of articles.entries()) {
    if (ids.has(content.slug)) continue;
    const data = {
      ...articleData(content, shelves),
      noise: sim.noise,
      publishedOn: new Date(sim.publishedAt).toISOString(),
    };
    const { documentId } = await documents(strapi, ARTICLE).create({ locale: 'en', status: 'published', data });
    ids.set(content.slug, documentId);
    tick(`${index + 1} of ${articles.length} articles`);
  }

  const french = await knownSlugs(strapi, 'fr');
  for (const { content, original, sim } of plan.translations) {
    const documentId = ids.get(content.slug);
    if (!documentId || french.has(content.frenchSlug)) continue;
    const { title, description, body, frenchSlug: slug } = content;
    const publishedOn = new Date(sim.publishedAt).toISOString();
    const seo = { metaTitle: title, metaDescription: description };
    // Strapi copies pictures to a new locale, and no relations.
    const data = { ...relationsOf(original, shelves), title, slug, description, body, publishedOn, seo };
    await documents(strapi, ARTICLE).update({ documentId, locale: 'fr', status: 'published', data });
  }

  for (const draft of plan.drafts) {
    if (ids.has(draft.slug)) continue;
    const { documentId } = await documents(strapi, ARTICLE).create({ locale: 'en', data: articleData(draft, shelves) });
    ids.set(draft.slug, documentId);
  }
  await foresight(strapi, 'publications').settled();
  return ids;
}

function articleData(content: WorldArticle, shelves: Shelves): Record<string, unknown> {
  const { title, slug, description, body } = content;
  const [cover, ...gallery] = picturesFor(content, shelves.pictures);
  return {
    title,
    slug,
    description,
    body,
    cover: cover ?? null,
    gallery,
    ...relationsOf(content, shelves),
    // Who forgot the description forgot the rest too.
    ...(description === '' ? {} : { seo: { metaTitle: title, metaDescription: description } }),
  };
}

const relationsOf = ({ category, author, tags: names }: WorldArticle, shelves: Shelves) => ({
  category: shelves.categories.get(category) ?? null,
  author: shelves.authors.get(author) ?? null,
  tags: names.flatMap((tag) => shelves.tags.get(tag) ?? []),
});

/** The section's pictures in an order of the article's own. */
function picturesFor({ slug, category, images }: WorldArticle, pictures: Pictures): number[] {
  const ids = pictures.get(category as WorldCategory) ?? [];
  const first = seedOf(0, slug);
  return Array.from({ length: Math.min(images, ids.length) }, (_, index) => ids[(first + index) % ids.length] ?? 0);
}

async function ensureNamed(
  strapi: Core.Strapi,
  uid: string,
  entries: readonly ({ key: string; name: string } & Record<string, string>)[]
): Promise<Map<string, string>> {
  const known = (await strapi.db.query(uid as never).findMany({ select: ['documentId', 'name'] })) as {
    documentId: string;
    name: string;
  }[];
  const byName = new Map(known.map(({ name, documentId }) => [name, documentId]));
  const ids = new Map<string, string>();
  for (const { key, ...data } of entries) {
    ids.set(key, byName.get(data.name) ?? (await documents(strapi, uid).create({ data })).documentId);
  }
  return ids;
}

async function ensureFrench(strapi: Core.Strapi): Promise<void> {
  const locales = strapi.plugin('i18n').service('locales') as {
    findByCode(code: string): Promise<unknown>;
    create(locale: { code: string; name: string }): Promise<unknown>;
  };
  if (!(await locales.findByCode('fr'))) await locales.create({ code: 'fr', name: 'French (fr)' });
}
