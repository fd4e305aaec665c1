import { NEEDED_CURVES } from './growth-curve';

const DAY_MS = 24 * 60 * 60_000;
/** Stretch the present pace is taken from. */
const PACE_DAYS = 28;

export interface CurvesMissing {
  readonly missing: number;
  /** Days until enough are closed: from what is published already, then at the present pace; null without a pace. */
  readonly days: number | null;
}

/**
 * How many articles are still to close before curves can be judged by, and about when they will have.
 *
 * @param closed    Closed articles with an honest forecast.
 * @param closings  When the open ones with a forecast close, any order, milliseconds.
 * @param published When articles were published, any order.
 * @returns null when there are enough.
 */
export function curvesMissing(
  closed: number,
  {
    closings,
    published,
    horizonMs,
    now,
  }: {
    readonly closings: readonly number[];
    readonly published: readonly number[];
    readonly horizonMs: number;
    readonly now: number;
  }
): CurvesMissing | null {
  const missing = NEEDED_CURVES - closed;
  if (missing <= 0) return null;
  const days = (ms: number): number => Math.max(1, Math.ceil(ms / DAY_MS));
  const onTheirWay = closings.filter((at) => at > now).sort((a, b) => a - b);
  const last = onTheirWay[missing - 1];
  if (last !== undefined) return { missing, days: days(last - now) };

  const recent = published.filter((at) => at <= now && at > now - PACE_DAYS * DAY_MS);
  if (recent.length === 0) return { missing, days: null };
  // A site younger than four weeks publishes as often as it did since its first article.
  const stretch = Math.min(PACE_DAYS * DAY_MS, Math.max(DAY_MS, now - Math.min(...published)));
  return { missing, days: days(((missing - onTheirWay.length) * stretch) / recent.length + horizonMs) };
}
