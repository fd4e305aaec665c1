import { grownTo } from './int-list';

/**
 * Counts the terms of one document after another without an object per document: an array over all terms remembers in
 * which document each was last seen, and where in that document's list it stands.
 */
export class RowCounter {
  /** Distinct terms of the document so far. */
  length = 0;
  /** (≥ length,) each in the order it is first seen, and how often. */
  ids = new Int32Array(256);
  counts = new Int32Array(256);
  private row = 0;
  /** Number of the row a term was last seen in, counted from 1. */
  private lastRow = new Int32Array(1024);
  private place = new Int32Array(1024);

  begin(): void {
    this.row++;
    this.length = 0;
  }

  /** @returns true when the document did not have the term yet. */
  add(id: number): boolean {
    if (id >= this.lastRow.length) {
      this.lastRow = grownTo(this.lastRow, id + 1);
      this.place = grownTo(this.place, id + 1);
    }
    if (this.lastRow[id] === this.row) {
      this.counts[this.place[id]!]!++;
      return false;
    }
    if (this.length === this.ids.length) {
      this.ids = grownTo(this.ids, this.length + 1);
      this.counts = grownTo(this.counts, this.length + 1);
    }
    this.lastRow[id] = this.row;
    this.place[id] = this.length;
    this.ids[this.length] = id;
    this.counts[this.length++] = 1;
    return true;
  }
}
