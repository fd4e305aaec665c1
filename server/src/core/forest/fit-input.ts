import { CoreError } from '../errors';
import { checkMatrix, type Matrix } from '../math/matrix';

interface Rows {
  readonly X: Matrix;
  /** (nRows,) rows of one article carry one number, and are drawn or left out together. */
  readonly groups?: Int32Array;
  /** (nRows,) how much a row counts, >= 0; keep their mean near 1, because minSamplesLeaf is measured in them. */
  readonly weights?: Float64Array;
}

export interface FitInput extends Rows {
  /** (nRows,) target, finite. */
  readonly y: Float64Array;
}

export interface ClassFitInput extends Rows {
  /** (nRows,) class of each row, 0..nClasses-1. */
  readonly classes: Uint16Array;
  /** At least 1. A class without rows is predicted with probability 0. */
  readonly nClasses: number;
}

/** Most columns: `feature[node]` is an Int16. */
const MAX_COLUMNS = 32767;
const MAX_CLASSES = 1000;

/** @throws {CoreError} INVALID_SHAPE for arrays that don't belong together or are empty; INVALID_VALUE for y or weights. */
export function checkFitInput({ y, ...rows }: FitInput): void {
  checkRows(rows);
  checkLength('y', y, rows.X.nRows);
  checkEach('y', y, 'finite', Number.isFinite);
}

/** As checkFitInput, for classes. @throws {CoreError} INVALID_SHAPE, INVALID_VALUE. */
export function checkClassFitInput({ classes, nClasses, ...rows }: ClassFitInput): void {
  checkRows(rows);
  checkLength('classes', classes, rows.X.nRows);
  if (!Number.isInteger(nClasses) || nClasses < 1 || nClasses > MAX_CLASSES) {
    const expected = `a whole number in 1..${MAX_CLASSES}`;
    throw new CoreError('INVALID_VALUE', { name: 'nClasses', expected, got: String(nClasses) });
  }
  checkEach('classes', classes, `below ${nClasses}`, (number) => number < nClasses);
}

function checkRows({ X, groups, weights }: Rows): void {
  checkMatrix(X);
  const { nRows, nColumns } = X;
  if (nRows === 0 || nColumns === 0 || nColumns > MAX_COLUMNS) {
    const expected = `at least one row and 1..${MAX_COLUMNS} columns`;
    throw new CoreError('INVALID_SHAPE', { name: 'X', expected, got: `(${nRows} × ${nColumns})` });
  }
  if (groups) checkLength('groups', groups, nRows);
  if (!weights) return;
  checkLength('weights', weights, nRows);
  checkEach('weights', weights, 'finite and not negative', (weight) => Number.isFinite(weight) && weight >= 0);
  if (!weights.some((weight) => weight > 0)) {
    throw new CoreError('INVALID_VALUE', { name: 'weights', expected: 'above 0 somewhere', got: '0 everywhere' });
  }
}

function checkLength(name: string, array: ArrayLike<number>, nRows: number): void {
  if (array.length === nRows) return;
  throw new CoreError('INVALID_SHAPE', { name, expected: `(${nRows},)`, got: `(${array.length},)` });
}

function checkEach(
  name: string,
  values: Float64Array | Uint16Array,
  expected: string,
  holds: (value: number) => boolean
): void {
  const row = values.findIndex((value) => !holds(value));
  if (row >= 0) throw new CoreError('INVALID_VALUE', { name, expected, got: `${values[row]} at row ${row}` });
}
