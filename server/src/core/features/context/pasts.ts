import type { SnapshotFeature, SnapshotState } from '../definition';
import type { Past } from '../pasts';

const PAST_FORMULA =
  'over closed articles: (sum of (log1p(V) - log1p(L)) + 5 x usual) / (n + 5), usual = the locale mean';

/** How earlier articles of the author, category, tags, weekday and hour did. Only labels closed at the snapshot count. */
export const PAST_FEATURES: readonly SnapshotFeature[] = [
  ...pastOf('author', ({ author }) => author),
  ...pastOf('category', ({ category }) => category),
  {
    group: 'context',
    name: 'tagsPast',
    unit: 'log ratio',
    range: '-∞..∞',
    formula: `mean over the article's tags (the first 20), each ${PAST_FORMULA}`,
    missing: 'no tag',
    editable: false,
    reason: 'tagsPast',
    compute: ({ tags }) => tags?.mean ?? NaN,
  },
  slotPast('weekdayPast', 'publicationWeekday', 'articles of the same weekday', ({ weekday }) => weekday),
  slotPast(
    'hourPast',
    'publicationHour',
    'articles of the same hour of the day and of the two beside it',
    ({ hour }) => hour
  ),
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

function slotPast(name: string, reason: string, whose: string, past: (state: SnapshotState) => Past): SnapshotFeature {
  return {
    group: 'context',
    name,
    unit: 'log ratio',
    range: '-∞..∞',
    formula: `${whose} in the site's time zone: ${PAST_FORMULA}`,
    missing: 'never',
    editable: true,
    reason,
    compute: (state) => past(state).mean,
  };
}
