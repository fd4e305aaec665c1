import { EARLY_COUNT_FEATURES } from './early/counts';
import { EARLY_SHAPE_FEATURES } from './early/shape';
import { CONTENT_FEATURES } from './content/catalog';
import { PAST_FEATURES } from './context/pasts';
import { PUBLICATION_TIME_FEATURES } from './context/publication-time';
import { RANK_FEATURES } from './context/ranks';
import { RHYTHM_FEATURES } from './context/rhythm';
import { SITE_FEATURES } from './context/site';
import type { FeatureDefinition } from './definition';
import { TEXT_SCORE_FEATURES } from './text/catalog';

/** Every feature, in column order. `docs/features.md` has one row per feature; a test holds the two equal. */
export const CATALOG: readonly FeatureDefinition[] = [
  ...CONTENT_FEATURES,
  ...TEXT_SCORE_FEATURES,
  ...RANK_FEATURES,
  ...PAST_FEATURES,
  ...PUBLICATION_TIME_FEATURES,
  ...SITE_FEATURES,
  ...RHYTHM_FEATURES,
  ...EARLY_COUNT_FEATURES,
  ...EARLY_SHAPE_FEATURES,
];
