/** A slot without a pair. */
const FREE = -1;
const FIRST_SLOTS = 1024;

/**
 * Numbers pairs of whole numbers 0, 1, 2 … in the order they are first seen.
 *
 * Open addressing with linear probing, at most half full, no object per pair: 16 to 32 bytes a pair.
 */
export class PairTable {
  size = 0;
  /** (≥ size,) first and second number of each pair. */
  firsts = new Int32Array(FIRST_SLOTS / 2);
  seconds = new Int32Array(FIRST_SLOTS / 2);
  private slots = new Int32Array(FIRST_SLOTS).fill(FREE);

  /** Number of a pair, -1 where it is not in the table. */
  find(first: number, second: number): number {
    return this.slots[this.slotOf(first, second)]!;
  }

  /** Number of a pair, the next one where it is not in the table. */
  add(first: number, second: number): number {
    const slot = this.slotOf(first, second);
    const known = this.slots[slot]!;
    if (known !== FREE) return known;

    if (this.size === this.firsts.length) {
      this.grow();
      return this.add(first, second);
    }
    this.slots[slot] = this.size;
    this.firsts[this.size] = first;
    this.seconds[this.size] = second;
    return this.size++;
  }

  /** The slot that holds the pair, or the free one where it belongs. */
  private slotOf(first: number, second: number): number {
    const { slots, firsts, seconds } = this;
    const mask = slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let number = slots[slot]!; number !== FREE; number = slots[slot]!) {
      if (firsts[number] === first && seconds[number] === second) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const { firsts, seconds } = this;
    this.firsts = new Int32Array(2 * firsts.length);
    this.seconds = new Int32Array(2 * seconds.length);
    this.firsts.set(firsts);
    this.seconds.set(seconds);
    this.slots = new Int32Array(2 * this.slots.length).fill(FREE);
    for (let number = 0; number < this.size; number++) {
      this.slots[this.slotOf(firsts[number]!, seconds[number]!)] = number;
    }
  }
}

function hash(first: number, second: number): number {
  const h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return h ^ (h >>> 15);
}
