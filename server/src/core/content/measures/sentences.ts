/** A mark that ends a sentence, closing quotes after it; a Chinese or Japanese one needs no space behind. */
const END = /(?:[.!?…؟।]+["'”’»)\]]*(?=\s|$))|[。！？]+["'”’»）」』]*|\n+/gu;
const ABBREVIATIONS = new Set(
  'dr mr mrs ms prof st jr sr sra vs no nr art bzw usw ca vgl evtl inkl mio mrd abb bspw etc ing dipl mme mlle av ej pág'.split(
    ' '
  )
);
/** How far back the word before a full stop is looked for. */
const WORD_REACH = 12;

/** Whether a single full stop at `at` belongs to its word: an initial, an ordinal or an abbreviation. */
const isPartOfWord = (text: string, at: number): boolean => {
  const before = /[\p{L}\p{N}.]+$/u.exec(text.slice(Math.max(0, at - WORD_REACH), at))?.[0] ?? '';
  const last = before.split('.').pop() ?? '';
  return /^(?:\p{L}|\d{1,2})$/u.test(last) || ABBREVIATIONS.has(last.toLowerCase());
};

/** Whether the sentence goes on after its mark, as in: "Really?" she said. */
const goesOn = (text: string, end: number): boolean => /^\s+\p{Ll}/u.test(text.slice(end, end + 3));

/** Sentences with at least one letter or digit, in order. Line ends end a sentence too. Cost: linear. */
export const sentencesOf = (text: string): string[] => {
  const sentences: string[] = [];
  let from = 0;
  const take = (to: number): void => {
    const sentence = text.slice(from, to).trim();
    from = to;
    if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push(sentence);
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    const stays = match[0] === '.' && end < text.length && isPartOfWord(text, match.index);
    if (stays || goesOn(text, end)) continue;
    take(end);
  }
  take(text.length);
  return sentences;
};

/** Sentences of a text. */
export const countSentences = (text: string): number => sentencesOf(text).length;
