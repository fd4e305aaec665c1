/** What the page Events reads: is anything arriving, what came last, and what was refused. */
import { z } from 'zod';

import type { Device } from '../core/events/device';
import { EVENT_TYPES, type EventType } from '../core/events/event-types';
import type { SourceType } from '../core/events/source-type';
import type { Instant, IntakeAnswer, Overview } from './admin';
import { id } from './admin-requests';
import { wholeNumber } from './query';

/** Hours of one picture of arrivals. */
const MOST_HOURS = 14 * 24;

const since = z.string().datetime({ offset: true }).optional();

/** GET /foresight/arriving?hours */
export const arrivingRequest = z.object({ hours: wholeNumber(1, MOST_HOURS).default('48') }).strict();

/** GET /foresight/stream?type&contentType&documentId&locale&since: a document is named together with its type. */
export const streamRequest = z
  .object({
    type: z.enum(EVENT_TYPES).optional(),
    contentType: z.string().min(1).max(128).optional(),
    documentId: id.optional(),
    locale: z
      .string()
      .regex(/^[\w-]{1,16}$/, 'the code of a locale')
      .optional(),
    since,
  })
  .strict();

/** GET /foresight/refusals?since */
export const refusalsRequest = z.object({ since }).strict();

export type StreamRequest = z.infer<typeof streamRequest>;

/** How the last full hour compares with the same hour of the same weekday before. */
export interface ArrivalStatus {
  /**
   * off: collecting is switched off. never: nothing ever came. silent: nothing came in the last full hour and since,
   * where something usually does. young: too few weeks to compare with.
   */
  readonly code: 'off' | 'never' | 'silent' | 'young' | 'usual' | 'more' | 'less';
  /** The last full hour, what was received in it, and what usually is; null while too few weeks are known. */
  readonly hour: Instant;
  readonly events: number;
  readonly usual: number | null;
  /** Received since that hour ended. */
  readonly since: number;
  /** Whole hours without anything; 0 while something comes. */
  readonly silentHours: number;
}

/** GET /foresight/arriving: accepted events by hour and type, what became of all that came, and what was found. */
export interface ArrivingAnswer {
  readonly data: {
    readonly status: ArrivalStatus;
    /** Every hour of the window, oldest first. `unknown`: counted before types were. */
    readonly hours: readonly {
      readonly hour: Instant;
      readonly types: Readonly<Partial<Record<EventType | 'unknown', number>>>;
    }[];
    readonly totals: IntakeAnswer['data']['totals'];
    readonly reasons: IntakeAnswer['data']['reasons'];
    readonly findings: Overview['findings'];
  };
}

/** One of the newest events: what it says, and nothing that tells its reader from another. */
export interface StreamedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly name: string | null;
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
  /** Empty where the article is not in the list of articles. */
  readonly title: string;
  readonly receivedAt: Instant;
  readonly occurredAt: Instant;
  readonly source: SourceType | null;
  readonly device: Device | null;
  readonly robot: boolean;
  readonly value: number | null;
  /** Of an engagement: deepest share of the page seen, 0-1. */
  readonly scroll: number | null;
}

/** GET /foresight/stream: the newest first. */
export interface StreamAnswer {
  readonly data: readonly StreamedEvent[];
  readonly meta: {
    /** The server's time: what a listener asks `since`. */
    readonly at: Instant;
  };
}

/** What browsers sent and was not taken: events of the same kind, from pages of the same host, in one line. */
export interface RecentRefusal {
  /** A code of docs/errors.md. */
  readonly code: string;
  /** Which part of the event was wrong; null where it is not about one. */
  readonly field: string | null;
  /** In English, as the sender was told. */
  readonly expected: string;
  /** It waits in quarantine. */
  readonly kept: boolean;
  /** Host of the page; null where the browser named none. */
  readonly host: string | null;
  readonly count: number;
  readonly lastAt: Instant;
}

/** GET /foresight/refusals: what the process that answers has refused of late, the latest first. */
export interface RefusalsAnswer {
  readonly data: readonly RecentRefusal[];
  readonly meta: {
    /** Processes that answer requests: each remembers its own. */
    readonly processes: number;
  };
}
