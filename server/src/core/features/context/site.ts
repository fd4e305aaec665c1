import type { SnapshotFeature } from '../definition';

const shared = { group: 'context', editable: false } as const;

/** How the site as a whole is doing at the snapshot. */
export const SITE_FEATURES: readonly SnapshotFeature[] = [
  {
    ...shared,
    name: 'usualTrafficAhead',
    unit: 'log ratio',
    range: '-∞..∞',
    formula:
      'log(views the locale usually has in the 24 hours after the snapshot, of a draft after its publication / 24 of its mean hours), as usualTrafficSoFar',
    missing: 'when no whole week before was observed',
    reason: 'publicationHour',
    compute: ({ usualAhead }) => Math.log(usualAhead),
  },
  {
    ...shared,
    name: 'siteTrend',
    unit: 'log ratio',
    range: '-∞..∞',
    formula: 'log((views of the last 7 closed site days + 1) / (views of the 7 days before + 1)), in the locale',
    missing: 'when not all 14 days were observed',
    reason: 'siteTrend',
    compute: ({ siteTrend }) => siteTrend,
  },
  {
    ...shared,
    name: 'weekdayTraffic',
    unit: 'log ratio',
    range: '-∞..∞',
    formula:
      'log((mean views of days of the weekday of publication + 1) / (mean views of a day + 1)), last 28 closed site days',
    missing: 'when not all 28 days were observed',
    reason: 'publicationWeekday',
    compute: ({ weekdayTraffic }) => weekdayTraffic,
  },
];
