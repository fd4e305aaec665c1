import { countLoneCharacters, countWords } from './words';

/** Silent reading of prose: Brysbaert (2019), "How many words do we read per minute?", J. Memory and Language 109. */
const WORDS_PER_MINUTE = 238;
/** Chinese: Trauzettel-Klosinski & Dietz (2012), Investigative Ophthalmology & Visual Science 53. */
const CHARACTERS_PER_MINUTE = 255;

/** Minutes it takes to read a text, not rounded. */
export const readingMinutes = (text: string): number => {
  const characters = countLoneCharacters(text);
  return (countWords(text) - characters) / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE;
};
