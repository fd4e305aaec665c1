import { countWords, LONG_SENTENCE_WORDS, longSentenceShare, proseOf, sentencesOf } from '../../content';
import { defineCheck } from '../define-check';
import { bodyField } from '../shown';

/** One in four may be long: a text of short sentences only sounds chopped. */
export const MOST_LONG_SENTENCES = 0.25;
/** Fewer sentences make no share. */
const FEWEST_SENTENCES = 4;

const longest = (sentences: readonly string[]): string =>
  sentences.reduce((best, each) => (each.length > best.length ? each : best), '');

export const sentenceLength = defineCheck({
  id: 'sentence-length',
  group: 'text',
  impact: 1,
  title: 'Length of the sentences',
  messages: {
    good: 'Most sentences are short enough to follow.',
    'too-long': '{long, number} of {all, number} sentences have more than {most, number} words. Part the longest ones.',
    'too-short': 'There are too few sentences to judge.',
    'no-rule': 'Words of a sentence can’t be counted in this language.',
  },
  judge(input) {
    const field = bodyField(input);
    const prose = proseOf(input.content);
    const sentences = sentencesOf(prose);
    // Written without spaces: a character is counted, not a word.
    if (/^(?:zh|ja|th|lo|km|my)\b/i.test(input.language)) return { status: 'unknown', says: 'no-rule', field };
    if (sentences.length < FEWEST_SENTENCES) return { status: 'unknown', says: 'too-short', field };
    if ((longSentenceShare(prose) ?? 0) <= MOST_LONG_SENTENCES) return { status: 'good', says: 'good', field };
    const long = sentences.filter((sentence) => countWords(sentence) > LONG_SENTENCE_WORDS);
    return {
      status: 'improve',
      says: 'too-long',
      values: { long: long.length, all: sentences.length, most: LONG_SENTENCE_WORDS },
      evidence: longest(long),
      field,
    };
  },
});
