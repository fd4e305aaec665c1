/**
 * What no reader does, told from views while they arrive. A pure decision over a bounded memory of this process; time is
 * given. What is decided here goes to quarantine with its reason, and a person may decide otherwise.
 */
import { LRUCache } from 'lru-cache';

import { isStrange } from './local-network';
import type { QuarantineReason } from './quarantine-reasons';

export interface Sighting {
  readonly visitor: string;
  readonly source: string | null;
  /** Whatever names the document: the same text for the same document. */
  readonly document: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Suspicion {
  readonly reason: QuarantineReason;
  readonly got: string;
  readonly expected: string;
}

export interface BehaviourWatch {
  /** What is wrong with a view, or null. */
  judge(view: Sighting): Suspicion | null;
  /** Entries in memory. */
  size(): number;
}

/**
 * Different documents one reader opens within a minute. Somebody who opens a whole page of links in tabs has 20 to 40;
 * behind one address of an office or a mobile carrier several people with equal browsers are one reader for us.
 */
export const MOST_DOCUMENTS = 60;
/** Equal intervals between views that make a machine: people's differ by more than their mean. */
export const EQUAL_INTERVALS = 20;
/** Standard deviation of a machine's intervals, as a part of their mean, with room for the network between. */
const MACHINE_SPREAD = 0.05;
/** Intervals looked at, in milliseconds: below, the network's own unrest is larger; above, nobody is bothered. */
const SHORTEST_MS = 200;
const LONGEST_MS = 10 * 60_000;
/** Views of one document from one network within a day that are never too many, and the part that is not. */
export const FREE_VIEWS = 10;
export const MOST_SHARE = 0.1;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Reader {
  minute: number;
  readonly documents: Set<number>;
  /** The latest different instants, at most EQUAL_INTERVALS + 1. */
  readonly times: number[];
}

/** @param readers @param shares how many readers, and pairs of document and network, are kept in memory. */
export function createBehaviourWatch({
  readers: maxReaders,
  shares: maxShares,
}: {
  readonly readers: number;
  readonly shares: number;
}): BehaviourWatch {
  const readers = new LRUCache<string, Reader>({ max: maxReaders });
  /** Views of this day (UTC), by document and by document and network. */
  const counts = new LRUCache<string, number>({ max: maxShares });
  let day = -1;

  const readerOf = (visitor: string): Reader => {
    const known = readers.get(visitor) ?? { minute: -1, documents: new Set(), times: [] };
    readers.set(visitor, known);
    return known;
  };

  const count = (name: string): number => {
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return n;
  };

  return {
    judge(view) {
      const today = Math.floor(view.at / DAY_MS);
      if (today !== day) counts.clear();
      day = today;
      const all = count(view.document);
      // Behind a proxy in the own network everybody may be one reader for us.
      if (!isStrange(view.source)) return null;
      const reader = readerOf(view.visitor);
      // Each remembers the view, whatever the others say.
      const found = [
        tooManyDocuments(reader, view),
        tooRegular(reader, view),
        tooLargeShare(all, count(`${view.source}|${view.document}`)),
      ];
      return found.find((one) => one !== null) ?? null;
    },
    size: () => readers.size + counts.size,
  };
}

function tooManyDocuments(reader: Reader, { document, at }: Sighting): Suspicion | null {
  const minute = Math.floor(at / MINUTE_MS);
  if (minute !== reader.minute) reader.documents.clear();
  reader.minute = minute;
  const hash = hashOf(document);
  if (reader.documents.has(hash)) return null;
  if (reader.documents.size < MOST_DOCUMENTS) {
    reader.documents.add(hash);
    return null;
  }
  return {
    reason: 'many-documents',
    got: `more than ${MOST_DOCUMENTS} documents`,
    expected: `at most ${MOST_DOCUMENTS} of one reader in a minute`,
  };
}

function tooRegular({ times }: Reader, { at }: Sighting): Suspicion | null {
  // What one request brings has one time.
  if (times[times.length - 1] !== at) times.push(at);
  if (times.length <= EQUAL_INTERVALS) return null;
  if (times.length > EQUAL_INTERVALS + 1) times.shift();
  const intervals = times.slice(1).map((time, index) => time - times[index]!);
  const mean = intervals.reduce((sum, one) => sum + one, 0) / intervals.length;
  if (mean < SHORTEST_MS || mean > LONGEST_MS) return null;
  const variance = intervals.reduce((sum, one) => sum + (one - mean) ** 2, 0) / intervals.length;
  if (Math.sqrt(variance) > MACHINE_SPREAD * mean) return null;
  return {
    reason: 'regular',
    got: `${EQUAL_INTERVALS} views, one every ${(mean / 1000).toFixed(1)} s`,
    expected: 'intervals as people have them',
  };
}

function tooLargeShare(all: number, own: number): Suspicion | null {
  if (own <= Math.max(FREE_VIEWS, MOST_SHARE * all)) return null;
  return {
    reason: 'source-share',
    got: `${own} views of one document from one network`,
    expected: `at most ${FREE_VIEWS} a day, or ${MOST_SHARE * 100} % of the document's`,
  };
}

/** 32 bits of a text (FNV-1a): two documents of one reader's minute fall together once in a million readers. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
