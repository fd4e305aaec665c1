import type { CountedDocuments } from './count-terms';
import type { SparseMatrix } from './sparse';
import type { Vocabulary } from './vocabulary';

/** TF-IDF rows of some counted documents, (rows × nTerms): (1 + ln count) · idf, each row of length 1 or empty. */
export function vectorize(documents: CountedDocuments, rows: Uint32Array, { termIds, idf }: Vocabulary): SparseMatrix {
  const columnOf = new Int32Array(documents.terms.length).fill(-1);
  termIds.forEach((id, column) => (columnOf[id] = column));

  const { ids, counts } = documents;
  let most = 0;
  for (const row of rows) most += documents.rowStart[row + 1]! - documents.rowStart[row]!;
  const rowStart = new Int32Array(rows.length + 1);
  const columns = new Int32Array(most);
  const values = new Float32Array(most);
  let end = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    for (let k = documents.rowStart[row]!; k < documents.rowStart[row + 1]!; k++) {
      const column = columnOf[ids[k]!]!;
      if (column < 0) continue;
      columns[end] = column;
      values[end++] = termWeight(counts[k]!, idf[column]!);
    }
    normalise(values, rowStart[i]!, end);
    rowStart[i + 1] = end;
  }
  return {
    nRows: rows.length,
    nColumns: termIds.length,
    rowStart,
    columns: columns.subarray(0, end),
    values: values.subarray(0, end),
  };
}

/** Sublinear term frequency times inverse document frequency. */
export const termWeight = (count: number, idf: number): number => (count === 1 ? idf : (1 + Math.log(count)) * idf);

/** Bring values[start..end-1] to length 1. */
export function normalise(values: Float32Array, start: number, end: number): void {
  let squares = 0;
  for (let k = start; k < end; k++) squares += values[k]! * values[k]!;
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let k = start; k < end; k++) values[k]! *= scale;
}

/** The words, and with ngramMax 2 the pairs of neighbours joined by a space. */
export function termsOf(words: readonly string[], ngramMax: number): string[] {
  return ngramMax === 1 ? [...words] : [...words, ...words.slice(1).map((word, i) => `${words[i]!} ${word}`)];
}
