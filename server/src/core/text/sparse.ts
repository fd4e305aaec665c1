/** Sparse rows: row i has `columns[k]` and `values[k]` for k in rowStart[i]..rowStart[i+1]-1, columns ascending. */
export interface SparseMatrix {
  readonly nRows: number;
  readonly nColumns: number;
  /** (nRows + 1,) */
  readonly rowStart: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** Scalar product of one row with a dense vector that begins at `dense[offset]`. */
export function rowDot(X: SparseMatrix, row: number, dense: Float64Array | Float32Array, offset = 0): number {
  const { rowStart, columns, values } = X;
  let sum = 0;
  for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) sum += values[k]! * dense[offset + columns[k]!]!;
  return sum;
}
