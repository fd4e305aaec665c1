import type { Device } from './device';
import type { SourceType } from './source-type';

/** What a reader can do. The word is the API's, the tables' and the UI's. */
export const EVENT_TYPES = [
  'view',
  'engagement',
  'click',
  'impression',
  'conversion',
  'search',
  'share',
  'custom',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** How much one event of a type counts towards performance, V = sum of weight x count. Kept in lineage. */
export type EventWeights = Readonly<Record<EventType, number>>;

export const DEFAULT_WEIGHTS: EventWeights = {
  view: 1,
  engagement: 0,
  click: 0,
  impression: 0,
  conversion: 0,
  search: 0,
  share: 0,
  custom: 0,
};

/** A raw event as the rollup reads it: what a row of `foresight_events` says, less what nothing counts. */
export interface RawEvent {
  readonly type: EventType;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** Salted hash, or null where the sender gave none. */
  readonly visitor: string | null;
  readonly session: string | null;
  /** Bots are kept and never counted. */
  readonly bot: boolean;
}

/** An event with what hours and days are broken down by; null where the sender said nothing of it. */
export interface DetailedEvent extends RawEvent {
  /** Of an engagement: milliseconds in which the reader was active since the last one. */
  readonly value: number | null;
  /** Of an engagement: deepest share of the page seen so far, 0-1. */
  readonly scroll: number | null;
  readonly sourceType: SourceType | null;
  readonly device: Device | null;
}
