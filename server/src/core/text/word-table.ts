import { grownTo } from './int-list';

/** A slot without a word. */
const FREE = -1;
const FIRST_SLOTS = 4096;

/**
 * Numbers words 0, 1, 2 … in the order they are first seen. A word is given as a part of a text, and looked up without
 * a string being made of it.
 *
 * Open addressing with linear probing, at most half full; the characters of all words stand one after another.
 */
export class WordTable {
  size = 0;
  private slots = new Int32Array(FIRST_SLOTS).fill(FREE);
  private hashes = new Int32Array(FIRST_SLOTS / 2);
  /** (size + 1,) word i is chars[starts[i]..starts[i+1]-1]. */
  private starts = new Int32Array(FIRST_SLOTS / 2 + 1);
  private chars = new Uint16Array(8 * FIRST_SLOTS);

  /** Number of the word text[start..end-1], -1 where it is not in the table. */
  find(text: string, start: number, end: number): number {
    return this.slots[this.slotOf(text, start, end, hashOf(text, start, end))]!;
  }

  /** Number of the word text[start..end-1], the next one where it is not in the table. */
  add(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const slot = this.slotOf(text, start, end, hash);
    const known = this.slots[slot]!;
    if (known !== FREE) return known;

    if (2 * this.size >= this.slots.length) {
      this.grow();
      return this.add(text, start, end);
    }
    const from = this.starts[this.size]!;
    const to = from + end - start;
    if (to > this.chars.length) {
      const chars = new Uint16Array(2 * to);
      chars.set(this.chars);
      this.chars = chars;
    }
    for (let at = start; at < end; at++) this.chars[from + at - start] = text.charCodeAt(at);
    this.slots[slot] = this.size;
    this.hashes[this.size] = hash;
    this.starts[this.size + 1] = to;
    return this.size++;
  }

  /** (size,) the words, by number. */
  words(): string[] {
    return Array.from({ length: this.size }, (_, word) =>
      String.fromCharCode(...this.chars.subarray(this.starts[word]!, this.starts[word + 1]!))
    );
  }

  /** The slot that holds the word, or the free one where it belongs. */
  private slotOf(text: string, start: number, end: number, hash: number): number {
    const { slots, hashes, starts, chars } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let word = slots[slot]!; word !== FREE; word = slots[slot]!) {
      const from = starts[word]!;
      if (hashes[word] === hash && starts[word + 1]! - from === end - start) {
        let at = start;
        while (at < end && text.charCodeAt(at) === chars[from + at - start]) at++;
        if (at === end) return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const capacity = this.slots.length;
    this.hashes = grownTo(this.hashes, capacity);
    this.starts = grownTo(this.starts, capacity + 1);
    this.slots = new Int32Array(2 * capacity).fill(FREE);
    const mask = this.slots.length - 1;
    for (let word = 0; word < this.size; word++) {
      let slot = this.hashes[word]! & mask;
      while (this.slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.slots[slot] = word;
    }
  }
}

/** FNV-1a over UTF-16 units. Source: Fowler, Noll and Vo (1991), public domain. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
