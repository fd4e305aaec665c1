import type { BootstrapInterval } from '../../metrics';
import type { Measured } from '../report-details';

export const LEVEL = 0.9;
/** Enough for the ends of a 90 % interval, which 25 resamples lie beyond on each side. */
export const REPEATS = 500;

/** Four significant digits: more say nothing, and reports are kept for ever. */
export const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(4)) : value);

/**
 * A figure for a report; null when there is none. Percentiles of a resampled rank measure can miss the measure itself
 * (a row drawn twice ties with itself): the interval is then stretched to it, which makes it no less honest.
 */
export function measured({ value, low, high }: BootstrapInterval): Measured | null {
  if (!Number.isFinite(value)) return null;
  const [least, most] = [
    Math.min(value, Number.isNaN(low) ? value : low),
    Math.max(value, Number.isNaN(high) ? value : high),
  ];
  return { value: rounded(value), low: rounded(least), high: rounded(most) };
}
