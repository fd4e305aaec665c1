import type { ContentMeasures } from '../definition';
import { contentFeature } from './define';

const WORDS = 100;
const count = (name: string, unit: string, formula: string, compute: (content: ContentMeasures) => number) =>
  contentFeature({ name, unit, range: '0..∞', formula, compute });

export const STRUCTURE_FEATURES = [
  count('headings', 'headings', 'headings in the body', ({ headings }) => headings),
  count('images', 'images', 'images, with the main one', ({ images }) => images),
  contentFeature({
    name: 'imagesWithAlt',
    unit: 'share',
    range: '0..1',
    formula: 'images with an alternative text / images',
    missing: 'no image',
    compute: ({ images, imagesWithAlt }) => (images === 0 ? null : imagesWithAlt / images),
  }),
  count('linksInternal', 'links', "links to the site's own pages", ({ linksInternal }) => linksInternal),
  count('linksExternal', 'links', 'links to other sites', ({ linksExternal }) => linksExternal),
  count('lists', 'items', 'list items in the body', ({ listItems }) => listItems),
  count('quotes', 'quotes', 'quotations in the body', ({ quotes }) => quotes),
  count('paragraphs', 'paragraphs', 'paragraphs of the body', ({ paragraphs }) => paragraphs.length),
  contentFeature({
    name: 'longestParagraphWords',
    unit: 'words',
    range: '0..∞',
    formula: 'words of the longest paragraph',
    missing: 'no paragraph',
    compute: ({ paragraphs }) => (paragraphs.length === 0 ? null : paragraphs.reduce((a, b) => Math.max(a, b), 0)),
  }),
  contentFeature({
    name: 'structureDensity',
    unit: 'per 100 words',
    range: '0..∞',
    formula: '100 x (headings + images + list items + quotes) / words of the body',
    missing: 'no text',
    compute: ({ headings, images, listItems, quotes, textWords }) =>
      textWords === 0 ? null : (WORDS * (headings + images + listItems + quotes)) / textWords,
  }),
  count('tags', 'tags', 'tags of the article', ({ tags }) => tags),
];
