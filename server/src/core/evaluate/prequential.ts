import { coverage, meanWidth } from '../metrics';
import { HOUR_MS } from '../rollup/zone-clock';
import { calibrateAges, type ScaledErrors } from './calibration';
import type { OutOfFold } from './out-of-fold';

export interface IntervalScore {
  /** Share of later articles inside their 90 % range; null where none could be calibrated. */
  readonly coverage: number | null;
  /** Mean width in log1p(V). */
  readonly width: number | null;
}

/** (n,) ends of the 90 % ranges in log1p(V), NaN where too little was known to give one. */
export interface LogRanges {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const NO_ERRORS: ScaledErrors = { ageHours: [], ratios: [], closesAt: [] };

/**
 * The ranges later articles had, or would have had, live: each from the errors whose labels had closed by its own
 * snapshot.
 *
 * @param horizonMs From first publication to closing.
 */
export function prequentialRanges(outOfFold: OutOfFold, horizonMs: number): LogRanges {
  const { closesAt, ageHours, predicted, spread, seen } = outOfFold;
  const errors = scaledErrors(outOfFold);
  const low = new Float64Array(predicted.length).fill(NaN);
  const high = new Float64Array(predicted.length).fill(NaN);
  for (const age of new Set(ageHours)) {
    // Ranges change when a label closes: rows of one day share theirs.
    const days = new Map<number, number[]>();
    ageHours.forEach((own, row) => {
      if (own !== age) return;
      const day = Math.floor((closesAt[row]! - horizonMs + age * HOUR_MS) / (24 * HOUR_MS));
      days.set(day, [...(days.get(day) ?? []), row]);
    });
    for (const [day, rows] of days) {
      const [calibrated] = calibrateAges([age], errors, NO_ERRORS, day * 24 * HOUR_MS);
      if (calibrated === undefined || calibrated.factor === null) continue;
      for (const row of rows) {
        const half = calibrated.factor * spread[row]!;
        low[row] = Math.max(predicted[row]! - half, seen[row]!);
        high[row] = Math.max(predicted[row]! + half, seen[row]!);
      }
    }
  }
  return { low, high };
}

/** How well the ranges of one age held. */
export function prequentialCoverage(outOfFold: OutOfFold, ranges: LogRanges, ageHours: number): IntervalScore {
  const rows = Array.from(outOfFold.ageHours.keys()).filter(
    (row) => outOfFold.ageHours[row] === ageHours && Number.isFinite(ranges.low[row])
  );
  if (rows.length === 0) return { coverage: null, width: null };
  const low = rows.map((row) => ranges.low[row]!);
  const high = rows.map((row) => ranges.high[row]!);
  return {
    coverage: coverage(
      rows.map((row) => outOfFold.actual[row]!),
      low,
      high
    ),
    width: meanWidth(low, high),
  };
}

/** Errors of predictions of unseen articles, in units of each row's spread. */
export const scaledErrors = ({ ageHours, actual, predicted, spread, closesAt }: OutOfFold): ScaledErrors => ({
  ageHours,
  ratios: actual.map((truth, row) => Math.abs(truth - predicted[row]!) / spread[row]!),
  closesAt,
});
