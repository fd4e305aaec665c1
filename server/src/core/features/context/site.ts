import type { SnapshotFeature } from '../definition';

const shared = { group: 'context', editable: false } as const;

/** How the site as a whole is doing at the snapshot. */
export const SITE_FEATURES: readonly SnapshotFeature[] = [
  {
    ...shared,
    name: 'siteLevel',
    unit: 'log1p(V)',
    range: '0..∞',
    formula: "log1p(L), L = mean V of the locale's labels closed in the last 28 days, shrunk towards its history",
    missing: 'before any label closed',
    reason: 'siteLevel',
    compute: ({ level }) => Math.log1p(level ?? NaN),
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
];
