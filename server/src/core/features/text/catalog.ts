import type { SnapshotFeature } from '../definition';

/** Where a snapshot's features keep it: put there from outside, since texts are no part of a history. */
export const TEXT_TOP_QUARTER = 'textTopQuarter';

/** What a classifier of words says of title and text. */
export const TEXT_SCORE_FEATURES: readonly SnapshotFeature[] = [
  {
    name: TEXT_TOP_QUARTER,
    group: 'text',
    unit: 'probability',
    range: '0..1',
    formula:
      'probability that title and text as first published read like the top quarter of V, by a classifier that learned from labels closed before first publication',
    missing: 'without a text, and before 60 labels of articles with a text had closed',
    editable: true,
    reason: TEXT_TOP_QUARTER,
    compute: ({ snapshot }) => snapshot.features[TEXT_TOP_QUARTER] ?? NaN,
  },
];
