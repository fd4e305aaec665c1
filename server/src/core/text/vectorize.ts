import type { CountedDocuments } from './count-terms';
import type { SparseMatrix } from './sparse';
import type { Vocabulary } from './vocabulary';

/** TF-IDF rows of some counted documents, (rows × nTerms): (1 + ln count) · idf, each row of length 1 or empty. */
export function vectorize(documents: CountedDocuments, rows: Uint32Array, { termIds, idf }: Vocabulary): SparseMatrix {
  const columnOf = new Int32Array(documents.terms.length).fill(-1);
  termIds.forEach((id, column) => (columnOf[id] = column));

  const rowStart = new Uint32Array(rows.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  rows.forEach((row, i) => {
    for (let k = documents.rowStart[row]!; k < documents.rowStart[row + 1]!; k++) {
      const column = columnOf[documents.ids[k]!]!;
      if (column < 0) continue;
      columns.push(column);
      values.push(termWeight(documents.counts[k]!, idf[column]!));
    }
    rowStart[i + 1] = columns.length;
    normalise(values, rowStart[i]!);
  });
  return {
    nRows: rows.length,
    nColumns: termIds.length,
    rowStart,
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
  };
}

/** One new document as a row: its stems, and the columns of the terms a model knows. */
export function vectorizeOne(
  stems: readonly string[],
  columnOf: ReadonlyMap<string, number>,
  idf: Float32Array,
  ngramMax: number
): SparseMatrix {
  const counts = new Map<number, number>();
  for (const term of termsOf(stems, ngramMax)) {
    const column = columnOf.get(term);
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const columns = Uint32Array.from(counts.keys()).sort();
  const values = Array.from(columns, (column) => termWeight(counts.get(column)!, idf[column]!));
  normalise(values, 0);
  const rowStart = Uint32Array.of(0, columns.length);
  return { nRows: 1, nColumns: idf.length, rowStart, columns, values: Float32Array.from(values) };
}

/** The words, and with ngramMax 2 the pairs of neighbours joined by a space. */
export function termsOf(words: readonly string[], ngramMax: number): string[] {
  return ngramMax === 1 ? [...words] : [...words, ...words.slice(1).map((word, i) => `${words[i]!} ${word}`)];
}

const termWeight = (count: number, idf: number) => (1 + Math.log(count)) * idf;

function normalise(values: number[], start: number): void {
  let squares = 0;
  for (let k = start; k < values.length; k++) squares += values[k]! ** 2;
  const length = Math.sqrt(squares);
  for (let k = start; k < values.length; k++) values[k]! /= length;
}
