import type { Overview } from '../../../server/src/contracts/admin';

const LATEST_DAYS = 7;
/** Within this share traffic is as usual. */
const USUAL = 0.05;

export interface TrafficFinding {
  readonly direction: 'unknown' | 'usual' | 'more' | 'less';
  /** Share above (or below) expectation over the latest full days. */
  readonly share: number | null;
}

/** What the latest seven full days say against expectation; the running day is left out. */
export const trafficFinding = (traffic: Overview['traffic']): TrafficFinding => {
  const known = traffic.slice(0, -1).filter(({ expected }) => expected !== null);
  const latest = known.slice(-LATEST_DAYS);
  const expected = latest.reduce((sum, day) => sum + (day.expected ?? 0), 0);
  if (latest.length < LATEST_DAYS || expected <= 0) return { direction: 'unknown', share: null };
  const share = latest.reduce((sum, { views }) => sum + views, 0) / expected - 1;
  if (Math.abs(share) < USUAL) return { direction: 'usual', share };
  return { direction: share > 0 ? 'more' : 'less', share };
};
