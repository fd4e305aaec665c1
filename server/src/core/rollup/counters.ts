import type { EventType } from '../events/event-types';

/** Counts by event type; the column names of `foresight_rollups` and `foresight_age_counters`. */
export interface EventCounts {
  readonly views: number;
  readonly engagements: number;
  readonly clicks: number;
  readonly impressions: number;
  readonly conversions: number;
  readonly searches: number;
  readonly shares: number;
  readonly customs: number;
}

/** Counts and how many distinct visitors and sessions stand behind them (events without one count for none). */
export interface Counters extends EventCounts {
  readonly visitors: number;
  readonly sessions: number;
}

export const COUNT_OF: Readonly<Record<EventType, keyof EventCounts>> = {
  view: 'views',
  engagement: 'engagements',
  click: 'clicks',
  impression: 'impressions',
  conversion: 'conversions',
  search: 'searches',
  share: 'shares',
  custom: 'customs',
};

export const ZERO_COUNTERS: Counters = {
  views: 0,
  engagements: 0,
  clicks: 0,
  impressions: 0,
  conversions: 0,
  searches: 0,
  shares: 0,
  customs: 0,
  visitors: 0,
  sessions: 0,
};

/** What happened from first publication up to and including an age. */
export interface AgeCounter extends Counters {
  readonly ageMinutes: number;
}

/** Ages counted for every article, in minutes: a quarter of an hour to three days. The horizon comes on top. */
export const AGE_MINUTES = [15, 30, 60, 90, 180, 360, 720, 1080, 1440, 2160, 4320] as const;

/** Ages at which a training snapshot is taken and a prediction kept, in hours. */
export const SNAPSHOT_AGE_HOURS = [0, 1, 6, 24, 72] as const;
