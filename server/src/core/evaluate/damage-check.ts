import { spearman } from '../metrics';
import type { RankerEvaluation } from './evaluate-ranker';
import { predictedLog } from './predicted-log';
import { predictResiduals, type ResidualModel } from './residual-model';
import { takeRows, takeValues } from './take-rows';

const LATEST_ROWS = 200;
const LEAST_ROWS = 20;
const LEAST_SPEARMAN = 0.8;

export interface DamageCheck {
  readonly intact: boolean;
  readonly rows: number;
  /** null with too few rows to say. */
  readonly spearman: number | null;
}

/**
 * Does the refitted model order the latest 200 closed rows as the models before it did, which had not seen them?
 * Broken bytes, shuffled columns or a failed fit do not. Under 20 rows nothing can be said, and nothing is held against it.
 */
export function checkDamage(
  model: ResidualModel,
  { matrix, outOfFold, rows }: Pick<RankerEvaluation, 'matrix' | 'outOfFold' | 'rows'>
): DamageCheck {
  const latest = Array.from(rows.keys())
    .sort((a, b) => outOfFold.closesAt[b]! - outOfFold.closesAt[a]! || a - b)
    .slice(0, LATEST_ROWS);
  if (latest.length < LEAST_ROWS) return { intact: true, rows: latest.length, spearman: null };

  const own = Int32Array.from(latest, (at) => rows[at]!);
  const { predicted } = predictResiduals(model, takeRows(matrix.X, own), takeValues(matrix.ageHours, own));
  const refitted = Array.from(own, (row, i) =>
    predictedLog(matrix.offset[row]!, predicted[i]!, matrix.viewsSoFar[row]!)
  );
  const rho = spearman(
    refitted,
    latest.map((at) => outOfFold.predicted[at]!)
  );
  return { intact: rho >= LEAST_SPEARMAN, rows: latest.length, spearman: Number.isNaN(rho) ? null : rho };
}
