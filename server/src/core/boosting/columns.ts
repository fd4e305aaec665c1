import { binMatrix, MISSING_BIN } from '../forest/bin';
import type { Matrix } from '../math/matrix';

/** A binned matrix whose missing values come right behind the bins, so that a histogram is no longer than need be. */
export interface BinnedColumns {
  readonly nRows: number;
  /** Per column, (nRows,) the bin of each row's value. */
  readonly codes: readonly Uint8Array[];
  /** Per column, the inclusive upper edge of each bin; the last is Infinity. */
  readonly upperEdges: readonly Float32Array[];
  /** Code of a missing value: bins are 0..missing-1. */
  readonly missing: number;
}

/** Bin every column. Cost O(nColumns · nRows · log nRows). */
export function binColumns(X: Matrix, maxBins: number): BinnedColumns {
  const { nRows, codes, upperEdges } = binMatrix(X, maxBins);
  if (maxBins < MISSING_BIN) {
    for (let i = 0; i < codes.length; i++) if (codes[i] === MISSING_BIN) codes[i] = maxBins;
  }
  return {
    nRows,
    codes: upperEdges.map((_, column) => codes.subarray(column * nRows, (column + 1) * nRows)),
    upperEdges,
    missing: maxBins,
  };
}
