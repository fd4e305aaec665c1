import type { Best } from './best-split';

/**
 * What growing a tree needs to know of its target: the sums of a node's rows, and how well a column parts them.
 * A criterion is entered node by node; what it answers is about the node entered last.
 */
export interface Criterion {
  /** Values a node predicts. */
  readonly nOutputs: number;
  /** Begin a tree. @param draws (nRows,) how often each row is in the bag. @param rows Filled with those drawn; returns how many. */
  beginTree(draws: ArrayLike<number>, rows: Uint32Array): number;
  /** Sum up the node of `rows[start..end)`. Returns whether it is worth splitting: mixed, and large enough for two leaves. */
  enter(rows: Uint32Array, start: number, end: number): boolean;
  /** Write what the node predicts, less the base, to `value[at..at + nOutputs)`; returns its cover, the weight of its rows. */
  write(value: Float32Array, at: number): number;
  /** The least score a split must beat. */
  floor(): number;
  /**
   * Try every cut of a column and keep the best so far in `best`.
   *
   * @param codes (nRows,) the column's bins, of which `nBins` hold values.
   * @returns whether all rows of the node have the same code.
   */
  tryColumn(best: Best, column: number, codes: Uint8Array, nBins: number): boolean;
  /** Error taken away by a split of this score. */
  gain(score: number): number;
}
