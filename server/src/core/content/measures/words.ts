/** Scripts written without spaces, in which each character counts as a word. */
const ALONE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const IN_WORD = `(?:(?![${ALONE}])[\\p{L}\\p{M}\\p{N}])`;
const WORD = new RegExp(`[${ALONE}]|${IN_WORD}+(?:['’._-]${IN_WORD}+)*`, 'gu');

/** Words as written, in order: letters and digits of any script, joined by hyphens, dots and apostrophes. */
export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/** Words of a text; in Chinese and Japanese, characters. Cost: linear. */
export const countWords = (text: string): number => wordsOf(text).length;
