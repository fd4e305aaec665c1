import type { SparseMatrix } from './sparse';
import type { Targets } from './targets';

/** What every text learner ends in: one linear decision per label. */
export interface LinearWeights {
  /** (nTerms × nLabels), a term's weights side by side: a text reads a few terms of all labels. */
  readonly weights: Float32Array;
  /** (nLabels,) */
  readonly bias: Float32Array;
}

/**
 * Trains one decision per label.
 *
 * @param X          (nRows × nTerms)
 * @param targets    of the same rows; a label without rows, or with all of them, gets zeros.
 * @param rowWeights (nRows,) how many times each row counts, above 0; once where left out.
 * @param checkpoint Called between steps of some milliseconds; throws to stop.
 */
export type TrainWeights = (
  X: SparseMatrix,
  targets: Targets,
  seed: number,
  checkpoint: () => void,
  rowWeights?: Float64Array
) => LinearWeights;

/** The terms of one text: columns[k], values[k] for k in start..end-1. */
export interface TextRow {
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly start: number;
  readonly end: number;
}

export const rowOf = ({ rowStart, columns, values }: SparseMatrix, row: number): TextRow => ({
  columns,
  values,
  start: rowStart[row]!,
  end: rowStart[row + 1]!,
});

/**
 * Decision values of one text, (nLabels,); higher is likelier, comparable after calibration only.
 *
 * @param out where to write; reuse it across calls.
 */
export function decide(
  { weights, bias }: LinearWeights,
  { columns, values, start, end }: TextRow,
  out = new Float64Array(bias.length)
): Float64Array {
  const nLabels = bias.length;
  out.set(bias);
  for (let k = start; k < end; k++) {
    const value = values[k]!;
    const offset = columns[k]! * nLabels;
    for (let label = 0; label < nLabels; label++) out[label]! += value * weights[offset + label]!;
  }
  return out;
}
