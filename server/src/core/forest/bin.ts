import type { Matrix } from '../math/matrix';

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

/** Bin every column. Cost O(nColumns · nRows · log nRows). */
export function binMatrix(X: Matrix, maxBins: number): BinnedMatrix {
  const { nRows, nColumns, data } = X;
  const codes = new Uint8Array(nRows * nColumns);
  const upperEdges: Float32Array[] = [];
  const column = new Float32Array(nRows);
  for (let j = 0; j < nColumns; j++) {
    for (let row = 0; row < nRows; row++) column[row] = data[row * nColumns + j]!;
    const edges = findUpperEdges(column, maxBins);
    writeCodes(column, edges, codes.subarray(j * nRows, (j + 1) * nRows));
    upperEdges.push(edges);
  }
  return { nRows, nColumns, codes, upperEdges };
}

/**
 * Upper edges of at most `maxBins` bins: one bin per distinct value where they suffice, else bins of about equal
 * numbers of rows that never split equal values.
 */
export function findUpperEdges(column: Float32Array, maxBins: number): Float32Array {
  const { values, counts } = distinctValues(column);
  const edges: number[] = [];
  let rowsLeft = counts.reduce((sum, count) => sum + count, 0);
  let inBin = 0;
  for (let i = 0; i + 1 < values.length; i++) {
    inBin += counts[i]!;
    // A heavy value may fill several shares, so the share is taken anew from what is left.
    if (values.length > maxBins && inBin * (maxBins - edges.length) < rowsLeft) continue;
    edges.push(between(values[i]!, values[i + 1]!));
    rowsLeft -= inBin;
    inBin = 0;
    if (edges.length === maxBins - 1) break;
  }
  return Float32Array.from([...edges, Infinity]);
}

function distinctValues(column: Float32Array): { values: number[]; counts: number[] } {
  const sorted = column.filter((x) => !Number.isNaN(x)).sort();
  const values: number[] = [];
  const counts: number[] = [];
  for (const x of sorted) {
    if (x === values[values.length - 1]) counts[counts.length - 1]!++;
    else {
      values.push(x);
      counts.push(1);
    }
  }
  return { values, counts };
}

/** A float32 t with low <= t < high: their middle, unless rounding or an infinity pushes it out. */
function between(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle >= low && middle < high ? middle : low;
}

function writeCodes(column: Float32Array, edges: Float32Array, codes: Uint8Array): void {
  for (let row = 0; row < column.length; row++) {
    const x = column[row]!;
    let low = 0;
    let high = edges.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x <= edges[middle]!) high = middle;
      else low = middle + 1;
    }
    codes[row] = Number.isNaN(x) ? MISSING_BIN : low;
  }
}
