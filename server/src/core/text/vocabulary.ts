import type { CountedDocuments } from './count-terms';
import type { TextParams } from './params';

/** The terms a model knows, fitted on some of the counted documents. */
export interface Vocabulary {
  /** (nTerms,) number of each column's term among the counted terms; frequent terms first, so that what is read often lies together. */
  readonly termIds: Int32Array;
  /** (nTerms,) inverse document frequency: ln((1 + n) / (1 + df)) + 1. */
  readonly idf: Float32Array;
}

/**
 * Choose terms by document frequency among the given rows. Of too many the most frequent stay, then the earlier seen.
 *
 * Source: Salton and Buckley (1988), "Term-weighting approaches in automatic text retrieval", with smoothed idf.
 */
export function fitVocabulary(
  documents: CountedDocuments,
  rows: Uint32Array,
  { minDf, maxDf }: Pick<TextParams, 'minDf' | 'maxDf'>,
  maxTerms: number
): Vocabulary {
  const { rowStart, ids } = documents;
  const df = new Int32Array(documents.terms.length);
  for (const row of rows) {
    for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) df[ids[k]!]!++;
  }
  // Of very few documents half may be less than minDf: then only minDf decides.
  const most = Math.max(minDf, Math.floor(maxDf * rows.length));
  const fitting = Int32Array.from(df.keys()).filter((id) => df[id]! >= minDf && df[id]! <= most);
  const termIds = fitting.sort((a, b) => df[b]! - df[a]! || a - b).slice(0, maxTerms);
  const idf = new Float32Array(termIds.length);
  for (let j = 0; j < idf.length; j++) idf[j] = Math.log((1 + rows.length) / (1 + df[termIds[j]!]!)) + 1;
  return { termIds, idf };
}
