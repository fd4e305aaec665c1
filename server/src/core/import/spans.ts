import type { CoverageSpan } from '../features/types';

/** Whether live tracking was there at an instant: it had begun, and no outage was noted. */
export const wasTracked = (spans: readonly CoverageSpan[], at: number): boolean =>
  spans.some((span) => span.source === 'tracking' && holds(span, at)) &&
  !spans.some((span) => span.source === 'outage' && holds(span, at));

const holds = ({ from, to }: CoverageSpan, at: number): boolean => from <= at && (to === null || at < to);
