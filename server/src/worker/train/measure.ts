import { expectedOf } from '../../core/evaluate';
import type { RankerModel } from '../../core/evaluate';
import type { ScoringMatrix } from '../../core/features/scoring-matrix';

const ROUNDS = 5;
/** Fewer rows take too little time to be measured. */
const LEAST_ROWS = 20;

/** Milliseconds a forecast takes, the best of five rounds over all rows: the others had to share the machine. */
export function msPerForecast(model: RankerModel, matrix: ScoringMatrix): number | null {
  const { nRows } = matrix.X;
  if (nRows < LEAST_ROWS) return null;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    expectedOf(model, matrix);
    best = Math.min(best, performance.now() - started);
  }
  return best / nRows;
}
