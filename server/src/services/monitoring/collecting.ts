import type { IntakeTotals, Overview } from '../../contracts/admin';
import { HOUR_MS, DAY_MS } from '../../core/rollup';

type Finding = Overview['findings'][number];

/** A site that had events and has none for this long gets a finding. */
const SILENCE_MS = DAY_MS;
/** More of the latest browsers' events than this from one network: as a rule a proxy that is not trusted. */
const SHARED = 0.5;
/** More than this of what was received refused or kept back is worth a look, once so much was received. */
const LOST = 0.05;
const LEAST_RECEIVED = 20;

/** @param arrived when something came last; null = never. */
export function silence(now: number, arrived: number | null): Finding[] {
  if (arrived === null) return [{ code: 'no-events', level: 'info', values: {} }];
  if (now - arrived <= SILENCE_MS) return [];
  return [{ code: 'silent', level: 'warning', values: { hours: Math.round((now - arrived) / HOUR_MS) } }];
}

/** @param share of one network among the latest events of browsers; null while there are few. */
export const sharedNetwork = (share: number | null): Finding[] =>
  share !== null && share > SHARED
    ? [{ code: 'shared-network', level: 'warning', values: { percent: Math.round(share * 100) } }]
    : [];

export const nothingWatched = (types: number): Finding[] =>
  types === 0 ? [{ code: 'nothing-watched', level: 'warning', values: {} }] : [];

/** Much of what arrives does not count. */
export function muchLost({ received, quarantined, rejected }: IntakeTotals): Finding[] {
  const share = received < LEAST_RECEIVED ? 0 : (quarantined + rejected) / received;
  if (share <= LOST) return [];
  return [{ code: 'much-refused', level: 'warning', values: { percent: Math.round(share * 100) } }];
}

/** Keys that any site may send events with. */
export const anyOrigin = (names: readonly string[]): Finding[] =>
  names.length === 0
    ? []
    : [{ code: 'any-origin', level: 'info', values: { count: names.length, name: names[0] ?? '' } }];
