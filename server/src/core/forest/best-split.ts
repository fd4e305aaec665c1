import { LEAF } from './forest';

/** A way to part a node: rows with code <= bin go left, rows without a value where `missingLeft` says. */
export interface Best {
  column: number;
  bin: number;
  missingLeft: boolean;
  /** The greater, the less error is left; two numbers, because divisions cost as much as all the rest: num / den. */
  readonly score: Float64Array;
}

/** A split must take away more than this share of the node's score, or it is rounding noise. */
export const LEAST_GAIN = 1e-12;

export const NUM = 0;
export const DEN = 1;

export const createBest = (): Best => ({ column: LEAF, bin: 0, missingLeft: false, score: new Float64Array(2) });
