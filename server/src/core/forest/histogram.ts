import { MISSING_BIN } from './bin';

/** Target sums and weights per bin of one column at one node; cleared as it is read. */
export interface Histogram {
  /** Bin b's Σ weight·y in slot 2b, and its Σ weight in slot 2b+1. */
  readonly sums: Float64Array;
  /** One bit per bin: set where a row fell. */
  readonly marks: Uint32Array;
  /** The value bins with rows in them, ascending; the first `nOccupied` count. */
  readonly occupied: Uint8Array;
  nOccupied: number;
}

export const createHistogram = (): Histogram => ({
  sums: new Float64Array(2 * (MISSING_BIN + 1)),
  marks: new Uint32Array((MISSING_BIN + 1) / 32),
  occupied: new Uint8Array(MISSING_BIN + 1),
  nOccupied: 0,
});

/**
 * Fill the histogram with the rows of a node and list the occupied bins.
 *
 * Cost O(rows + min(rows, bins)): a small node never pays for the bins it leaves empty.
 *
 * @param codes   (nRows,) the column's bins.
 * @param rows    the node's rows are `rows[start..end)`.
 * @param wy      their Σ weight·y, (end - start,).
 * @param weights their weights, (end - start,).
 * @param nBins   value bins of the column.
 */
export function fillHistogram(
  histogram: Histogram,
  codes: Uint8Array,
  rows: Uint32Array,
  start: number,
  end: number,
  wy: Float64Array,
  weights: Float64Array,
  nBins: number
): void {
  const { sums, marks } = histogram;
  const n = end - start;
  if (n >= nBins) {
    for (let i = 0; i < n; i++) {
      const slot = 2 * codes[rows[start + i]!]!;
      sums[slot]! += wy[i]!;
      sums[slot + 1]! += weights[i]!;
    }
    listAll(histogram, nBins);
    return;
  }
  for (let i = 0; i < n; i++) {
    const bin = codes[rows[start + i]!]!;
    sums[2 * bin]! += wy[i]!;
    sums[2 * bin + 1]! += weights[i]!;
    marks[bin >> 5]! |= 1 << (bin & 31);
  }
  listMarked(histogram);
}

function listAll(histogram: Histogram, nBins: number): void {
  const { sums, occupied } = histogram;
  let count = 0;
  for (let bin = 0; bin < nBins; bin++) if (sums[2 * bin + 1]! > 0) occupied[count++] = bin;
  histogram.nOccupied = count;
}

function listMarked(histogram: Histogram): void {
  const { marks, occupied } = histogram;
  let count = 0;
  for (let word = 0; word < marks.length; word++) {
    for (let bits = marks[word]!; bits !== 0; bits &= bits - 1) {
      const bin = 32 * word + 31 - Math.clz32(bits & -bits);
      if (bin !== MISSING_BIN) occupied[count++] = bin;
    }
    marks[word] = 0;
  }
  histogram.nOccupied = count;
}
