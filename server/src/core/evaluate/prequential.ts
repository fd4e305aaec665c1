import { coverage, meanWidth } from '../metrics';
import { CALIBRATION_ROWS, conformalOffsets } from './calibration';
import type { OutOfFold } from './out-of-fold';

export interface IntervalScore {
  /** Share of later articles inside their 90 % interval; null where none could be calibrated. */
  readonly coverage: number | null;
  /** Mean width in log1p(V). */
  readonly width: number | null;
}

/**
 * How well intervals held, judged as they would have been live: each row's interval comes from errors of the same age
 * (of all ages under 40) whose labels had closed by the start of the row's period.
 */
export function prequentialCoverage(outOfFold: OutOfFold, ageHours: number): IntervalScore {
  const { origin, closesAt, predicted, actual } = outOfFold;
  const low: number[] = [];
  const high: number[] = [];
  const truth: number[] = [];
  for (const start of new Set(origin)) {
    const known = rowsWhere(outOfFold, (row) => closesAt[row]! <= start);
    const ofAge = known.filter((row) => outOfFold.ageHours[row] === ageHours);
    const usable = ofAge.length >= CALIBRATION_ROWS ? ofAge : known;
    if (usable.length < CALIBRATION_ROWS) continue;
    const { lower, upper } = conformalOffsets(usable.map((row) => actual[row]! - predicted[row]!));
    for (const row of rowsWhere(outOfFold, (at) => origin[at] === start && outOfFold.ageHours[at] === ageHours)) {
      low.push(predicted[row]! + lower);
      high.push(predicted[row]! + upper);
      truth.push(actual[row]!);
    }
  }
  if (truth.length === 0) return { coverage: null, width: null };
  return { coverage: coverage(truth, low, high), width: meanWidth(low, high) };
}

function rowsWhere({ article }: OutOfFold, holds: (row: number) => boolean): number[] {
  return Array.from(article.keys()).filter(holds);
}
