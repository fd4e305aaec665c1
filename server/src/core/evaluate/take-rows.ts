import type { TrainingMatrix } from '../features/training-matrix';
import type { FitInput, Matrix } from '../learners';

/** Some rows of a matrix, as a copy. */
export function takeRows({ nColumns, data }: Matrix, rows: Int32Array): Matrix {
  const taken = new Float32Array(rows.length * nColumns);
  rows.forEach((row, i) => taken.set(data.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns));
  return { nRows: rows.length, nColumns, data: taken };
}

export const takeValues = (values: Float64Array, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row]!);

/** What a learner is given of some rows; rows of one article stay together. */
export const fitInput = ({ X, y, groups }: TrainingMatrix, rows: Int32Array): FitInput => ({
  X: takeRows(X, rows),
  y: takeValues(y, rows),
  groups: Int32Array.from(rows, (row) => groups[row]!),
});
