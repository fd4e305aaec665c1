import { type LabelsToCome, whenEnough } from '../evaluate/when-enough';
import { DAY_MS } from '../rollup/zone-clock';

import { NEEDED_CURVES } from './growth-curve';

export interface CurvesMissing {
  readonly missing: number;
  /** Days until enough are closed: from what is published already, then at the present pace; null without a pace. */
  readonly days: number | null;
}

/**
 * How many articles are still to close before curves can be judged by, and about when they will have.
 *
 * @param closed   Closed articles with an honest forecast.
 * @param articles The others: `closings` are those of open articles with a forecast.
 * @returns null when there are enough.
 */
export function curvesMissing(closed: number, articles: Omit<LabelsToCome, 'missing'>): CurvesMissing | null {
  const missing = NEEDED_CURVES - closed;
  if (missing <= 0) return null;
  const at = whenEnough({ missing, ...articles });
  return { missing, days: at === null ? null : Math.max(1, Math.ceil((at - articles.now) / DAY_MS)) };
}
