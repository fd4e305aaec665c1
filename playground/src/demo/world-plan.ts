import type { WorldArticle } from '../world/article';
import { articles as written } from '../world/articles';
import { authors } from '../world/authors';
import { drafts } from '../world/drafts';
import { generateShortArticles } from '../world/short-articles';
import { translations, type WorldTranslation } from '../world/translations';
import { createChance, schedulePublications, seedOf, type SimArticle } from '../simulator';

const DAY_MS = 86_400_000;
/** Authors' skills in the world files run from -0.85 to 0.85; the simulator's are standard normal. */
const SKILL_SCALE = 1.8;
/** French readers against English ones. */
const FRENCH_AUDIENCE = 0.3;

export interface PlannedArticle {
  readonly content: WorldArticle;
  readonly sim: SimArticle;
}

export interface PlannedTranslation {
  readonly content: WorldTranslation;
  readonly original: WorldArticle;
  readonly sim: SimArticle;
}

export interface WorldPlan {
  readonly articles: readonly PlannedArticle[];
  readonly translations: readonly PlannedTranslation[];
  readonly drafts: readonly WorldArticle[];
}

/** Words of a Markdown text, marks left out. */
const countWords = (markdown: string): number =>
  markdown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/**
 * Which article appears when: written and short ones shuffled over the days before `end`, so that neither author nor
 * hour nor length goes with time. Equal arguments give an equal plan.
 */
export function planWorld({
  seed,
  end,
  days,
  count,
}: {
  seed: number;
  end: number;
  days: number;
  count: number;
}): WorldPlan {
  const random = createChance(seedOf(seed, 'plan'));
  const skills = new Map(authors.map(({ name, skill }) => [name, skill * SKILL_SCALE]));
  const short = generateShortArticles(
    Math.max(0, count - written.length),
    createChance(seedOf(seed, 'short-articles'))
  );
  const all = random.shuffle([...written, ...short]);
  const times = schedulePublications(seed, all.length, { end, days });

  const articles = all.map((content, index) => ({
    content,
    sim: {
      id: content.slug,
      titleLength: content.title.length,
      question: content.title.trimEnd().endsWith('?'),
      words: countWords(content.body),
      images: content.images,
      author: content.author,
      authorSkill: skills.get(content.author) ?? 0,
      category: content.category,
      noise: random.next(),
      publishedAt: times[index] ?? end,
      locale: 'en',
      audience: 1,
    },
  }));

  const bySlug = new Map(articles.map((article) => [article.content.slug, article]));
  const french = translations.flatMap((content) => {
    const planned = bySlug.get(content.slug);
    if (!planned) return [];
    const original = planned.sim;
    const sim: SimArticle = {
      ...original,
      locale: content.locale,
      titleLength: content.title.length,
      question: content.title.trimEnd().endsWith('?'),
      words: countWords(content.body),
      audience: FRENCH_AUDIENCE,
      // A day or two of translating.
      publishedAt: Math.min(original.publishedAt + Math.round((1 + random.next()) * DAY_MS), end - DAY_MS / 24),
    };
    return [{ content, original: planned.content, sim }];
  });
  return { articles, translations: french, drafts };
}
