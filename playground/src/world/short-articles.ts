/**
 * Generated articles: the training volume behind the sixty written ones.
 *
 * Length, question form and title length are drawn independently of the category and of the author, because the
 * reader simulator plants an effect on each. Images alone follow the author's skill: the confounder of the demo.
 */
import type { WorldArticle, WorldCategory } from './article';
import { articles } from './articles';
import { authors, type WorldAuthor } from './authors';
import { categories } from './categories';
import { drafts } from './drafts';
import { phrases } from './phrases';
import type { PhraseBank } from './phrases/bank';
import * as shared from './phrases/shared';
import { capitalise, fill, type Slots, slugify, titleCase } from './phrases/fill';
import { pick, type RandomSource, sample } from './phrases/random';

/** Above this the banks would run out of unused pairs of subject and place. */
export const MAX_SHORT_ARTICLES = 1200;

/** Words of body text; the length is log-uniform between them, so short pieces are as common as long ones. */
export const MIN_WORDS = 40;
export const MAX_WORDS = 400;

const QUESTION_SHARE = 0.3;
const FORGOTTEN_DESCRIPTION_SHARE = 0.08;
const MAX_TRIES = 500;
/** Few, so that most of a text speaks of its category. */
const SHARED_SENTENCES = 6;

/**
 * Make `count` distinct articles.
 *
 * @param count  0..MAX_SHORT_ARTICLES.
 * @param random `next()` in [0, 1), `int(n)` in 0..n-1; the same sequence gives the same articles.
 * @returns      Articles whose titles and slugs differ from each other and from every written article and draft.
 */
export function generateShortArticles(count: number, random: RandomSource): WorldArticle[] {
  if (!Number.isInteger(count) || count < 0 || count > MAX_SHORT_ARTICLES) {
    throw new RangeError(`count must be a whole number from 0 to ${MAX_SHORT_ARTICLES}, got ${count}.`);
  }
  const takenSlugs = new Set([...articles, ...drafts].map((article) => article.slug));
  const takenPairs = new Set<string>();
  return Array.from({ length: count }, () => generate(random, takenSlugs, takenPairs));
}

function generate(random: RandomSource, takenSlugs: Set<string>, takenPairs: Set<string>): WorldArticle {
  const category = pick(categories, random).slug;
  const bank = phrases[category];
  const author = pick(authors, random);
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const subject = pick(bank.subjects, random);
    const place = pick(shared.places, random);
    const title = makeTitle(subject, place, random);
    const slug = slugify(title);
    const pair = `${subject} ${place}`;
    if (takenSlugs.has(slug) || takenPairs.has(pair)) {
      continue;
    }
    takenSlugs.add(slug);
    takenPairs.add(pair);
    const write = (template: string) => capitalise(fill(template, draw(bank, subject, place, random)));
    return {
      slug,
      title,
      description: random.next() < FORGOTTEN_DESCRIPTION_SHARE ? '' : write(pick(shared.descriptions, random)),
      category,
      author: author.name,
      tags: sample(bank.tags, 2 + random.int(3), random).sort(),
      body: makeBody(bank, category, write, random),
      images: imagesOf(author, random),
    };
  }
  throw new Error(`No unused title for "${category}" after ${MAX_TRIES} tries: the phrase banks are too small.`);
}

function makeTitle(subject: string, place: string, random: RandomSource): string {
  const patterns = random.next() < QUESTION_SHARE ? shared.questionTitles : shared.statementTitles;
  const number = random.int(shared.numbers.length);
  return fill(pick(patterns, random), {
    Subject: titleCase(subject),
    place: titleCase(place),
    Day: pick(shared.days, random),
    Season: titleCase(pick(shared.seasons, random)),
    Number: titleCase(shared.numbers[number] ?? 'three'),
    Digits: String(number + 3),
  });
}

/** Fresh values for the slots of one sentence. */
function draw(bank: PhraseBank, subject: string, place: string, random: RandomSource): Slots {
  return {
    subject,
    place,
    detail: pick(bank.details, random),
    deed: pick(bank.deeds, random),
    person: pick(shared.people, random),
    day: pick(shared.days, random),
    season: pick(shared.seasons, random),
    number: pick(shared.numbers, random),
  };
}

/** An opening, blocks until the drawn length is reached, a closing. */
function makeBody(
  bank: PhraseBank,
  category: WorldCategory,
  write: (template: string) => string,
  random: RandomSource
): string {
  const target = Math.round(MIN_WORDS * (MAX_WORDS / MIN_WORDS) ** random.next());
  const closing = write(pick(bank.closings, random));
  // Without replacement: no sentence comes twice in one article.
  const sentences = sample(
    [...bank.sentences, ...sample(shared.sentences, SHARED_SENTENCES, random)],
    Infinity,
    random
  );
  const headings = sample(bank.headings, Infinity, random);
  const extras = sample([quoteBlock, listBlock, linkBlock], random.int(4), random);

  const blocks: string[] = [];
  let paragraph = [write(pick(bank.openings, random))];
  let words = countWords(paragraph[0] ?? '') + countWords(closing);
  let room = 1 + random.int(3);
  const closeParagraph = () => {
    blocks.push(paragraph.join(' '));
    paragraph = [];
    room = 2 + random.int(4);
  };
  const add = (block: string) => {
    words += countWords(block);
    blocks.push(block);
  };

  while (words < target) {
    const template = sentences.pop();
    if (template === undefined) {
      break;
    }
    if (room === 0) {
      closeParagraph();
      const extra = target > 110 ? extras.pop() : undefined;
      if (extra) {
        add(extra(bank, category, write, random));
      }
      const heading = target > 140 && random.next() < 0.6 ? headings.pop() : undefined;
      if (heading) {
        add(`## ${heading}`);
      }
    }
    const sentence = write(template);
    paragraph.push(sentence);
    words += countWords(sentence);
    room--;
  }
  if (paragraph.length > 0) {
    closeParagraph();
  }
  return [...blocks, closing].join('\n\n');
}

type Extra = (
  bank: PhraseBank,
  category: WorldCategory,
  write: (template: string) => string,
  random: RandomSource
) => string;

const quoteBlock: Extra = (bank, _category, write, random) =>
  `> "${write(pick(bank.quotes, random))}," says ${pick(shared.people, random)}.`;

const listBlock: Extra = (bank, _category, _write, random) =>
  sample(bank.listItems, 3 + random.int(3), random)
    .map((item) => `- ${item}`)
    .join('\n');

const linkBlock: Extra = (_bank, category, _write, random) => {
  const linked = pick(
    articles.filter((article) => article.category === category),
    random
  );
  return fill(pick(shared.links, random), { title: linked.title, slug: linked.slug });
};

/** Good authors use more images; the images themselves do nothing. */
function imagesOf(author: WorldAuthor, random: RandomSource): number {
  const wanted = Math.round(1.7 + 1.8 * author.skill + (random.next() * 2 - 1));
  return Math.min(4, Math.max(0, wanted));
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
