import { humanise } from '../format/humanise';

import type { Text } from './useText';

/** A feature in words: its message, or its own name; `field.<attribute>` is an attribute of the site's. */
export const featureName = (feature: string, { named }: Text): string =>
  named('feature', feature, humanise(feature.replace(/^field\./, '')));
