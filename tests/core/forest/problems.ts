import type { Matrix } from '../../../server/src/core/math/matrix';
import { createRandom } from '../../../server/src/core/math/random';

export const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  nRows: rows.length,
  nColumns: rows[0]?.length ?? 0,
  data: Float32Array.from(rows.flat()),
});

/** Friedman's first problem (1991): five columns matter, the others are noise; a share of the values is missing. */
export function friedman(nRows: number, seed: number, { nColumns = 8, missing = 0, noise = 0.5 } = {}) {
  const random = createRandom(seed);
  const complete = Array.from({ length: nRows }, () => Array.from({ length: nColumns }, random.next));
  const y = Float64Array.from(
    complete,
    ([a, b, c, d, e]) =>
      10 * Math.sin(Math.PI * a! * b!) + 20 * (c! - 0.5) ** 2 + 10 * d! + 5 * e! + noise * random.normal()
  );
  const rows = complete.map((row) => row.map((x) => (random.next() < missing ? NaN : x)));
  return { X: matrix(rows), y, rows };
}

export const rowOf = (X: Matrix, row: number): Float32Array => X.data.slice(row * X.nColumns, (row + 1) * X.nColumns);
