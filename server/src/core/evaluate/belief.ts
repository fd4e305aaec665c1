import { mean } from '../math/mean';
import { fitLine } from './least-squares';

/** How far a regression is believed: residual = centre + slope x (what it says - centre). */
export interface Belief {
  /** 0 = not at all, 1 = as it stands. */
  readonly slope: number;
  /** What is said where it is not believed at all. */
  readonly centre: number;
}

/** Fewer rows than this don't say how far to believe. */
const LEAST_ROWS = 30;

/**
 * Slope of the straight line from what was said of rows nobody had learned from to what came true, kept in 0..1: a
 * forest overstates what it half knows.
 *
 * @param said (n,) predictions; NaN where there is none.
 * @param truth (n,)
 * @returns 1 with fewer than 30 rows.
 *
 * Source: Breiman (1996), "Stacked Regressions", Machine Learning 24.
 */
export function slopeOf(said: Float64Array, truth: Float64Array): number {
  const rows = Int32Array.from(said.keys()).filter((row) => Number.isFinite(said[row]));
  if (rows.length < LEAST_ROWS) return 1;
  const x = Float64Array.from(rows, (row) => said[row]!);
  const y = Float64Array.from(rows, (row) => truth[row]!);
  return Math.min(Math.max(fitLine(x, y).slope, 0), 1);
}

/**
 * Where nothing of a regression is believed: at 0 h what the site's level says (a residual of 0: the level follows the
 * site, while the mean residual of a year is the drift of that year), later the mean of what was still to come.
 */
export const centreOf = (ageHours: number, y: Float64Array): number => (ageHours === 0 ? 0 : mean(y));

export const believed = ({ slope, centre }: Belief, said: number): number => centre + slope * (said - centre);
