import { DAY_MS } from '../rollup/zone-clock';

/** The pace is that of the last four weeks. */
const PACE_DAYS = 28;

export interface LabelsToCome {
  /** Closed labels still missing, >= 0. */
  readonly missing: number;
  /** (n,) first publications of articles so far, any order; milliseconds since 1970. */
  readonly published: readonly number[];
  readonly horizonMs: number;
  readonly now: number;
}

/**
 * When the missing labels will have closed: exactly, as far as the articles are out already, and after that at the
 * pace of the last 28 days. null when nothing was published in them and what is out is not enough.
 */
export function whenEnough({ missing, published, horizonMs, now }: LabelsToCome): number | null {
  if (missing <= 0) return now;
  const open = published.map((at) => at + horizonMs).filter((closes) => closes > now);
  open.sort((a, b) => a - b);
  const last = open[missing - 1];
  if (last !== undefined) return last;
  const lately = published.filter((at) => at > now - PACE_DAYS * DAY_MS && at <= now).length;
  if (lately === 0) return null;
  return now + horizonMs + ((missing - open.length) * PACE_DAYS * DAY_MS) / lately;
}
