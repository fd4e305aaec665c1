/** Weeks that an hour is compared with, and how many of them must be known. */
export const COMPARED_WEEKS = 4;
const LEAST_WEEKS = 2;
/** As usual: within half of it, and within what chance alone does to counts of that size (three standard errors). */
const USUAL_SHARE = 0.5;
const STANDARD_ERRORS = 3;

export type ArrivalVerdict = 'never' | 'silent' | 'young' | 'usual' | 'more' | 'less';

interface Arrivals {
  /** Received in the last full hour, and since. */
  readonly events: number;
  readonly since: number;
  /** Received in the same hour of the weeks before that were observed. */
  readonly before: readonly number[];
  /** Anything was ever received. */
  readonly any: boolean;
}

/** Whether events arrive as they usually do at this hour of this weekday. `usual` is null while too few weeks are known. */
export function judgeArrivals({ events, since, before, any }: Arrivals): {
  readonly verdict: ArrivalVerdict;
  readonly usual: number | null;
} {
  if (!any) return { verdict: 'never', usual: null };
  const usual = before.length < LEAST_WEEKS ? null : before.reduce((sum, count) => sum + count, 0) / before.length;
  const isQuiet = events + since === 0;
  if (usual === null) return { verdict: isQuiet ? 'silent' : 'young', usual };
  if (isQuiet && usual >= 1) return { verdict: 'silent', usual };
  const tolerance = Math.max(USUAL_SHARE * usual, STANDARD_ERRORS * Math.sqrt(usual), 1);
  if (Math.abs(events - usual) <= tolerance) return { verdict: 'usual', usual };
  return { verdict: events > usual ? 'more' : 'less', usual };
}
