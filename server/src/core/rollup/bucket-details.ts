import type { Device } from '../events/device';
import { DEVICES } from '../events/device';
import type { DetailedEvent } from '../events/event-types';
import type { SourceType } from '../events/source-type';
import { SOURCE_TYPES } from '../events/source-type';
import { distinctOf, encodeDistinct, encodeHistogram, ENGAGED_BINS, histogramOf, SCROLL_BINS } from '../sketch';
import type { EventCounter } from './count-events';

/** What an hour or a day is broken down by. Each depends on the set of its events alone, to the byte. */
export interface BucketDetails {
  /** Views by how the reader came; those nobody said it of are in none. */
  readonly sources: Readonly<Record<SourceType, number>>;
  /** Views by what the reader held; likewise. */
  readonly devices: Readonly<Record<Device, number>>;
  /** Distinct visitors, as `encodeDistinct` writes them: those of hours and days merge to a week's. */
  readonly visitorSketch: Uint8Array;
  /** Engaged milliseconds per reader, as `encodeHistogram` writes them. */
  readonly engagedSketch: Uint8Array;
  /** Deepest share of the page per reader, likewise. */
  readonly scrollSketch: Uint8Array;
}

/** Longest time one event can tell of: a day. */
const LONGEST_MS = 24 * 3_600_000;

/** What one reader did in a bucket: a tracker tells of it bit by bit. */
interface Reading {
  /** Whole milliseconds, so that their sum knows no order; null while only the depth is known. */
  engagedMs: number | null;
  scroll: number | null;
}

/**
 * Breaks events down one by one; bots count for nothing. A reader is a session, else a visitor; where neither is named,
 * each event is a reader's. Their engaged times add up, and their deepest scroll counts.
 */
export function detailsCounter(): EventCounter<BucketDetails, DetailedEvent> {
  const sources = zeros(SOURCE_TYPES);
  const devices = zeros(DEVICES);
  const visitors = new Set<string>();
  const named = new Map<string, Reading>();
  const nameless: Reading[] = [];

  const readingOf = ({ session, visitor }: DetailedEvent): Reading => {
    const fresh: Reading = { engagedMs: null, scroll: null };
    if (session === null && visitor === null) {
      nameless.push(fresh);
      return fresh;
    }
    const name = session === null ? `v${visitor}` : `s${session}`;
    const known = named.get(name) ?? fresh;
    named.set(name, known);
    return known;
  };

  return {
    add(event) {
      if (event.bot) return;
      if (event.visitor !== null) visitors.add(event.visitor);
      if (event.type === 'view') {
        if (event.sourceType !== null) sources[event.sourceType]++;
        if (event.device !== null) devices[event.device]++;
      }
      if (event.type === 'engagement') addTo(readingOf(event), event);
    },
    counts() {
      const readings = [...named.values(), ...nameless];
      const engaged = readings.flatMap(({ engagedMs }) => engagedMs ?? []);
      const depths = readings.flatMap(({ scroll }) => scroll ?? []);
      return {
        sources: { ...sources },
        devices: { ...devices },
        visitorSketch: encodeDistinct(distinctOf(visitors)),
        engagedSketch: encodeHistogram(histogramOf(ENGAGED_BINS, engaged)),
        scrollSketch: encodeHistogram(histogramOf(SCROLL_BINS, depths)),
      };
    },
  };
}

function addTo(reading: Reading, { value, scroll }: DetailedEvent): void {
  if (value !== null && value >= 0) {
    reading.engagedMs = (reading.engagedMs ?? 0) + Math.round(Math.min(value, LONGEST_MS));
  }
  if (scroll !== null) reading.scroll = Math.max(reading.scroll ?? 0, scroll);
}

const zeros = <T extends string>(names: readonly T[]): Record<T, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;

/** Details of a bucket without events. */
export const NO_DETAILS: BucketDetails = detailsCounter().counts();
