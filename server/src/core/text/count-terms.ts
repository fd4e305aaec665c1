import { grownTo, Int32List } from './int-list';
import { PairTable } from './pair-table';
import { RowCounter } from './row-counter';
import { WordTable } from './word-table';

/**
 * Documents as counts of terms (words and pairs of neighbouring words), every term a number.
 * Words and pairs in fewer than `minDf` documents are dropped on the way: no part of the documents could use them,
 * and most pairs of a corpus occur once.
 */
export interface CountedDocuments {
  readonly nRows: number;
  /** Term of each number; the two words of a pair are joined by a space. */
  readonly terms: readonly string[];
  /** (nRows + 1,) document i has ids[k], counts[k] for k in rowStart[i]..rowStart[i+1]-1, each id once. */
  readonly rowStart: Int32Array;
  readonly ids: Int32Array;
  readonly counts: Int32Array;
}

/** Cuts a text into words: calls `visit` with where each begins and ends, in order. */
export type Split = (text: string, visit: (text: string, start: number, end: number) => void) => void;

export interface TermCounter {
  /** Count the next document, given as its words. Cost O(their length); of the words only new ones are kept. */
  add(words: readonly string[]): void;
  /** Count the next document, given as a text. No string is made of its words. */
  addText(text: string, split: Split): void;
  /** All documents so far. */
  finish(): CountedDocuments;
}

/** Most different words of a corpus; further ones are not read. 2 million take about 60 MB. */
const MAX_WORDS = 2_000_000;

/**
 * A counter that documents are given to one by one. It keeps the different words, 8 bytes per document and word, and
 * for pairs 4 bytes per word as written; no text.
 */
export function createTermCounter(ngramMax: number, minDf: number): TermCounter {
  const table = new WordTable();
  const row = new RowCounter();
  const rowStart = new Int32List();
  const ids = new Int32List();
  const counts = new Int32List();
  const sequenceStart = new Int32List();
  const sequence = new Int32List();
  let df = new Int32Array(1024);
  rowStart.push(0);
  sequenceStart.push(0);

  const countWord = (text: string, start: number, end: number): void => {
    const id = table.size < MAX_WORDS ? table.add(text, start, end) : table.find(text, start, end);
    if (id < 0) return;
    if (id >= df.length) df = grownTo(df, id + 1);
    if (row.add(id)) df[id]!++;
    if (ngramMax === 2) sequence.push(id);
  };
  const endDocument = (): void => {
    for (let k = 0; k < row.length; k++) {
      ids.push(row.ids[k]!);
      counts.push(row.counts[k]!);
    }
    rowStart.push(ids.length);
    sequenceStart.push(sequence.length);
  };

  return {
    add(words) {
      row.begin();
      for (const word of words) countWord(word, 0, word.length);
      endDocument();
    },
    addText(text, split) {
      row.begin();
      split(text, countWord);
      endDocument();
    },
    finish() {
      const words = dropRare(
        { terms: table.words(), rowStart: rowStart.view(), ids: ids.view(), counts: counts.view() },
        df,
        minDf
      );
      if (ngramMax === 1) return words.counted;
      return addPairs(words.counted, sequenceStart.view(), sequence.view(), words.newNumber, minDf);
    },
  };
}

/** Give frequent terms numbers without gaps, in their order, and leave the others out. */
function dropRare(all: Omit<CountedDocuments, 'nRows'>, df: Int32Array, minDf: number) {
  const newNumber = new Int32Array(all.terms.length).fill(-1);
  const terms = all.terms.filter((_, id) => df[id]! >= minDf);
  for (let id = 0, next = 0; id < all.terms.length; id++) if (df[id]! >= minDf) newNumber[id] = next++;

  const nRows = all.rowStart.length - 1;
  const rowStart = new Int32Array(nRows + 1);
  const ids = new Int32Array(all.ids.length);
  const counts = new Int32Array(all.ids.length);
  let end = 0;
  for (let row = 0; row < nRows; row++) {
    for (let k = all.rowStart[row]!; k < all.rowStart[row + 1]!; k++) {
      const id = newNumber[all.ids[k]!]!;
      if (id < 0) continue;
      ids[end] = id;
      counts[end++] = all.counts[k]!;
    }
    rowStart[row + 1] = end;
  }
  const counted: CountedDocuments = {
    nRows,
    terms,
    rowStart,
    ids: ids.subarray(0, end),
    counts: counts.subarray(0, end),
  };
  return { counted, newNumber };
}

/** Behind each document's words the pairs of it that are frequent enough; both words of a pair are frequent. */
function addPairs(
  words: CountedDocuments,
  sequenceStart: Int32Array,
  sequence: Int32Array,
  newNumber: Int32Array,
  minDf: number
): CountedDocuments {
  const { nRows } = words;
  const table = new PairTable();
  const pairAt = new Int32Array(sequence.length).fill(-1);
  let df = new Int32Array(1024);
  const row = new RowCounter();
  for (let i = 0; i < nRows; i++) {
    row.begin();
    for (let at = sequenceStart[i]! + 1; at < sequenceStart[i + 1]!; at++) {
      const first = newNumber[sequence[at - 1]!]!;
      const second = newNumber[sequence[at]!]!;
      if (first < 0 || second < 0) continue;
      const pair = table.add(first, second);
      pairAt[at] = pair;
      df = grownTo(df, pair + 1);
      if (row.add(pair)) df[pair]!++;
    }
  }

  const terms = [...words.terms];
  const termOf = new Int32Array(table.size).fill(-1);
  for (let pair = 0; pair < table.size; pair++) {
    if (df[pair]! < minDf) continue;
    termOf[pair] = terms.push(`${words.terms[table.firsts[pair]!]!} ${words.terms[table.seconds[pair]!]!}`) - 1;
  }

  const rowStart = new Int32Array(nRows + 1);
  const ids = new Int32List();
  const counts = new Int32List();
  for (let i = 0; i < nRows; i++) {
    for (let k = words.rowStart[i]!; k < words.rowStart[i + 1]!; k++) {
      ids.push(words.ids[k]!);
      counts.push(words.counts[k]!);
    }
    row.begin();
    for (let at = sequenceStart[i]! + 1; at < sequenceStart[i + 1]!; at++) {
      if (pairAt[at]! >= 0 && termOf[pairAt[at]!]! >= 0) row.add(pairAt[at]!);
    }
    for (let k = 0; k < row.length; k++) {
      ids.push(termOf[row.ids[k]!]!);
      counts.push(row.counts[k]!);
    }
    rowStart[i + 1] = ids.length;
  }
  return { nRows, terms, rowStart, ids: ids.view(), counts: counts.view() };
}
