/**
 * What features, labels and serving read, as plain data. The worker fills it from the database once;
 * nothing below this line knows where it came from.
 */
import type { EventWeights } from '../events/event-types';
import type { AgeCounter } from '../rollup/counters';
import type { TargetKey } from '../target';

/** Content features by catalog name, as they were when the version was published; null = missing. */
export type ContentFeatures = Readonly<Record<string, number | null>>;

/** What of a version's content learning reads. Stored in `publication`, never recomputed from today's text. */
export interface ContentSnapshot {
  readonly title: string;
  readonly category: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly features: ContentFeatures;
}

/** One published version of one document in one locale; times in milliseconds since 1970. */
export interface PublicationRecord {
  readonly key: TargetKey;
  readonly version: number;
  readonly firstPublishedAt: number;
  readonly versionPublishedAt: number;
  /** null while it is the current one. */
  readonly versionUnpublishedAt: number | null;
  readonly snapshot: ContentSnapshot;
}

/** Counts of one site day (site time zone) and locale over all documents. */
export interface DayTotal {
  readonly locale: string;
  /** Start of the day in the site's time zone, milliseconds since 1970. */
  readonly dayStart: number;
  readonly views: number;
  readonly visitors: number;
}

/** Views of one hour and locale over all documents. */
export interface HourTotal {
  readonly locale: string;
  /** Start of the hour in UTC, milliseconds since 1970. */
  readonly hourStart: number;
  readonly views: number;
}

/** A stretch of time in which events were collected; `to` is null while it is still going on. */
export interface CoverageSpan {
  readonly from: number;
  readonly to: number | null;
  readonly source: 'tracking' | 'import' | 'outage';
}

/** Settings that change labels; kept in every model's lineage. */
export interface LabelSettings {
  readonly horizonMinutes: number;
  readonly weights: EventWeights;
  /** IANA name; weekday, hour and day totals are counted in it. */
  readonly timeZone: string;
}

export interface SiteHistory {
  readonly settings: LabelSettings;
  readonly publications: readonly PublicationRecord[];
  /** By `targetId(key)`: counters in ascending age; that of the horizon only once it is closed, and with it the label. */
  readonly ageCounters: ReadonlyMap<string, readonly AgeCounter[]>;
  readonly days: readonly DayTotal[];
  /** Hours without a view may be left out. */
  readonly hours: readonly HourTotal[];
  readonly coverage: readonly CoverageSpan[];
}
