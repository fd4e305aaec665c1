import { languageOfLocale } from './language';
import { countSentences } from './sentences';
import { countSyllables } from './syllables';
import { wordsOf } from './words';

/** Fewer words say nothing: Flesch himself took samples of a hundred. */
const FEWEST_WORDS = 50;

/**
 * Ease of reading from words per sentence and syllables per word.
 *
 * Sources: en Flesch (1948), "A new readability yardstick", J. Applied Psychology 32; de Amstad (1978), "Wie
 * verständlich sind unsere Zeitungen?", Zürich; fr Kandel & Moles (1958), Cahiers d'études de radio-télévision 19;
 * es Fernández Huerta (1959), "Medidas sencillas de lecturabilidad", Consigna 214, both terms as means per word and
 * per sentence.
 */
const RULES: Readonly<Record<string, (wordsPerSentence: number, syllablesPerWord: number) => number>> = {
  en: (words, syllables) => 206.835 - 1.015 * words - 84.6 * syllables,
  de: (words, syllables) => 180 - words - 58.5 * syllables,
  fr: (words, syllables) => 207 - 1.015 * words - 73.6 * syllables,
  es: (words, syllables) => 206.84 - 1.02 * words - 60 * syllables,
};

/** Whether a language has a rule. */
export const hasReadingRule = (language: string): boolean => Object.hasOwn(RULES, languageOfLocale(language));

/**
 * @param words     Words of a text. @param sentences How many sentences they make. @param language such as "pt-BR".
 * @returns 0 (hard) to 100 (easy); null where the language has no rule or there are under fifty words.
 * Cost: linear.
 */
export const readingEase = (words: readonly string[], sentences: number, language: string): number | null => {
  const rule = hasReadingRule(language) ? RULES[languageOfLocale(language)] : undefined;
  if (rule === undefined || words.length < FEWEST_WORDS || sentences === 0) return null;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word, language), 0);
  return Math.min(100, Math.max(0, rule(words.length / sentences, syllables / words.length)));
};

/** `readingEase` of a text; headings and list items do not belong in it: see `proseOf`. */
export const readability = (text: string, language: string): number | null =>
  readingEase(wordsOf(text), countSentences(text), language);
