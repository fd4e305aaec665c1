import { languageOfLocale } from './language';

const groups = (word: string, vowels: RegExp): number => word.match(vowels)?.length ?? 0;

/** Silent endings are dropped, as in "made", "makes", "asked"; "table" and "wanted" keep theirs. */
const english = (word: string): number =>
  groups(word.replace(/([^aeiouylt])e(?:s|d)?$|([^aeiouyl])e$|([^aeiouytd])ed$/, '$1$2$3'), /[aeiouy]+/g);

const german = (word: string): number => groups(word, /ie|ei|ai|au|eu|äu|aa|ee|oo|[aeiouyäöü]/g);

/** A mute ending ("porte", "portes") is not heard. */
const french = (word: string): number =>
  groups(word.replace(/([^aeiouyàâéèêëîïôûù])es?$/, '$1'), /[aeiouyàâäéèêëîïôöùûüœæ]+/g);

/** Two strong vowels, or an accented weak one, are two syllables; other neighbours are one. */
const spanish = (word: string): number =>
  groups(word.replace(/qu|gu(?=[eiéí])/g, 'k').replace(/y$/, 'i'), /[iuü]*[aeoáéó][iuü]?|[íú]|[iuü]+/g);

const RULES: Readonly<Record<string, (word: string) => number>> = { en: english, de: german, fr: french, es: spanish };

/** Syllables of one word, estimated from its spelling; at least 1. Digits count as one syllable each, at most four. */
export const countSyllables = (word: string, language: string): number => {
  const lower = word.toLowerCase();
  if (/^[\d.,]+$/.test(lower)) return Math.max(1, Math.min(4, lower.replace(/\D/g, '').length));
  const known = languageOfLocale(language);
  const rule =
    (Object.hasOwn(RULES, known) ? RULES[known] : undefined) ??
    ((each: string) => groups(each, /[aeiouyàâäáãåéèêëíîïóôöõúùûüœæø]+/g));
  return Math.max(1, rule(lower));
};
