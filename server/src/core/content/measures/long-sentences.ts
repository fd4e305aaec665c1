import { sentencesOf } from './sentences';
import { countWords } from './words';

/** Words from which on a sentence is long: the United Kingdom's government style guide splits longer ones. */
export const LONG_SENTENCE_WORDS = 25;

/** Share of sentences with more than LONG_SENTENCE_WORDS words, 0..1; null where there is no sentence. */
export const longSentenceShare = (text: string): number | null => {
  const sentences = sentencesOf(text);
  if (sentences.length === 0) return null;
  return sentences.filter((sentence) => countWords(sentence) > LONG_SENTENCE_WORDS).length / sentences.length;
};
