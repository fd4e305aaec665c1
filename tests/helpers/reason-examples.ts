import type { RankerReason } from '../../server/src/core/evaluate';
import { CATALOG } from '../../server/src/core/features';

/** An attribute of a site's own, as `field.<attribute>`. */
export const OWN_ATTRIBUTE = 'field.readingLevel';

/** Values a reason is shown with, in the unit of the catalog: each reads otherwise. */
const VALUES: Readonly<Record<string, readonly number[]>> = {
  titleCharacters: [48],
  titleWords: [9],
  titleWordLength: [5.2],
  titleIsQuestion: [1, 0],
  titleHasNumber: [1, 0],
  titleHasColon: [1, 0],
  descriptionCharacters: [120, 0],
  textWords: [850],
  sentences: [42],
  sentenceWords: [17.6],
  readability: [71, 54, 30],
  lexicalDiversity: [0.68],
  headings: [4, 1, 0],
  images: [3, 1, 0],
  imagesWithAlt: [0.75],
  linksInternal: [2, 0],
  linksExternal: [1, 0],
  lists: [6, 0],
  quotes: [2, 0],
  paragraphs: [11],
  longestParagraphWords: [96],
  structureDensity: [2.4, 0],
  tags: [3, 0],
  seoTitleCharacters: [52, 0],
  seoDescriptionCharacters: [140, 0],
  slugWords: [5],
  textTopQuarter: [0.41],
  authorPast: [0.2],
  categoryPast: [-0.1],
  tagsPast: [0.05],
  publicationHour: [18.2, 23.8],
  publicationWeekday: [0, 6],
  siteTrend: [0.2, -0.2],
  daysSincePrevious: [Math.log1p(2), Math.log1p(0.2)],
  articlesLast7Days: [8, 0],
  articlesSameDay: [1, 0],
  categoryArticlesLast7Days: [3, 0],
  textVersion: [2],
  earlyViews: [Math.log1p(230)],
  earlyEngagements: [Math.log1p(80), 0],
  earlyClicks: [Math.log1p(31), 0],
  earlyImpressions: [Math.log1p(1200), 0],
  earlySearches: [Math.log1p(4), 0],
  earlyConversions: [Math.log1p(2), 0],
  earlyShares: [Math.log1p(1), 0],
  earlyCustoms: [Math.log1p(5), 0],
  earlyAcceleration: [0.3, -0.6],
  viewsPerVisitor: [1.18],
  [OWN_ATTRIBUTE]: [7],
};

/** Every reason the ranker can give: those of the catalog, and an attribute of the site's own. */
export const REASONS: readonly string[] = [
  ...new Set(CATALOG.flatMap(({ reason }) => (reason === null ? [] : [reason]))),
  OWN_ATTRIBUTE,
];

/**
 * Counted from readers, which are no reason without a value; or known of every article. What is stored of a content may
 * always lack a measure that is newer than it.
 */
const ALWAYS_KNOWN = new Set(
  CATALOG.filter(
    ({ group, missing }) =>
      group === 'early' || (group === 'context' && (missing === 'never' || missing.startsWith('before')))
  ).map(({ name }) => name)
);

/** Every reason as a panel shows it: with each of its values and without one, speaking for an article and against it. */
export function reasonExamples(feature: string): RankerReason[] {
  const values: (number | null)[] = [...(VALUES[feature] ?? [])];
  if (!ALWAYS_KNOWN.has(feature)) values.push(null);
  return values.map((value, i) => ({ feature, value, effect: i % 2 === 0 ? 0.12 : -0.08 }));
}
