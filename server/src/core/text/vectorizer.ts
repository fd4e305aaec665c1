import type { TextRow } from './linear-weights';
import { PairTable } from './pair-table';
import { RowCounter } from './row-counter';
import { normalise, termWeight } from './vectorize';

/**
 * Turns new texts into rows of the terms a model knows, as `vectorize` does for counted ones.
 *
 * @param terms (nTerms,) words, and pairs of words joined by a space.
 * @param idf   (nTerms,)
 * @returns a function of a text's words; the row it returns is overwritten by the next call. Cost O(words).
 */
export function createVectorizer(terms: readonly string[], idf: Float32Array): (words: readonly string[]) => TextRow {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const pairs = new PairTable();
  const pairColumns: number[] = [];
  const wordColumns: number[] = [];
  terms.forEach((term, column) => {
    const space = term.indexOf(' ');
    if (space < 0) {
      wordColumns[numberOf(term)] = column;
      return;
    }
    const pair = pairs.add(numberOf(term.slice(0, space)), numberOf(term.slice(space + 1)));
    pairColumns[pair] = column;
  });
  const columnOfWord = Int32Array.from({ length: numbers.size }, (_, word) => wordColumns[word] ?? -1);
  const columnOfPair = Int32Array.from(pairColumns);
  const row = new RowCounter();
  let values = new Float32Array(256);

  return (words) => {
    row.begin();
    for (const word of words) {
      const number = numbers.get(word);
      const column = number === undefined ? -1 : columnOfWord[number]!;
      if (column >= 0) row.add(column);
    }
    if (columnOfPair.length > 0) {
      let before = -1;
      for (const word of words) {
        const number = numbers.get(word) ?? -1;
        const pair = before < 0 || number < 0 ? -1 : pairs.find(before, number);
        if (pair >= 0) row.add(columnOfPair[pair]!);
        before = number;
      }
    }
    if (values.length < row.length) values = new Float32Array(row.ids.length);
    for (let k = 0; k < row.length; k++) values[k] = termWeight(row.counts[k]!, idf[row.ids[k]!]!);
    normalise(values, 0, row.length);
    return { columns: row.ids, values, start: 0, end: row.length };
  };
}
