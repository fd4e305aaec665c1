/** Bits of a digit: three digits make a float32. */
const DIGIT_BITS = 11;
const DIGITS = 3;
const RADIX = 1 << DIGIT_BITS;

/**
 * Sorts the rows of a column by value, again and again in the same buffers: least significant digit first over the bits
 * of the numbers, turned so that they order as the numbers do.
 *
 * Source: Knuth, "The Art of Computer Programming", volume 3, section 5.2.5; Terdiman (2000) for the bits of floats.
 *
 * @returns A function from a column (nRows,) to its rows without missing values, ascending by value, equal ones in their
 *   old order. They are overwritten by the next call.
 */
export function createColumnSorter(nRows: number): (column: Float32Array) => Uint32Array {
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  let keys = new Uint32Array(nRows);
  let keysAside = new Uint32Array(nRows);
  let rows = new Uint32Array(nRows);
  let rowsAside = new Uint32Array(nRows);
  const counts = new Uint32Array(DIGITS * RADIX);

  return function sortColumn(column) {
    counts.fill(0);
    let n = 0;
    for (let row = 0; row < nRows; row++) {
      const x = column[row]!;
      if (x !== x) continue;
      // Adding 0 makes 0 of -0: equal values must have equal bits.
      float[0] = x + 0;
      const raw = bits[0]!;
      const key = raw >>> 31 === 1 ? ~raw >>> 0 : (raw | 0x80000000) >>> 0;
      keys[n] = key;
      rows[n++] = row;
      counts[key & (RADIX - 1)]!++;
      counts[RADIX + ((key >>> DIGIT_BITS) & (RADIX - 1))]!++;
      counts[2 * RADIX + (key >>> (2 * DIGIT_BITS))]!++;
    }
    for (let digit = 0; digit < DIGITS; digit++) sortByDigit(digit, n);
    return rows.subarray(0, n);
  };

  function sortByDigit(digit: number, n: number): void {
    const first = digit * RADIX;
    const shift = digit * DIGIT_BITS;
    let sum = 0;
    for (let value = first; value < first + RADIX; value++) {
      const count = counts[value]!;
      // All in one place: nothing to move.
      if (count === n) return;
      counts[value] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) {
      const key = keys[i]!;
      const to = counts[first + ((key >>> shift) & (RADIX - 1))]!++;
      keysAside[to] = key;
      rowsAside[to] = rows[i]!;
    }
    [keys, keysAside] = [keysAside, keys];
    [rows, rowsAside] = [rowsAside, rows];
  }
}
