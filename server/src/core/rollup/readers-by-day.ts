import type { SourceType } from '../events/source-type';
import { decodeHistogram, SCROLL_BINS } from '../sketch';
import type { CountedBucket } from './summarize-readers';

/** A counted day; `start` in milliseconds since 1970. */
export interface CountedDay extends CountedBucket {
  readonly start: number;
}

export interface ReadersOfDay {
  readonly start: number;
  readonly views: number;
  /** Views by how the reader came, and those nobody said it of. */
  readonly sources: Readonly<Record<SourceType | 'unknown', number>>;
}

const NO_SOURCES = { direct: 0, search: 0, social: 0, internal: 0, campaign: 0, other: 0 } as const;

/** Views of each day by how the reader came, oldest first. A day counted before there were details is all unknown. */
export const readersByDay = (days: readonly CountedDay[]): ReadersOfDay[] =>
  [...days]
    .sort((a, b) => a.start - b.start)
    .map(({ start, views, details }) => {
      const told = details?.sources ?? NO_SOURCES;
      const known = Object.values(told).reduce((sum, count) => sum + count, 0);
      return { start, views, sources: { ...told, unknown: views - known } };
    });

/** Parts of a page that readers are counted by. */
const PARTS = 10;

/**
 * Readers by the deepest tenth of the page they saw: the first up to 10 %, the last beyond 90 %.
 *
 * @throws {CoreError} SKETCH_CORRUPT.
 */
export function readersByDepth(buckets: readonly CountedBucket[]): number[] {
  const parts = new Array<number>(PARTS).fill(0);
  for (const { details } of buckets) {
    if (details === null) continue;
    for (const [bin, count] of decodeHistogram(SCROLL_BINS, details.scrollSketch).counts) {
      const part = Math.min(PARTS - 1, Math.max(0, Math.ceil(SCROLL_BINS.valueOf(bin) * PARTS) - 1));
      parts[part] = (parts[part] ?? 0) + count;
    }
  }
  return parts;
}
