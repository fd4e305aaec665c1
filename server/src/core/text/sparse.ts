/** Sparse rows: row i has `columns[k]` and `values[k]` for k in rowStart[i]..rowStart[i+1]-1, each column once. */
export interface SparseMatrix {
  readonly nRows: number;
  readonly nColumns: number;
  /** (nRows + 1,) */
  readonly rowStart: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}
