import { countWords } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** Search engines ask for no number of words; under this editorial tools call a page thin. */
export const FEW_WORDS = 300;

export const textLength = defineCheck({
  id: 'text-length',
  group: 'text',
  impact: 2,
  title: 'Length of the text',
  messages: {
    good: 'The text has {words, number} words.',
    short:
      'The text has {words, plural, one {one word} other {# words}}. If readers may want to know more, add it; {enough, number} words are a good start.',
    missing: 'There is no text yet.',
  },
  judge(input) {
    const words = countWords(input.content.text);
    const field = bodyField(input);
    if (words === 0) return { status: 'problem', says: 'missing', field };
    return words < FEW_WORDS
      ? { status: 'improve', says: 'short', values: { words, enough: FEW_WORDS }, field }
      : { status: 'good', says: 'good', values: { words }, field };
  },
});
