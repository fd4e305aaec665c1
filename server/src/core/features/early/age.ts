import type { SnapshotFeature } from '../definition';

/** Age of the snapshot. It says which question is asked, not why an article does well: never a reason. */
export const AGE_FEATURES: readonly SnapshotFeature[] = [
  {
    name: 'ageHours',
    group: 'early',
    unit: 'hours',
    range: '0..∞',
    formula: 'snapshot instant - first publication',
    missing: 'never',
    editable: false,
    reason: null,
    compute: ({ ageHours }) => ageHours,
  },
];
