import type { WorldArticle } from '../../playground/src/world/article';
import { articles } from '../../playground/src/world/articles';
import { authors } from '../../playground/src/world/authors';
import { categories } from '../../playground/src/world/categories';
import { drafts } from '../../playground/src/world/drafts';
import { type Imperfection, imperfections } from '../../playground/src/world/imperfections';
import { phrases } from '../../playground/src/world/phrases';
import { generateShortArticles, MAX_SHORT_ARTICLES } from '../../playground/src/world/short-articles';
import { tags } from '../../playground/src/world/tags';
import { translations } from '../../playground/src/world/translations';

/** A small seeded generator (mulberry32), so that the test leans on no other part of the house. */
function seeded(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, int: (n: number) => Math.floor(next() * n) };
}

const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const repeated = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);
const linkTargets = (body: string) => [...body.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1] ?? '');
const headingLevels = (body: string) => [...body.matchAll(/^(#+) /gm)].map((match) => match[1]?.length ?? 0);
const skipsALevel = (body: string) => headingLevels(body).some((level, i, all) => level > (all[i - 1] ?? 1) + 1);
const longestParagraph = (body: string) => Math.max(...body.split('\n\n').map(words));

const written = [...articles, ...drafts];
const generated = generateShortArticles(400, seeded(7));
const everything = [...written, ...generated];
const bySlug = new Map(articles.map((article) => [article.slug, article]));

const shows: Record<Imperfection, (article: WorldArticle) => boolean> = {
  'missing-description': ({ description }) => description === '',
  'short-description': ({ description }) => description.length > 0 && description.length < 50,
  'long-description': ({ description }) => description.length > 180,
  'long-title': ({ title }) => title.length > 80,
  'skipped-heading-level': ({ body }) => skipsALevel(body),
  'wall-of-text': ({ body }) => longestParagraph(body) > 170,
  'no-links': ({ body }) => linkTargets(body).length === 0,
};

describe('the written articles', () => {
  it('are at least sixty, and at least ten in each of six categories', () => {
    expect(articles.length).toBeGreaterThanOrEqual(60);
    expect(categories).toHaveLength(6);
    for (const { slug } of categories) {
      expect(articles.filter((article) => article.category === slug).length).toBeGreaterThanOrEqual(10);
    }
  });

  it('have 150 to 260 words each, drafts included', () => {
    expect(written.filter(({ body }) => words(body) < 150 || words(body) > 260).map(({ slug }) => slug)).toEqual([]);
  });

  it('vary in title: 3 to 14 words, questions and figures among them', () => {
    const lengths = articles.map(({ title }) => title.split(' ').length);
    expect(Math.min(...lengths)).toBe(3);
    expect(Math.max(...lengths)).toBe(14);
    expect(articles.filter(({ title }) => title.endsWith('?')).length).toBeGreaterThanOrEqual(10);
    expect(articles.filter(({ title }) => /\d/.test(title)).length).toBeGreaterThanOrEqual(6);
  });

  it('show exactly the flaws listed in imperfections.ts', () => {
    const kinds = Object.keys(shows) as Imperfection[];
    const found = articles
      .map((article) => [article.slug, kinds.filter((kind) => shows[kind](article))] as const)
      .filter(([, flaws]) => flaws.length > 0);
    expect(Object.fromEntries(found)).toEqual(imperfections);
    expect(found.length).toBeGreaterThanOrEqual(8);
  });

  it('are joined by eight drafts from all categories', () => {
    expect(drafts).toHaveLength(8);
    expect(new Set(drafts.map(({ category }) => category)).size).toBe(6);
  });
});

describe('every article, written, draft or generated', () => {
  it('has a slug and a title of its own', () => {
    expect(repeated(everything.map(({ slug }) => slug))).toEqual([]);
    expect(repeated(everything.map(({ title }) => title))).toEqual([]);
    expect(everything.filter(({ slug }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  });

  it('names only known authors, categories and 2 to 4 different known tags', () => {
    const known = {
      author: new Set(authors.map(({ name }) => name)),
      category: new Set<string>(categories.map(({ slug }) => slug)),
      tag: new Set<string>(tags),
    };
    for (const article of everything) {
      expect(known.author).toContain(article.author);
      expect(known.category).toContain(article.category);
      expect(article.tags.filter((tag) => !known.tag.has(tag))).toEqual([]);
      expect(new Set(article.tags).size).toBe(article.tags.length);
      expect(article.tags.length).toBeGreaterThanOrEqual(2);
      expect(article.tags.length).toBeLessThanOrEqual(4);
    }
  });

  it('links only to other articles that exist and to example.org', () => {
    for (const article of everything) {
      for (const target of linkTargets(article.body)) {
        if (!target.startsWith('https://example.org/')) {
          expect(target).toMatch(/^\/articles\//);
          expect([...bySlug.keys()]).toContain(target.slice('/articles/'.length));
          expect(target).not.toBe(`/articles/${article.slug}`);
        }
      }
    }
  });

  it('shows 0 to 4 images', () => {
    expect(everything.filter(({ images }) => ![0, 1, 2, 3, 4].includes(images))).toEqual([]);
  });

  it('uses every tag, so that none is an empty page', () => {
    const used = new Set(everything.flatMap((article) => article.tags));
    expect(tags.filter((tag) => !used.has(tag))).toEqual([]);
  });
});

describe('authors and categories', () => {
  it('have distinct names, one-sentence bios and skills within -1..1', () => {
    expect(authors).toHaveLength(8);
    expect(repeated(authors.map(({ name }) => name))).toEqual([]);
    for (const { bio, skill } of authors) {
      expect(bio).toMatch(/^[^.]+\.$/);
      expect(Math.abs(skill)).toBeLessThanOrEqual(1);
    }
    expect(repeated(categories.flatMap(({ slug, name, colour }) => [slug, name, colour]))).toEqual([]);
    expect(categories.every(({ colour }) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
  });

  it('are crossed: every author writes in at least three categories', () => {
    for (const { name } of authors) {
      const sections = new Set(written.filter(({ author }) => author === name).map(({ category }) => category));
      expect(sections.size).toBeGreaterThanOrEqual(3);
    }
  });

  it('let better authors use more images, the confounder of the demo', () => {
    const skillOf = new Map(authors.map(({ name, skill }) => [name, skill]));
    for (const set of [articles, generated]) {
      const mean = (better: boolean) => {
        const chosen = set.filter(({ author }) => (skillOf.get(author) ?? 0) > 0 === better);
        return chosen.reduce((sum, { images }) => sum + images, 0) / chosen.length;
      };
      expect(mean(true)).toBeGreaterThan(mean(false) + 1);
    }
  });
});

describe('the translations', () => {
  it('are ten whole articles in French, with slugs of their own', () => {
    expect(translations).toHaveLength(10);
    expect(repeated(translations.flatMap(({ slug, frenchSlug }) => [slug, frenchSlug]))).toEqual([]);
    for (const { slug, locale, title, description, body, frenchSlug } of translations) {
      const original = bySlug.get(slug);
      expect(locale).toBe('fr');
      expect(frenchSlug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title).not.toBe(original?.title);
      expect(description).not.toBe('');
      expect(words(body)).toBeGreaterThanOrEqual(150);
      expect(headingLevels(body)).toEqual(headingLevels(original?.body ?? ''));
      expect(linkTargets(body)).toHaveLength(linkTargets(original?.body ?? '').length);
    }
  });

  it('link only to articles that exist', () => {
    const known = new Set([...bySlug.keys(), ...translations.map(({ frenchSlug }) => frenchSlug)]);
    const internal = translations
      .flatMap(({ body }) => linkTargets(body))
      .filter((target) => !target.startsWith('https://example.org/'));
    expect(internal.filter((target) => !known.has(target.replace('/articles/', '')))).toEqual([]);
  });
});

describe('the generated articles', () => {
  it('are the same for the same seed and others for another', () => {
    expect(generateShortArticles(400, seeded(7))).toEqual(generated);
    expect(generateShortArticles(400, seeded(8))).not.toEqual(generated);
  });

  it('begin the same however many are asked for', () => {
    expect(generateShortArticles(25, seeded(7))).toEqual(generated.slice(0, 25));
  });

  it('stay distinct for other seeds and up to the limit, and refuse more', () => {
    for (let seed = 0; seed < 5; seed++) {
      expect(repeated(generateShortArticles(400, seeded(seed)).map(({ slug }) => slug))).toEqual([]);
    }
    expect(generateShortArticles(MAX_SHORT_ARTICLES, seeded(1))).toHaveLength(MAX_SHORT_ARTICLES);
    for (const count of [-1, 1.5, Number.NaN, MAX_SHORT_ARTICLES + 1]) {
      expect(() => generateShortArticles(count, seeded(1))).toThrow(RangeError);
    }
  });

  it('vary in length from about 40 to about 400 words, and no two bodies are alike', () => {
    const lengths = generated.map(({ body }) => words(body)).sort((a, b) => a - b);
    expect(lengths[0]).toBeGreaterThanOrEqual(35);
    expect(lengths[0]).toBeLessThan(60);
    expect(lengths.at(-1)).toBeGreaterThan(330);
    expect(lengths.at(-1)).toBeLessThanOrEqual(430);
    expect(repeated(generated.map(({ body }) => body))).toEqual([]);
  });

  it('repeat no sentence template within a body, so that none reads like an echo', () => {
    for (const { body } of generated) {
      const sentences = body.split(/\n\n|(?<=[.?]) /).filter((part) => /^[A-Z].*[.?]$/.test(part));
      expect(repeated(sentences)).toEqual([]);
    }
  });

  it('leave no slot unfilled, start no sentence in lower case and double no blank', () => {
    for (const { title, description, body } of generated) {
      const text = `${title}\n\n${description}\n\n${body}`;
      expect(text).not.toMatch(/[{}]|undefined| {2}/);
      expect(text).not.toMatch(/[.?!] [a-z]/);
    }
  });

  it('have titles of 3 to 15 words of which about three in ten are questions', () => {
    const lengths = generated.map(({ title }) => title.split(' ').length);
    expect(Math.min(...lengths)).toBeLessThanOrEqual(4);
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(13);
    const share = generated.filter(({ title }) => title.endsWith('?')).length / generated.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });

  it('fill every category', () => {
    for (const { slug } of categories) {
      expect(generated.filter(({ category }) => category === slug).length).toBeGreaterThan(40);
    }
  });
});

describe('the phrase banks', () => {
  it('share no subject and no sentence between categories, so that a classifier can tell them apart', () => {
    const banks = Object.values(phrases);
    expect(repeated(banks.flatMap(({ subjects }) => subjects))).toEqual([]);
    expect(repeated(banks.flatMap(({ sentences }) => sentences))).toEqual([]);
  });
});
