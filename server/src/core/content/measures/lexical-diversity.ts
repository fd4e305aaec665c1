import { wordsOf } from './words';

/** The ratio falls with length, so every text is measured over the same stretch. */
const STRETCH = 100;
const FEWEST_WORDS = 50;

/** Distinct words / words among the first hundred, 0..1, whatever their case; null under fifty words. */
export const lexicalDiversity = (text: string): number | null => {
  const words = wordsOf(text).slice(0, STRETCH);
  if (words.length < FEWEST_WORDS) return null;
  return new Set(words.map((word) => word.toLowerCase())).size / words.length;
};
