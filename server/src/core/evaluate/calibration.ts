import { DAY_MS } from '../rollup/zone-clock';

/** How wide 90 % ranges have to be at an age. */
export interface AgeCalibration {
  readonly ageHours: number;
  /** 90 % of the time |log1p(V) - predicted| <= factor x the row's spread; null where too few errors are known to say. */
  readonly factor: number | null;
  /** Errors it was taken from. */
  readonly rows: number;
  readonly source: 'age' | 'all-ages' | 'out-of-bag' | 'none';
}

/** Fewer errors than this at an age, and all ages are pooled. */
export const CALIBRATION_ROWS = 40;
/** Ranges follow the errors of the latest weeks: what was hard to foresee last year need not be so now. */
const WINDOW_MS = 28 * DAY_MS;
export const LEVEL = 0.9;

/** Errors of predictions of unseen rows, each in units of its own spread. */
export interface ScaledErrors {
  readonly ageHours: ArrayLike<number>;
  /** (n,) |true - predicted| / spread. */
  readonly ratios: ArrayLike<number>;
  /** (n,) when each became known. */
  readonly closesAt: ArrayLike<number>;
}

/**
 * The factor that holds a share of errors: the ceil(level (n + 1))-th smallest ratio, so that coverage is at least that
 * level when the next error is one more of the same kind. null under 9 errors (at .9), where no such rank exists.
 *
 * @param ratios (n,) |true - predicted| / spread, in any order.
 *
 * Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman (2018), "Distribution-Free Predictive Inference for
 * Regression", JASA 113, section 5.2 (locally weighted), with the spread of a quantile forest (Meinshausen 2006).
 */
export function conformalFactor(ratios: ArrayLike<number>, level = LEVEL): number | null {
  const rank = Math.ceil(level * (ratios.length + 1));
  return rank > ratios.length ? null : Float64Array.from(ratios).sort()[rank - 1]!;
}

/**
 * One calibration per age from the errors known at an instant: the age's own of the last 28 days, or its latest 40;
 * under 40 of them all ages' together; under 40 of those out-of-bag errors; without enough of those none.
 *
 * @param level Share of errors to hold.
 */
export function calibrateAges(
  ages: readonly number[],
  judged: ScaledErrors,
  outOfBag: ScaledErrors,
  asOf: number,
  level = LEVEL
): AgeCalibration[] {
  const known = Array.from({ length: judged.ratios.length }, (_, row) => row)
    .filter((row) => judged.closesAt[row]! <= asOf)
    .sort((a, b) => judged.closesAt[a]! - judged.closesAt[b]!);
  const ratiosOf = (rows: readonly number[]) => rows.map((row) => judged.ratios[row]!);
  return ages.map((ageHours) => {
    const ofAge = known.filter((row) => judged.ageHours[row] === ageHours);
    const own = latest(ofAge, judged.closesAt, asOf);
    if (own.length >= CALIBRATION_ROWS) return calibration(ageHours, ratiosOf(own), 'age', level);
    const all = latest(known, judged.closesAt, asOf);
    if (all.length >= CALIBRATION_ROWS) return calibration(ageHours, ratiosOf(all), 'all-ages', level);
    const bag = Array.from(outOfBag.ratios).filter((_, row) => outOfBag.ageHours[row] === ageHours);
    return calibration(ageHours, bag, 'out-of-bag', level);
  });
}

/** The calibration of an age, or of the latest one before it. */
export function calibrationAt(calibrations: readonly AgeCalibration[], ageHours: number): AgeCalibration {
  return calibrations.filter((calibrated) => calibrated.ageHours <= ageHours).at(-1) ?? calibrations[0]!;
}

/** Of rows in order of closing: those of the window, and the latest 40 in any case. */
function latest(rows: readonly number[], closesAt: ArrayLike<number>, asOf: number): readonly number[] {
  const inWindow = rows.filter((row) => closesAt[row]! > asOf - WINDOW_MS);
  return inWindow.length >= CALIBRATION_ROWS ? inWindow : rows.slice(-CALIBRATION_ROWS);
}

function calibration(
  ageHours: number,
  ratios: readonly number[],
  source: AgeCalibration['source'],
  level: number
): AgeCalibration {
  const factor = conformalFactor(ratios, level);
  return { ageHours, factor, rows: ratios.length, source: factor === null ? 'none' : source };
}
