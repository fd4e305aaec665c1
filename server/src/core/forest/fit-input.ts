import { CoreError } from '../errors';
import { checkMatrix, type Matrix } from '../math/matrix';

export interface FitInput {
  readonly X: Matrix;
  /** (nRows,) target, finite. */
  readonly y: Float64Array;
  /** (nRows,) rows of one article carry one number, and are drawn or left out together. */
  readonly groups?: Int32Array;
  /** (nRows,) how much a row counts, >= 0; keep their mean near 1, because minSamplesLeaf is measured in them. */
  readonly weights?: Float64Array;
}

/** Most columns: `feature[node]` is an Int16. */
const MAX_COLUMNS = 32767;

/** @throws {CoreError} INVALID_SHAPE for arrays that don't belong together or are empty; INVALID_VALUE for y or weights. */
export function checkFitInput({ X, y, groups, weights }: FitInput): void {
  checkMatrix(X);
  const { nRows, nColumns } = X;
  if (nRows === 0 || nColumns === 0 || nColumns > MAX_COLUMNS) {
    const expected = `at least one row and 1..${MAX_COLUMNS} columns`;
    throw new CoreError('INVALID_SHAPE', { name: 'X', expected, got: `(${nRows} × ${nColumns})` });
  }
  for (const [name, array] of Object.entries({ y, groups, weights })) {
    if (array && array.length !== nRows) {
      throw new CoreError('INVALID_SHAPE', { name, expected: `(${nRows},)`, got: `(${array.length},)` });
    }
  }
  checkEach('y', y, 'finite', Number.isFinite);
  if (!weights) return;
  checkEach('weights', weights, 'finite and not negative', (weight) => Number.isFinite(weight) && weight >= 0);
  if (!weights.some((weight) => weight > 0)) {
    throw new CoreError('INVALID_VALUE', { name: 'weights', expected: 'above 0 somewhere', got: '0 everywhere' });
  }
}

function checkEach(name: string, values: Float64Array, expected: string, holds: (value: number) => boolean): void {
  const row = values.findIndex((value) => !holds(value));
  if (row >= 0) throw new CoreError('INVALID_VALUE', { name, expected, got: `${values[row]} at row ${row}` });
}
