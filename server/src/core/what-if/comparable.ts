import { predictResiduals, type ResidualModel } from '../evaluate/residual-model';
import { takeRows } from '../evaluate/take-rows';
import type { TrainingMatrix } from '../features/training-matrix';
import { median } from '../math/quantile';
import type { Move } from './effects';
import { CATEGORY, partOfDay, scaled } from './levers';

/** What articles like this with the changed values did. */
export interface Comparable {
  readonly articles: number;
  /** null for fewer than three: they would be single articles' numbers. */
  readonly medianViews: number | null;
}

/** A number is near another within this share of the range that was learned from. */
const NEAR = 0.1;
/** Of the articles with such values those that the rest speaks for most alike. */
const CLOSEST = 0.5;
const LEAST_KEPT = 10;
const MOST_KEPT = 50;
const LEAST_TOLD = 3;

/**
 * Closed articles with the changed values, and close in all the rest: by what the model expects of them were the
 * changed values the same (a prognostic score).
 *
 * @param matrix     of closed articles at 0 h.
 * @param categoryOf each of its rows.
 * @param changed    cells of the changed article in the model's columns.
 *
 * Source: Hansen (2008), "The prognostic analogue of the propensity score", Biometrika 95.
 */
export function comparableArticles(
  model: ResidualModel & { readonly columns: readonly string[] },
  matrix: TrainingMatrix,
  categoryOf: (row: number) => string | null,
  { moves, category, cells }: { moves: readonly Move[]; category: string | null; cells: Float32Array }
): Comparable {
  const { nColumns, data } = matrix.X;
  const own = moves.map((move) => ({ move, column: matrix.columns.indexOf(move.effect.lever.column) }));
  const rows = Int32Array.from(matrix.groups.keys()).filter((row) =>
    own.every(({ move, column }) =>
      move.effect.lever.name === CATEGORY
        ? categoryOf(row) === category
        : isNear(move, data[row * nColumns + column] ?? NaN)
    )
  );
  if (rows.length === 0) return { articles: 0, medianViews: null };

  const X = arranged(matrix, model.columns, rows);
  for (let row = 0; row < rows.length; row++) {
    for (const { column } of own) {
      const name = matrix.columns[column]!;
      const at = model.columns.indexOf(name);
      if (at >= 0) X.data[row * X.nColumns + at] = cells[at]!;
    }
  }
  const scores = predictResiduals(model, X, new Float64Array(rows.length)).predicted;
  const score = predictResiduals(model, { nRows: 1, nColumns: cells.length, data: cells }, new Float64Array(1))
    .predicted[0]!;
  const kept = Math.min(Math.max(Math.ceil(rows.length * CLOSEST), LEAST_KEPT), MOST_KEPT);
  const closest = [...rows.keys()]
    .sort((a, b) => Math.abs(scores[a]! - score) - Math.abs(scores[b]! - score) || a - b)
    .slice(0, kept);
  return {
    articles: closest.length,
    medianViews: closest.length < LEAST_TOLD ? null : median(closest.map((at) => matrix.views[rows[at]!]!)),
  };
}

function isNear({ effect, to }: Move, value: number): boolean {
  const { lever, low, high } = effect;
  if (Number.isNaN(value)) return false;
  if (lever.scale === 'hours') return partOfDay(value) === partOfDay(to);
  const at = (number: number) => scaled(lever.scale, number)[0]!;
  return Math.abs(at(value) - at(to)) <= NEAR * (at(high) - at(low));
}

/** Rows of a matrix in another order of columns; one that it lacks is missing everywhere. */
function arranged(matrix: TrainingMatrix, columns: readonly string[], rows: Int32Array) {
  const taken = takeRows(matrix.X, rows);
  const from = columns.map((name) => matrix.columns.indexOf(name));
  const data = new Float32Array(rows.length * columns.length);
  for (let row = 0; row < rows.length; row++) {
    from.forEach((column, to) => {
      data[row * columns.length + to] = column < 0 ? NaN : taken.data[row * taken.nColumns + column]!;
    });
  }
  return { nRows: rows.length, nColumns: columns.length, data };
}
