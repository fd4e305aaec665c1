import { planWorld } from '../../playground/src/demo/world-plan';
import { DEFAULT_WORLD, type SimArticle } from '../../playground/src/simulator';
import type { WorldArticle } from '../../playground/src/world/article';
import { extractContent } from '../../server/src/core/content';
import type { TextRecord } from '../../server/src/core/evaluate';
import { contentFeatures } from '../../server/src/core/features';
import { DAYS, END, keyOf, siteOf, type SimulatedSite } from './simulated-history';

const SCHEMA = {
  uid: 'api::article.article',
  attributes: {
    title: { type: 'string' },
    description: { type: 'text' },
    slug: { type: 'uid' },
    body: { type: 'richtext' },
  },
};
const ROLES = {
  title: 'title',
  body: ['body'],
  description: 'description',
  slug: 'slug',
  category: null,
  author: null,
  tags: null,
  image: null,
  seo: null,
};

export interface WorldSite extends SimulatedSite {
  readonly texts: readonly TextRecord[];
}

/** The demo's magazine with its words, read by simulated readers; English articles only, and no database. */
export function worldSite(seed: number, count: number): WorldSite {
  const { articles } = planWorld({ seed, end: END, days: DAYS, count });
  const contentOf = new Map(articles.map(({ content, sim }) => [sim.id, content]));
  const read = ({ id }: SimArticle) => contentOf.get(id) as WorldArticle;
  const sims = articles.map(({ sim }) => sim);

  const site = siteOf(seed, sims, DEFAULT_WORLD, (sim) => {
    const { title, category, author, tags, images } = read(sim);
    const features = { ...contentFeatures(extracted(read(sim)), 'en'), images };
    return { title, category, author, tags, features: { ...features, 'field.noise': sim.noise } };
  });
  const texts = sims.map((sim): TextRecord => {
    const { title, category } = read(sim);
    const { text } = extracted(read(sim));
    const key = keyOf(sim);
    return { key, firstPublishedAt: sim.publishedAt, version: 1, title, text, category, language: 'en' };
  });
  return { ...site, texts };
}

const extracted = (article: WorldArticle) => extractContent(SCHEMA, {}, ROLES, { ...article }, 'en');
