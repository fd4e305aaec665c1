import type { Matrix } from '../math/matrix';
import { createColumnSorter } from './sort-column';

/** Code of a missing value; values take the codes 0..nBins-1, at most 255 of them. */
export const MISSING_BIN = 255;

/** Every value as one byte: the number of its bin within its column. */
export interface BinnedMatrix {
  readonly nRows: number;
  readonly nColumns: number;
  /** Column-major: code of row i in column j is `codes[j * nRows + i]`. */
  readonly codes: Uint8Array;
  /** Per column, the inclusive upper edge of each bin; the last is Infinity. */
  readonly upperEdges: readonly Float32Array[];
}

/** Bin every column. Cost O(nColumns · nRows). */
export function binMatrix(X: Matrix, maxBins: number): BinnedMatrix {
  const { nRows, nColumns, data } = X;
  const codes = new Uint8Array(nRows * nColumns);
  const upperEdges: Float32Array[] = [];
  const column = new Float32Array(nRows);
  const sorted = new Float32Array(nRows);
  const sortColumn = createColumnSorter(nRows);
  for (let j = 0; j < nColumns; j++) {
    for (let row = 0; row < nRows; row++) column[row] = data[row * nColumns + j]!;
    const rows = sortColumn(column);
    for (let i = 0; i < rows.length; i++) sorted[i] = column[rows[i]!]!;
    const edges = findUpperEdges(sorted.subarray(0, rows.length), maxBins);
    writeCodes(rows, sorted, edges, codes.subarray(j * nRows, (j + 1) * nRows));
    upperEdges.push(edges);
  }
  return { nRows, nColumns, codes, upperEdges };
}

/**
 * Upper edges of at most `maxBins` bins: one bin per distinct value where they suffice, else bins of about equal
 * numbers of rows that never split equal values.
 *
 * @param sorted (n,) ascending, without NaN.
 */
export function findUpperEdges(sorted: Float32Array, maxBins: number): Float32Array {
  const isCoarse = countDistinct(sorted) > maxBins;
  const edges: number[] = [];
  let rowsLeft = sorted.length;
  let start = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] === sorted[i - 1]) continue;
    // A heavy value may fill several shares, so the share is taken anew from what is left.
    if (isCoarse && (i - start) * (maxBins - edges.length) < rowsLeft) continue;
    edges.push(between(sorted[i - 1]!, sorted[i]!));
    rowsLeft -= i - start;
    start = i;
    if (edges.length === maxBins - 1) break;
  }
  return Float32Array.from([...edges, Infinity]);
}

function countDistinct(sorted: Float32Array): number {
  let count = Math.min(sorted.length, 1);
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) count++;
  return count;
}

/** A float32 t with low <= t < high: their middle, unless rounding or an infinity pushes it out. */
function between(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle >= low && middle < high ? middle : low;
}

/** @param rows Rows with a value, in the order of `sorted`. */
function writeCodes(rows: Uint32Array, sorted: Float32Array, edges: Float32Array, codes: Uint8Array): void {
  codes.fill(MISSING_BIN);
  let bin = 0;
  for (let i = 0; i < rows.length; i++) {
    while (sorted[i]! > edges[bin]!) bin++;
    codes[rows[i]!] = bin;
  }
}
