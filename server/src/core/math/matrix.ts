import { CoreError } from '../errors';

/** Rows of features, row-major: column j of row i is `data[i * nColumns + j]`; NaN is a missing value. */
export interface Matrix {
  readonly nRows: number;
  readonly nColumns: number;
  readonly data: Float32Array;
}

/** @throws {CoreError} INVALID_SHAPE unless `data` is (nRows × nColumns), and nColumns the expected one where given. */
export function checkMatrix(X: Matrix, nColumns = X.nColumns): void {
  const { nRows, data } = X;
  const fits = Number.isInteger(nRows) && nRows >= 0 && X.nColumns === nColumns && data.length === nRows * nColumns;
  if (!fits) {
    const got = `(${nRows} × ${X.nColumns}) in ${data.length} values`;
    throw new CoreError('INVALID_SHAPE', { name: 'X', expected: `(nRows × ${nColumns})`, got });
  }
}
