/**
 * How much one network counts for: no few of them move a ranking far, and readers who share one are counted all the same
 * as long as they are few, or a small part of all.
 * Why these numbers, and what else was measured: docs/decisions/0025-fair-share.md.
 */
import type { RawEvent } from '../events/event-types';
import { isStrange } from '../events/local-network';
import { dayStart, hourStart, nextDayStart } from './days';
import { HOUR_MS } from './zone-clock';

/** A raw event with the network it came from: a hash that is new every site day; null = a server's. */
export interface SourcedEvent extends RawEvent {
  readonly source: string | null;
}

/** Events of one kind on one document in one site day, of one network. */
export interface ShareRule {
  /** As many always count, unless `most` is exceeded. */
  readonly free: number;
  /** Beyond `free`: as many as this part of all that counted before. */
  readonly share: number;
  /** With more than this, and more than `mostShare` of what all others sent, none of them counts. */
  readonly most: number;
  readonly mostShare: number;
}

export const FAIR_SHARE: ShareRule = { free: 2, share: 0.02, most: 4, mostShare: 0.03 };

export interface FairShare {
  /** First every event of the days in question, in any order. */
  note(event: SourcedEvent): void;
  /** Then each once more, ascending by `occurredAt` and `eventKey`: whether it counts. Robots never do. */
  counts(event: SourcedEvent): boolean;
}

interface Day {
  readonly end: number;
  /** Sent: by kind, and by kind and network. Bound: networks of one document's day. */
  readonly sent: Map<string, number>;
  /** Of these what has counted so far. */
  readonly counted: Map<string, number>;
}

/**
 * Of one document. What counts depends on the events of a site day and nothing else: neither on the order in which they
 * arrived nor on what else is read. What servers and the own network send counts always.
 */
export function fairShare(timeZone: string, { free, share, most, mostShare }: ShareRule = FAIR_SHARE): FairShare {
  const days = new Map<number, Day>();
  let latest: Day | null = null;
  let latestStart = Infinity;

  const dayOf = (instant: number): Day => {
    if (latest !== null && instant >= latestStart && instant < latest.end) return latest;
    latestStart = dayStart(instant, timeZone);
    latest = days.get(latestStart) ?? {
      end: nextDayStart(instant, timeZone),
      sent: new Map(),
      counted: new Map(),
    };
    days.set(latestStart, latest);
    return latest;
  };

  return {
    note({ bot, type, source, occurredAt }) {
      if (bot) return;
      const { sent } = dayOf(occurredAt);
      addOne(sent, type);
      if (isStrange(source)) addOne(sent, `${type}|${source}`);
    },

    counts({ bot, type, source, occurredAt }) {
      if (bot) return false;
      const { sent, counted } = dayOf(occurredAt);
      if (isStrange(source)) {
        const place = `${type}|${source}`;
        const own = sent.get(place) ?? 0;
        const others = (sent.get(type) ?? 0) - own;
        if (own > Math.max(most, mostShare * others)) return false;
        if ((counted.get(place) ?? 0) >= Math.max(free, share * (counted.get(type) ?? 0))) return false;
        addOne(counted, place);
      }
      addOne(counted, type);
      return true;
    },
  };
}

/** The whole days that must be read so that what counts of a stretch of whole hours is known. */
export const wholeDays = (from: number, to: number, timeZone: string): { from: number; to: number } => ({
  from: dayStart(hourStart(from), timeZone),
  to: nextDayStart(hourStart(to - 1) + HOUR_MS - 1, timeZone),
});

const addOne = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
