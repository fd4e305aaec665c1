import type { ContentFeature } from '../definition';
import { SEO_FEATURES } from './seo-fields';
import { STRUCTURE_FEATURES } from './structure';
import { TEXT_FEATURES } from './text';
import { TITLE_FEATURES } from './title';

/** What is read from the content alone, in column order. */
export const CONTENT_FEATURES: readonly ContentFeature[] = [
  ...TITLE_FEATURES,
  ...TEXT_FEATURES,
  ...STRUCTURE_FEATURES,
  ...SEO_FEATURES,
];
