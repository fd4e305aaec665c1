import { languageKey, languageOf, type Language } from './languages';

export interface Token {
  /** What the model counts: the stem. */
  readonly stem: string;
  /** The word as written, in lower case. */
  readonly written: string;
}

/** Most tokens read of one text; the rest of a longer one is not read. */
export const MAX_TOKENS = 5000;
/** Longer "words" are addresses and encoded data. */
const MAX_WORD_LENGTH = 40;
/** Most words whose stem one analyzer remembers; when full it starts anew. */
const MAX_CACHED_WORDS = 50_000;

/**
 * A tokenizer for a language: lower case, no stop words, stemmed where the language has a stemmer, plain Unicode words
 * where it is unknown. Single characters count in Chinese only.
 *
 * @param language A locale such as `en` or `pt-BR`; its first part decides.
 */
export function tokenizerFor(language: string): (text: string) => string[] {
  const analyze = createAnalyzer(languageOf(language));
  return (text) => analyze(text).map((token) => token.stem);
}

/** As tokenizerFor, for texts of any languages, and with the words as written. Holds one stem cache per language. */
export function createAnalyzers(): (text: string, language: string) => Token[] {
  const analyzers = new Map<string, (text: string) => Token[]>();
  return (text, language) => {
    const key = languageKey(language);
    const analyze = analyzers.get(key) ?? createAnalyzer(languageOf(language));
    analyzers.set(key, analyze);
    return analyze(text);
  };
}

function createAnalyzer({ split, isStopWord, stem }: Language): (text: string) => Token[] {
  // null: a word that does not count.
  const cache = new Map<string, Token | null>();

  const lookUp = (word: string): Token | null => {
    const known = cache.get(word);
    if (known !== undefined) return known;

    const written = trimWord(word);
    const counts = isWord(written) && !isStopWord(written);
    const token = counts ? { stem: /\d/.test(written) ? written : stem(written) || written, written } : null;
    if (cache.size >= MAX_CACHED_WORDS) cache.clear();
    cache.set(word, token);
    return token;
  };

  return (text) => {
    const tokens: Token[] = [];
    for (const word of split(text.normalize('NFC').replace(/[’ʼ]/g, "'").toLowerCase())) {
      const token = lookUp(word);
      if (token) tokens.push(token);
      if (tokens.length === MAX_TOKENS) break;
    }
    return tokens;
  };
}

/** Without quotes and dashes around it, and without the English possessive. */
const trimWord = (word: string) => word.replace(/^['_/-]+|['_/-]+$/g, '').replace(/'s$/, '');

/** Half a surrogate pair can't be written into an artifact; a space joins the words of a pair. */
const UNWRITABLE = /[\p{Surrogate}\s]/u;

const isWord = (word: string) =>
  word.length <= MAX_WORD_LENGTH &&
  !UNWRITABLE.test(word) &&
  (word.length > 1 || /\p{Script=Han}/u.test(word)) &&
  /[\p{L}\p{N}]/u.test(word);
