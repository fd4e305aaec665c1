/**
 * Order measures of one cell (the rows that compete with each other) under row weights, so that a resample needs no
 * sorting: a row drawn w times counts as w rows of equal value. Sorted once, each weighting costs O(rows).
 */
import { CoreError } from '../../errors';

/** Rows in ascending order of a value, and where a run of equal values ends. */
interface Order {
  readonly rows: Uint32Array;
  /** (n,) for each position the position after the last one of the same value. */
  readonly tieEnd: Uint32Array;
}

export interface RankedCell {
  readonly truth: Order;
  /** One per forecaster. */
  readonly guesses: readonly Order[];
  /** By forecaster and, last, by the truth itself: rows from the best downwards, ties in their own order. */
  readonly fromTop: readonly Uint32Array[];
}

const TOP = 10;
const DISCOUNT = Float64Array.from({ length: TOP }, (_, place) => 1 / Math.log2(place + 2));

/** @param rows rows of the cell; `actual` and each of `predicted` are (nRows,) of all rows, log1p(V). */
export function rankCell(
  rows: readonly number[],
  actual: ArrayLike<number>,
  predicted: readonly ArrayLike<number>[]
): RankedCell {
  if (rows.length === 0) throw new CoreError('INVALID_SHAPE', { name: 'rows', expected: 'at least 1', got: '0' });
  const down = (values: ArrayLike<number>) => Uint32Array.from([...rows].sort((a, b) => values[b]! - values[a]!));
  return {
    truth: orderOf(rows, actual),
    guesses: predicted.map((values) => orderOf(rows, values)),
    fromTop: [...predicted, actual].map(down),
  };
}

function orderOf(of: readonly number[], values: ArrayLike<number>): Order {
  const rows = Uint32Array.from([...of].sort((a, b) => values[a]! - values[b]!));
  const tieEnd = new Uint32Array(rows.length);
  for (let end = rows.length; end > 0;) {
    let start = end - 1;
    while (start > 0 && values[rows[start - 1]!] === values[rows[end - 1]!]) start--;
    tieEnd.fill(end, start, end);
    end = start;
  }
  return { rows, tieEnd };
}

/** Whether at least two different rows were drawn: fewer are in no order. */
export function isDrawn({ truth: { rows } }: RankedCell, weights: ArrayLike<number>): boolean {
  let distinct = 0;
  for (let at = 0; at < rows.length && distinct < 2; at++) if (weights[rows[at]!]! > 0) distinct++;
  return distinct === 2;
}

/**
 * Spearman's correlation of each forecaster with the truth; 0 where either puts nothing in order.
 *
 * @param ranks two (nRows,) arrays to write into.
 * @param add   takes a forecaster's place and its correlation.
 */
export function weightedSpearman(
  { truth, guesses }: RankedCell,
  weights: ArrayLike<number>,
  ranks: readonly [Float64Array, Float64Array],
  add: (forecaster: number, rho: number) => void
): void {
  const [ofTruth, ofGuess] = ranks;
  const centre = (writeRanks(truth, weights, ofTruth) + 1) / 2;
  for (let forecaster = 0; forecaster < guesses.length; forecaster++) {
    writeRanks(guesses[forecaster]!, weights, ofGuess);
    let ab = 0;
    let aa = 0;
    let bb = 0;
    for (const row of truth.rows) {
      const weight = weights[row]!;
      if (weight === 0) continue;
      const a = ofTruth[row]! - centre;
      const b = ofGuess[row]! - centre;
      ab += weight * a * b;
      aa += weight * a * a;
      bb += weight * b * b;
    }
    add(forecaster, aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0);
  }
}

/** Mean ranks, from 1; w copies of a row take w of them. @returns Σ weights. */
function writeRanks({ rows, tieEnd }: Order, weights: ArrayLike<number>, ranks: Float64Array): number {
  let below = 0;
  for (let start = 0; start < rows.length;) {
    const end = tieEnd[start]!;
    let tied = 0;
    for (let at = start; at < end; at++) tied += weights[rows[at]!]!;
    for (let at = start; at < end; at++) ranks[rows[at]!] = below + (tied + 1) / 2;
    below += tied;
    start = end;
  }
  return below;
}

/**
 * NDCG of each forecaster's first ten, gain = views.
 *
 * @param gains (nRows,)
 * @param add   takes a forecaster's place and its NDCG.
 */
export function weightedNdcg(
  { fromTop }: RankedCell,
  weights: ArrayLike<number>,
  gains: ArrayLike<number>,
  add: (forecaster: number, ndcg: number) => void
): void {
  const forecasters = fromTop.length - 1;
  const ideal = topGain(fromTop[forecasters]!, weights, gains);
  for (let forecaster = 0; forecaster < forecasters; forecaster++) {
    add(forecaster, ideal > 0 ? topGain(fromTop[forecaster]!, weights, gains) / ideal : 0);
  }
}

function topGain(rows: Uint32Array, weights: ArrayLike<number>, gains: ArrayLike<number>): number {
  let sum = 0;
  let place = 0;
  for (const row of rows) {
    for (let copy = weights[row]!; copy > 0 && place < TOP; copy--) sum += gains[row]! * DISCOUNT[place++]!;
    if (place === TOP) break;
  }
  return sum;
}
