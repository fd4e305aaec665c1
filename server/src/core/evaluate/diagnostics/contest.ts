import { bootstrapIntervals } from '../../metrics';
import { deriveSeed } from '../../math/random';
import type { Contest, Measures } from '../report-details';
import { LEVEL, measured, REPEATS } from './measured';
import { isDrawn, rankCell, weightedNdcg, weightedSpearman } from './ranked-cell';

/** Later rows with two forecasts of them; log1p(V). */
export interface Contestants {
  /** (n,) rows of one article are drawn together. */
  readonly article: ArrayLike<number>;
  readonly actual: Float64Array;
  readonly model: Float64Array;
  /** NaN where no guess could be made: it is then not judged at all. */
  readonly guess: Float64Array;
  /** (n,) rows of one cell compete for ranks: one age of one period, or of all. */
  readonly cell: readonly (string | number)[];
}

/** Fewer rows than this make no order worth judging, as in `scoreLater`. */
const CELL_ROWS = 5;
const MEASURES = ['rmse', 'spearman', 'ndcgAt10'] as const;

/**
 * Two forecasts of the same later articles with 90 % intervals, articles drawn with replacement. The figures are those
 * of `scoreLater`: RMSE over all rows; Spearman and NDCG@10 in each cell, then their mean.
 *
 * Cost: O(rows) per resample, 500 of them.
 */
export function contest(rows: Contestants, seed: number): Contest {
  const { article, actual } = rows;
  const articles = new Set(Array.from(article)).size;
  if (actual.length === 0) return { articles, rows: 0, model: NOTHING, guess: NOTHING, difference: NOTHING };
  const intervals = bootstrapIntervals({
    metrics: judgeOf(rows),
    nRows: actual.length,
    groups: article,
    seed: deriveSeed(seed, 0),
    repeats: REPEATS,
    level: LEVEL,
  }).map(measured);
  const part = (at: number): Measures => ({
    rmse: intervals[at] ?? null,
    spearman: intervals[at + 1] ?? null,
    ndcgAt10: intervals[at + 2] ?? null,
  });
  return { articles, rows: actual.length, model: part(0), guess: part(3), difference: part(6) };
}

const NOTHING: Measures = { rmse: null, spearman: null, ndcgAt10: null };

/** (9,) of drawn rows: the three measures of the model, of the guess, and of the first less the second. */
function judgeOf({ actual, model, guess, cell }: Contestants): (rows: Uint32Array) => Float64Array {
  const forecasts = [model, guess];
  const judged = forecasts.map((values) => values.every(Number.isFinite));
  const squares = forecasts.map((values) => values.map((value, row) => (actual[row]! - value) ** 2));
  const gains = actual.map(Math.expm1);
  const cells = cellsOf(cell)
    .filter((rows) => rows.length >= CELL_ROWS)
    .map((rows) => rankCell(rows, actual, forecasts));
  const weights = new Uint32Array(actual.length);
  const ranks = [new Float64Array(actual.length), new Float64Array(actual.length)] as const;

  return (rows) => {
    weights.fill(0);
    for (const row of rows) weights[row]!++;
    const out = new Float64Array(3 * MEASURES.length);
    let drawn = 0;
    for (const own of cells) {
      if (!isDrawn(own, weights)) continue;
      drawn++;
      weightedSpearman(own, weights, ranks, (side, rho) => (out[side * MEASURES.length + 1]! += rho));
      weightedNdcg(own, weights, gains, (side, ndcg) => (out[side * MEASURES.length + 2]! += ndcg));
    }
    forecasts.forEach((_, side) => {
      const at = side * MEASURES.length;
      out[at] = Math.sqrt(meanOver(rows, squares[side]!));
      for (let measure = 1; measure < MEASURES.length; measure++) out[at + measure]! /= drawn; // none drawn: NaN
      if (!judged[side]) out.fill(NaN, at, at + MEASURES.length);
    });
    MEASURES.forEach((_, measure) => {
      out[2 * MEASURES.length + measure] = out[measure]! - out[MEASURES.length + measure]!;
    });
    return out;
  };
}

function cellsOf(cell: Contestants['cell']): number[][] {
  const cells = new Map<string | number, number[]>();
  cell.forEach((name, row) => {
    const known = cells.get(name);
    if (known) known.push(row);
    else cells.set(name, [row]);
  });
  return [...cells.values()];
}

function meanOver(rows: Uint32Array, values: Float64Array): number {
  let sum = 0;
  for (const row of rows) sum += values[row]!;
  return sum / rows.length;
}
