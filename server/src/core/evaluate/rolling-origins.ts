import type { TrainingMatrix } from '../features/training-matrix';
import { DAY_MS } from '../rollup/zone-clock';

/** Closed labels a model needs before it may be trained, and before each origin it is judged from. */
export const NEEDED_LABELS = 60;
/** Length of a test period: a week, and shorter where the history does not reach for two of them. */
const PERIOD_DAYS = [7, 3, 1];
const ENOUGH_ORIGINS = 2;

/** Train on labels closed by `origin`, judge articles first published in [origin, until) whose labels closed since. */
export interface RollingOrigin {
  readonly origin: number;
  readonly until: number;
  /** Rows of the matrix. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * Origins of the last weeks, oldest first. They lie on a fixed grid (whole periods since 1970), so that tonight's
 * evaluation and last night's judge the same articles from the same instants.
 */
export function rollingOrigins(matrix: TrainingMatrix, weeks: number): RollingOrigin[] {
  let found: RollingOrigin[] = [];
  for (const days of PERIOD_DAYS) {
    const origins = originsEvery(days * DAY_MS, matrix, weeks);
    if (origins.length > found.length) found = origins;
    if (found.length >= ENOUGH_ORIGINS) break;
  }
  return found;
}

function originsEvery(period: number, matrix: TrainingMatrix, weeks: number): RollingOrigin[] {
  const { firstPublishedAt, closesAt, groups } = matrix;
  const newest = firstPublishedAt.reduce((latest, instant) => Math.max(latest, instant), -Infinity);
  if (!Number.isFinite(newest)) return [];

  const origins: RollingOrigin[] = [];
  for (let back = weeks - 1; back >= 0; back--) {
    const origin = (Math.floor(newest / period) - back) * period;
    const until = origin + period;
    const train = rowsWhere(closesAt, (closes) => closes <= origin);
    const test = rowsWhere(firstPublishedAt, (first) => first >= origin && first < until);
    const labels = new Set(Array.from(train, (row) => groups[row])).size;
    if (labels >= NEEDED_LABELS && test.length > 0) origins.push({ origin, until, train, test });
  }
  return origins;
}

function rowsWhere(values: Float64Array, holds: (value: number) => boolean): Int32Array {
  const rows: number[] = [];
  values.forEach((value, row) => holds(value) && rows.push(row));
  return Int32Array.from(rows);
}
