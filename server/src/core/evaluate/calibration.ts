/** How far the truth lies from a prediction, in log1p(V): 90 % of the time between `lower` and `upper`. */
export interface AgeCalibration {
  readonly ageHours: number;
  /** Usually below 0. */
  readonly lower: number;
  /** Usually above 0. */
  readonly upper: number;
  /** Errors it was taken from. */
  readonly rows: number;
  readonly source: 'age' | 'all-ages' | 'out-of-bag';
}

/** Fewer errors than this at an age, and all ages are pooled. */
export const CALIBRATION_ROWS = 40;
const TAIL = 0.05;

/**
 * Signed offsets that hold 90 % of errors, low and high side apart (views drift, so errors are not symmetric).
 * The ranks allow for the next error being one more of the same kind: coverage is at least 90 % among exchangeable ones.
 *
 * @param errors (n,) true - predicted, in any order; n >= 1.
 *
 * Source: Vovk, Gammerman and Shafer (2005), "Algorithmic Learning in a Random World", chapter 2; Romano, Patterson
 * and Candès (2019), "Conformalized Quantile Regression", for the two sides apart.
 */
export function conformalOffsets(errors: ArrayLike<number>): { lower: number; upper: number } {
  const sorted = Float64Array.from(errors).sort();
  const n = sorted.length;
  const low = Math.max(Math.floor(TAIL * (n + 1)), 1);
  const high = Math.min(Math.ceil((1 - TAIL) * (n + 1)), n);
  return { lower: sorted[low - 1]!, upper: sorted[high - 1]! };
}

/** Errors with the age they were made at. */
export interface AgedErrors {
  readonly ageHours: Float64Array;
  readonly errors: Float64Array;
}

/**
 * One calibration per age: from that age's errors, under 40 of them from all ages', under 40 of those from
 * out-of-bag errors of the fitted model.
 */
export function calibrateAges(ages: readonly number[], judged: AgedErrors, outOfBag: AgedErrors): AgeCalibration[] {
  return ages.map((ageHours) => {
    const own = errorsAt(judged, ageHours);
    if (own.length >= CALIBRATION_ROWS) return calibration(ageHours, own, 'age');
    if (judged.errors.length >= CALIBRATION_ROWS) return calibration(ageHours, judged.errors, 'all-ages');
    const ofAge = errorsAt(outOfBag, ageHours);
    return calibration(ageHours, ofAge.length > 0 ? ofAge : outOfBag.errors, 'out-of-bag');
  });
}

/** The calibration of an age, or of the latest one before it. */
export function calibrationAt(calibrations: readonly AgeCalibration[], ageHours: number): AgeCalibration {
  return calibrations.filter((calibrated) => calibrated.ageHours <= ageHours).at(-1) ?? calibrations[0]!;
}

const errorsAt = ({ ageHours, errors }: AgedErrors, age: number) => errors.filter((_, row) => ageHours[row] === age);

const calibration = (ageHours: number, errors: Float64Array, source: AgeCalibration['source']): AgeCalibration => ({
  ageHours,
  ...(errors.length > 0 ? conformalOffsets(errors) : { lower: -Infinity, upper: Infinity }),
  rows: errors.length,
  source,
});
