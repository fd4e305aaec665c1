import type { Split } from './count-terms';
import type { TextRow } from './linear-weights';
import { PairTable } from './pair-table';
import { RowCounter } from './row-counter';
import { normalise, termWeight } from './vectorize';
import { WordTable } from './word-table';

/** Rows of new texts, as `vectorize` makes them of counted ones. A row is overwritten by the next. Cost O(words). */
export interface Vectorizer {
  ofWords(words: readonly string[]): TextRow;
  ofText(text: string, split: Split): TextRow;
}

/**
 * @param terms (nTerms,) words, and pairs of words joined by a space.
 * @param idf   (nTerms,)
 */
export function createVectorizer(terms: readonly string[], idf: Float32Array): Vectorizer {
  const words = new WordTable();
  const pairs = new PairTable();
  const wordColumns: number[] = [];
  const pairColumns: number[] = [];
  terms.forEach((term, column) => {
    const space = term.indexOf(' ');
    if (space < 0) {
      wordColumns[words.add(term, 0, term.length)] = column;
      return;
    }
    const pair = pairs.add(words.add(term, 0, space), words.add(term, space + 1, term.length));
    pairColumns[pair] = column;
  });
  const columnOfWord = Int32Array.from({ length: words.size }, (_, word) => wordColumns[word] ?? -1);
  const columnOfPair = Int32Array.from(pairColumns);
  const row = new RowCounter();
  let values = new Float32Array(256);
  let before = -1;

  const visit = (text: string, start: number, end: number): void => {
    const word = words.find(text, start, end);
    if (word >= 0) {
      const column = columnOfWord[word]!;
      if (column >= 0) row.add(column);
      const pair = before < 0 ? -1 : pairs.find(before, word);
      if (pair >= 0) row.add(columnOfPair[pair]!);
    }
    before = word;
  };
  const begin = (): void => {
    row.begin();
    before = -1;
  };
  const finish = (): TextRow => {
    if (values.length < row.length) values = new Float32Array(row.ids.length);
    for (let k = 0; k < row.length; k++) values[k] = termWeight(row.counts[k]!, idf[row.ids[k]!]!);
    normalise(values, 0, row.length);
    return { columns: row.ids, values, start: 0, end: row.length };
  };

  return {
    ofWords(list) {
      begin();
      for (const word of list) visit(word, 0, word.length);
      return finish();
    },
    ofText(text, split) {
      begin();
      split(text, visit);
      return finish();
    },
  };
}
