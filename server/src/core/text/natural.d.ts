/**
 * The files of `natural` that are imported, one by one: its index would bring mongoose, pg and redis along, and it has
 * types for the index only.
 */
declare module 'natural/lib/natural/tokenizers/*' {
  export default class Tokenizer {
    tokenize(text: string): string[];
  }
}

declare module 'natural/lib/natural/stemmers/*' {
  const stemmer: {
    stem(word: string): string;
    tokenizeAndStem(text: string, keepStops?: boolean): string[];
  };
  export default stemmer;
}

declare module 'natural/lib/natural/util/*' {
  const stopWords: { readonly words: readonly string[] };
  export default stopWords;
}
