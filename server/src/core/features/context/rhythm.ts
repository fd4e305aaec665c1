import type { SnapshotFeature } from '../definition';

const shared = { group: 'context', editable: false } as const;

/** How much else was published, and how often this article was changed. */
export const RHYTHM_FEATURES: readonly SnapshotFeature[] = [
  {
    ...shared,
    name: 'daysSincePrevious',
    unit: 'log1p(days)',
    range: '0..∞',
    formula: 'log1p(days since the previous first publication in the locale)',
    missing: 'for the first article',
    reason: 'daysSincePrevious',
    compute: ({ earlier }) => Math.log1p(earlier.daysSincePrevious),
  },
  {
    ...shared,
    name: 'articlesLast7Days',
    unit: 'articles',
    range: '0..∞',
    formula: 'first publications in the locale in the 7 days before this one',
    missing: 'never',
    reason: 'articlesLast7Days',
    compute: ({ earlier }) => earlier.articlesLast7Days,
  },
  {
    ...shared,
    name: 'articlesSameDay',
    unit: 'articles',
    range: '0..∞',
    formula: "first publications in the locale earlier on the same day of the site's time zone",
    missing: 'never',
    reason: 'articlesSameDay',
    compute: ({ earlier }) => earlier.articlesSameDay,
  },
  {
    ...shared,
    name: 'categoryArticlesLast7Days',
    unit: 'articles',
    range: '0..∞',
    formula: 'first publications of the category in the locale in the 7 days before this one',
    missing: 'no category',
    reason: 'categoryArticlesLast7Days',
    compute: ({ earlier }) => earlier.categoryArticlesLast7Days,
  },
  {
    ...shared,
    name: 'textVersion',
    unit: 'versions',
    range: '1..∞',
    formula: 'published versions up to the snapshot',
    missing: 'never',
    reason: 'textVersion',
    compute: ({ version }) => version,
  },
];
