import { MISSING_BIN } from './bin';

/** Which bins of a column hold rows of a node, found without a look at those that don't. */
export interface Occupied {
  /** The value bins with rows in them, ascending; the first `listMarked` or `listFilled` counted. */
  readonly bins: Uint8Array;
  /** One bit per bin, set by whoever fills the histogram of a small node. */
  readonly marks: Uint32Array;
}

export const createOccupied = (): Occupied => ({
  bins: new Uint8Array(MISSING_BIN + 1),
  marks: new Uint32Array((MISSING_BIN + 1) / 32),
});

/** List the marked value bins and clear the marks; returns how many there are. */
export function listMarked({ bins, marks }: Occupied): number {
  let count = 0;
  for (let word = 0; word < marks.length; word++) {
    for (let bits = marks[word]!; bits !== 0; bits &= bits - 1) {
      const bin = 32 * word + 31 - Math.clz32(bits & -bits);
      if (bin !== MISSING_BIN) bins[count++] = bin;
    }
    marks[word] = 0;
  }
  return count;
}

/** List the value bins whose weight, at `weights[stride * bin + offset]`, is above 0; returns how many there are. */
export function listFilled(
  { bins }: Occupied,
  weights: Float64Array,
  stride: number,
  offset: number,
  nBins: number
): number {
  let count = 0;
  for (let bin = 0; bin < nBins; bin++) if (weights[stride * bin + offset]! > 0) bins[count++] = bin;
  return count;
}
