import type { SnapshotFeature } from '../definition';
import type { Ranked } from '../earlier-articles';

const NAMES: readonly (readonly [name: string, of: Ranked])[] = [
  ['titleLengthRank', 'titleCharacters'],
  ['textLengthRank', 'textWords'],
  ['headingsRank', 'headings'],
  ['imagesRank', 'images'],
];

/** The same measure is long on one site and short on another: where the article stands among the site's own. */
export const RANK_FEATURES: readonly SnapshotFeature[] = NAMES.map(([name, of]) => ({
  group: 'context',
  name,
  unit: 'share',
  range: '0..1',
  formula: `share of the latest 500 articles first published before in the locale with less ${of}, ties counting half`,
  missing: 'under 10 earlier articles, or without the measure',
  editable: true,
  reason: of,
  compute: ({ earlier }) => earlier.ranks[of],
}));
