/** A list of whole numbers that grows by doubling: 4 bytes each, where an array of numbers takes 8 and more. */
export class Int32List {
  length = 0;
  private items = new Int32Array(1024);

  push(value: number): void {
    if (this.length === this.items.length) this.items = grownTo(this.items, this.length + 1);
    this.items[this.length++] = value;
  }

  /** What was pushed, as a view that the next push may outdate. */
  view(): Int32Array {
    return this.items.subarray(0, this.length);
  }
}

/** The same values in an array of at least this length, zeros behind them. */
export function grownTo(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (array.length >= length) return array;
  const grown = new Int32Array(Math.max(length, 2 * array.length));
  grown.set(array);
  return grown;
}
