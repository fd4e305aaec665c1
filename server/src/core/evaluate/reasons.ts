import { CATALOG } from '../features/catalog';
import type { ScoringMatrix } from '../features/scoring-matrix';
import type { RankerModel } from './ranker-model';
import { ageModelAt } from './residual-model';

/** Why a forecast is high or low: an association the model learned, never a promise. */
export interface RankerReason {
  /** Name in the catalog, or "field.<attribute>". */
  readonly feature: string;
  /** The article's value in the feature's unit; null when missing. */
  readonly value: number | null;
  /** Share by which it moves expected views: .12 = 12 % more. */
  readonly effect: number;
}

const REASON_OF = new Map(CATALOG.map(({ name, reason }) => [name, reason]));
/** Counted from readers: before there are any, their absence is no reason, every new article has it. */
const FROM_READERS = new Set(CATALOG.filter(({ group }) => group === 'early').map(({ name }) => name));
/** Effects smaller than this say nothing. */
const LEAST_EFFECT = 0.005;

/** Columns that say one thing to a reader, by its name; age is none. */
export function reasonOf(column: string): string | null {
  return REASON_OF.has(column) ? REASON_OF.get(column)! : column;
}

/**
 * How a prediction is shared out: along the trees' paths, cheap enough for lists, or by exact Shapley values, which
 * favour no column for being tested last and take some milliseconds a row.
 */
export type ReasonsBy = 'paths' | 'shapley';

/** The k strongest reasons of one row, strongest first. Related columns count together. */
export function reasonsFor(
  model: RankerModel,
  matrix: ScoringMatrix,
  row: number,
  k: number,
  by: ReasonsBy = 'paths'
): RankerReason[] {
  const { nColumns, data } = matrix.X;
  const cells = data.slice(row * nColumns, (row + 1) * nColumns);
  const { regression, belief } = ageModelAt(model, matrix.ageHours[row]!);
  const { values } = by === 'shapley' ? regression.explain(cells) : regression.contributions(cells);
  const sums = new Map<string, number>();
  model.columns.forEach((column, i) => {
    const reason = reasonOf(column);
    if (reason !== null) sums.set(reason, (sums.get(reason) ?? 0) + belief.slope * values[i]!);
  });
  return [...sums]
    .map(([feature, sum]) => ({
      feature,
      value: valueOf(cells, model.columns.indexOf(feature)),
      effect: Math.expm1(sum),
    }))
    .filter(({ feature, value }) => value !== null || !FROM_READERS.has(feature))
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(Math.log1p(b.effect)) - Math.abs(Math.log1p(a.effect)) || (a.feature < b.feature ? -1 : 1))
    .slice(0, k);
}

function valueOf(cells: Float32Array, column: number): number | null {
  const value = cells[column];
  return value === undefined || Number.isNaN(value) ? null : value;
}
