import type { SnapshotFeature } from '../definition';
import type { Counters } from '../../rollup/counters';

const shared = {
  group: 'early',
  range: '0..∞',
  missing: 'at 0 h, and when not all of it was observed',
  editable: false,
} as const;

/** Views, visitors and sessions say the same thing to an editor: how many came. */
const COUNTED: readonly (readonly [name: string, counter: keyof Counters, reason: string])[] = [
  ['earlyVisitors', 'visitors', 'earlyViews'],
  ['earlySessions', 'sessions', 'earlyViews'],
  ['earlyEngagements', 'engagements', 'earlyEngagements'],
  ['earlyClicks', 'clicks', 'earlyClicks'],
  ['earlyImpressions', 'impressions', 'earlyImpressions'],
  ['earlySearches', 'searches', 'earlySearches'],
  ['earlyConversions', 'conversions', 'earlyConversions'],
  ['earlyShares', 'shares', 'earlyShares'],
  ['earlyCustoms', 'customs', 'earlyCustoms'],
];

const PARTS = [
  ['earlyViews', 'now', 'h'],
  ['earlyViewsHalf', 'half', 'h/2'],
  ['earlyViewsQuarter', 'quarter', 'h/4'],
] as const;

/** What readers had done by the snapshot: exact counters since first publication. */
export const EARLY_COUNT_FEATURES: readonly SnapshotFeature[] = [
  ...PARTS.map(([name, part, age]): SnapshotFeature => ({
    ...shared,
    name,
    unit: 'log1p(views)',
    formula: `log1p(views up to age ${age})`,
    reason: 'earlyViews',
    compute: ({ early }) => Math.log1p(early?.[part].views ?? NaN),
  })),
  ...COUNTED.map(([name, counter, reason]): SnapshotFeature => ({
    ...shared,
    name,
    unit: `log1p(${counter})`,
    formula: `log1p(${counter} up to age h)`,
    reason,
    compute: ({ early }) => Math.log1p(early?.now[counter] ?? NaN),
  })),
];
