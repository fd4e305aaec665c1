import { countSentences, countWords, hasReadingRule, proseOf, readability as easeOf } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** Flesch's own scale: 30 to 50 is difficult, under 30 very difficult. */
export const DIFFICULT = 50;
export const VERY_DIFFICULT = 30;

export const readability = defineCheck({
  id: 'readability',
  group: 'text',
  impact: 2,
  title: 'Ease of reading',
  messages: {
    good: 'The text reads easily.',
    difficult:
      'The text asks for some patience: {words, number} words in a sentence on average. Try shorter words and sentences.',
    'very-difficult':
      'The text is hard to read: long words, and {words, number} of them in a sentence on average. Part long sentences and choose plain words.',
    'too-short': 'There is too little text to say how easily it reads.',
    'no-rule': 'How easily a text reads can’t be measured in this language.',
  },
  judge(input) {
    const field = bodyField(input);
    const prose = proseOf(input.content);
    const ease = easeOf(prose, input.language);
    if (ease === null)
      return { status: 'unknown', says: hasReadingRule(input.language) ? 'too-short' : 'no-rule', field };
    if (ease >= DIFFICULT) return { status: 'good', says: 'good', field };
    const values = { words: Math.round(countWords(prose) / countSentences(prose)) };
    return ease < VERY_DIFFICULT
      ? { status: 'problem', says: 'very-difficult', values, field }
      : { status: 'improve', says: 'difficult', values, field };
  },
});
