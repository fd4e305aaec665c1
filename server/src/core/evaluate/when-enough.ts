import { DAY_MS } from '../rollup/zone-clock';

/** The pace is that of the last four weeks, or since the first article where that is less. */
const PACE_DAYS = 28;
/** Over a shorter past one busy day would promise too much. */
const LEAST_PACE_DAYS = 7;

export interface LabelsToCome {
  /** Closed labels still missing, >= 0. */
  readonly missing: number;
  /** (n,) when open articles close, any order; milliseconds since 1970. Those not after `now` count for nothing. */
  readonly closings: readonly number[];
  /** (n,) first publications of articles so far, any order; milliseconds since 1970. */
  readonly published: readonly number[];
  readonly horizonMs: number;
  readonly now: number;
}

/**
 * When the missing labels will have closed: exactly, as far as the articles are out already, and after that at the
 * present pace. null when nothing was published lately and what is out is not enough.
 */
export function whenEnough({ missing, closings, published, horizonMs, now }: LabelsToCome): number | null {
  if (missing <= 0) return now;
  const open = closings.filter((closes) => closes > now).sort((a, b) => a - b);
  const last = open[missing - 1];
  if (last !== undefined) return last;
  const first = published.reduce((earliest, at) => Math.min(earliest, at), now);
  const stretch = Math.min(PACE_DAYS * DAY_MS, Math.max(LEAST_PACE_DAYS * DAY_MS, now - first));
  const lately = published.filter((at) => at >= now - stretch && at <= now).length;
  if (lately === 0) return null;
  return now + horizonMs + ((missing - open.length) * stretch) / lately;
}
