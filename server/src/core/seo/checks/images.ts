import { countWords } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** A shorter note needs no picture. */
export const WORDS_FOR_AN_IMAGE = 150;

export const images = defineCheck({
  id: 'images',
  group: 'images',
  impact: 2,
  title: 'Images',
  messages: {
    good: 'The text has {count, plural, one {an image} other {# images}}.',
    none: 'Add an image: previews in search results and social networks look for one.',
    short: 'The text is short enough to do without an image.',
  },
  judge(input) {
    const { content, roles } = input;
    const count = content.images.length;
    const field = roles.image ?? content.images[0]?.field ?? bodyField(input);
    if (count > 0) return { status: 'good', says: 'good', values: { count }, field };
    return countWords(content.text) < WORDS_FOR_AN_IMAGE
      ? { status: 'unknown', says: 'short', field }
      : { status: 'improve', says: 'none', field };
  },
});
