import type { AgeCounter } from '../rollup/counters';
import type { WallClock } from '../rollup/zone-clock';
import type { Earlier } from './earlier-articles';
import type { Past } from './pasts';
import type { ContentSnapshot } from './types';

export type FeatureGroup = 'content' | 'text' | 'context' | 'early';

interface FeatureRow {
  /** Column name; never changes its meaning once released. */
  readonly name: string;
  readonly group: FeatureGroup;
  readonly unit: string;
  /** Smallest and largest value, as text: "0..∞". */
  readonly range: string;
  /** In words or symbols, exact enough to redo it. */
  readonly formula: string;
  /** When the value is missing (NaN in the matrix); "never" where it can't be. */
  readonly missing: string;
  /** Whether an editor can change it before publishing. */
  readonly editable: boolean;
  /** Name under which readers see its part of a reason; related columns share one. null: never a reason. */
  readonly reason: string | null;
}

/** Read from stored content features: what the version said when it was published. */
export interface ContentFeature extends FeatureRow {
  readonly group: 'content';
  readonly compute: (content: ContentMeasures) => number | null;
}

/** Worked out at the snapshot instant from what was known then. NaN = missing. */
export interface SnapshotFeature extends FeatureRow {
  readonly group: 'text' | 'context' | 'early';
  readonly compute: (state: SnapshotState) => number;
}

export type FeatureDefinition = ContentFeature | SnapshotFeature;

/** What content features count, measured once per version. */
export interface ContentMeasures {
  readonly title: string;
  readonly titleWords: readonly string[];
  readonly description: string;
  readonly slug: string;
  readonly textWords: number;
  /** Of paragraphs and quotes: headings and list items are no sentences. */
  readonly proseWords: number;
  readonly sentences: number;
  /** Ease of reading, 0..100; null where the language has no rule or there is too little text. */
  readonly readability: number | null;
  /** Distinct words / words, of the first hundred; null under fifty. */
  readonly lexicalDiversity: number | null;
  readonly headings: number;
  readonly images: number;
  readonly imagesWithAlt: number;
  readonly linksInternal: number;
  readonly linksExternal: number;
  readonly listItems: number;
  readonly quotes: number;
  /** Words of each paragraph. */
  readonly paragraphs: readonly number[];
  readonly tags: number;
  readonly seoTitle: string;
  readonly seoDescription: string;
}

/** Everything known of one article at one instant. Nothing in it was learned after `snapshotAt`. */
export interface SnapshotState {
  readonly snapshot: ContentSnapshot;
  readonly locale: string;
  /** 1 for the first published text. */
  readonly version: number;
  readonly firstPublishedAt: number;
  readonly snapshotAt: number;
  readonly ageHours: number;
  /** L: what articles of this site and locale reach just now; null before any label closed. */
  readonly level: number | null;
  /** Mean of log1p(V) - log1p(L) over the locale's closed articles: what "usual" is on the log scale. */
  readonly usual: number;
  /** null where the article names no author (category). */
  readonly author: Past | null;
  readonly category: Past | null;
  /** Mean over the article's tags; null without one. */
  readonly tags: Past | null;
  /** Articles first published on the same weekday, and around the same hour. */
  readonly weekday: Past;
  readonly hour: Past;
  /** First publication on the site's clock. */
  readonly clock: WallClock;
  /** log of views of the last 7 closed days over the 7 before; NaN when not observed. */
  readonly siteTrend: number;
  /** log of the site's usual views on the weekday of first publication over those of any day; NaN when not observed. */
  readonly weekdayTraffic: number;
  readonly earlier: Earlier;
  /** Counters at the age, half and a quarter of it; null at age 0 and where tracking missed a part. */
  readonly early: { readonly now: AgeCounter; readonly half: AgeCounter; readonly quarter: AgeCounter } | null;
  /** V so far: weighted counts up to the age; 0 at age 0. */
  readonly seen: number;
  /** Traffic the site usually has between first publication and snapshot, against its mean hour; NaN at age 0. */
  readonly usualSoFar: number;
  /** The same of the day after first publication (a draft) or snapshot. NaN without an observed week. */
  readonly usualAhead: number;
  /** Views of the locale in the whole hours that ended since first publication; NaN at age 0 and where not observed. */
  readonly siteViews: number;
}
