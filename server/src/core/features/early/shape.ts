import type { SnapshotFeature } from '../definition';

const missing = 'at 0 h, and when not all of it was observed';
const shared = { group: 'early', unit: 'log ratio', range: '-∞..∞', missing, editable: false } as const;
const acceleration = (later: number, earlier: number) => Math.log((later - earlier + 1) / (earlier + 1));

/** How the early traffic moves, and how it compares. */
export const EARLY_SHAPE_FEATURES: readonly SnapshotFeature[] = [
  {
    ...shared,
    name: 'earlyAcceleration',
    formula: 'log((views from h/2 to h + 1) / (views up to h/2 + 1))',
    reason: 'earlyAcceleration',
    compute: ({ early }) => (early ? acceleration(early.now.views, early.half.views) : NaN),
  },
  {
    ...shared,
    name: 'earlyAccelerationBefore',
    formula: 'log((views from h/4 to h/2 + 1) / (views up to h/4 + 1))',
    reason: 'earlyAcceleration',
    compute: ({ early }) => (early ? acceleration(early.half.views, early.quarter.views) : NaN),
  },
  {
    ...shared,
    name: 'viewsPerVisitor',
    unit: 'ratio',
    range: '0..∞',
    formula: 'views / distinct visitors up to age h',
    missing: `${missing}; without a known visitor`,
    reason: 'viewsPerVisitor',
    compute: ({ early }) => (early && early.now.visitors > 0 ? early.now.views / early.now.visitors : NaN),
  },
  {
    ...shared,
    name: 'earlyShareOfSite',
    formula: "log((V so far + 1) / (the locale's views in the whole hours that ended since first publication + 5))",
    reason: 'earlyViews',
    compute: ({ seen, siteViews }) => Math.log((seen + 1) / (siteViews + 5)),
  },
  {
    ...shared,
    name: 'usualTrafficSoFar',
    formula:
      "log(views the locale usually has in the hours from first publication to h / as many of its mean hours), both + 1/2; usual: the same hours of the four weeks before, two weeks' worth of the mean added",
    missing: 'at 0 h, and when no whole week before was observed',
    reason: 'earlyViews',
    compute: ({ usualSoFar }) => Math.log(usualSoFar),
  },
];
