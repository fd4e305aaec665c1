import type { SnapshotFeature, SnapshotState } from '../definition';
import type { Past } from '../pasts';

const PAST_FORMULA =
  'over closed articles: (sum of (log1p(V) - log1p(L)) + 5 x usual) / (n + 5), usual = the locale mean';

/** How the author's and the category's earlier articles did. Only labels closed at the snapshot count. */
export const PAST_FEATURES: readonly SnapshotFeature[] = [
  ...pastOf('author', ({ author }) => author),
  ...pastOf('category', ({ category }) => category),
];

function pastOf(whose: 'author' | 'category', past: (state: SnapshotState) => Past | null): SnapshotFeature[] {
  const shared = { group: 'context', missing: `no ${whose}`, editable: false, reason: `${whose}Past` } as const;
  return [
    {
      ...shared,
      name: `${whose}Past`,
      unit: 'log ratio',
      range: '-∞..∞',
      formula: `${whose}: ${PAST_FORMULA}`,
      compute: (state) => past(state)?.mean ?? NaN,
    },
    {
      ...shared,
      name: `${whose}ClosedArticles`,
      unit: 'log1p(articles)',
      range: '0..∞',
      formula: `log1p(closed articles of the ${whose} in the locale)`,
      compute: (state) => Math.log1p(past(state)?.count ?? NaN),
    },
  ];
}
