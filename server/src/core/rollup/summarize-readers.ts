import type { Device } from '../events/device';
import { DEVICES } from '../events/device';
import type { SourceType } from '../events/source-type';
import { SOURCE_TYPES } from '../events/source-type';
import {
  decodeDistinct,
  decodeHistogram,
  DISTINCT_STANDARD_ERROR,
  emptyDistinct,
  emptyHistogram,
  ENGAGED_BINS,
  estimateDistinct,
  type Histogram,
  histogramCount,
  histogramQuantile,
  mergeDistinct,
  mergeHistograms,
  SCROLL_BINS,
} from '../sketch';
import type { BucketDetails } from './bucket-details';

/** A counted hour or day; details are null where it was counted before there were any. */
export interface CountedBucket {
  readonly views: number;
  readonly details: BucketDetails | null;
}

/** Values below which a tenth, a quarter, half, three quarters and nine tenths of the readers lie. */
export interface Spread {
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
}

export interface ReadersOf {
  readonly views: number;
  /** Buckets counted before there were details: nothing below holds anything of them. */
  readonly unknownBuckets: number;
  /** Views by how the reader came, and those nobody said it of. */
  readonly sources: Readonly<Record<SourceType | 'unknown', number>>;
  readonly devices: Readonly<Record<Device | 'unknown', number>>;
  /** Distinct visitors, and two standard errors on both sides; null where nothing is known. */
  readonly visitors: { readonly estimate: number; readonly low: number; readonly high: number } | null;
  /** Milliseconds, within 2 %. `spread` is null without readers. */
  readonly engaged: { readonly readers: number; readonly spread: Spread | null };
  /** Shares of the page, 0-1, within 0.01. */
  readonly scroll: { readonly readers: number; readonly spread: Spread | null };
}

/**
 * What is known of the readers of several buckets that have no event in common.
 *
 * Cost: some ten microseconds a bucket.
 *
 * @throws {CoreError} SKETCH_CORRUPT.
 */
export function summarizeReaders(buckets: readonly CountedBucket[]): ReadersOf {
  const known = buckets.flatMap(({ details }) => details ?? []);
  const views = buckets.reduce((sum, bucket) => sum + bucket.views, 0);
  const visitors = known.map((one) => decodeDistinct(one.visitorSketch)).reduce(mergeDistinct, emptyDistinct());
  const merged = (histograms: readonly Histogram[], empty: Histogram) =>
    spreadOf(histograms.reduce(mergeHistograms, empty));
  return {
    views,
    unknownBuckets: buckets.length - known.length,
    sources: sumOf(
      SOURCE_TYPES,
      known.map((one) => one.sources),
      views
    ),
    devices: sumOf(
      DEVICES,
      known.map((one) => one.devices),
      views
    ),
    visitors: known.length === 0 ? null : withRange(estimateDistinct(visitors)),
    engaged: merged(
      known.map((one) => decodeHistogram(ENGAGED_BINS, one.engagedSketch)),
      emptyHistogram(ENGAGED_BINS)
    ),
    scroll: merged(
      known.map((one) => decodeHistogram(SCROLL_BINS, one.scrollSketch)),
      emptyHistogram(SCROLL_BINS)
    ),
  };
}

function sumOf<T extends string>(
  names: readonly T[],
  counts: readonly Readonly<Record<T, number>>[],
  views: number
): Record<T | 'unknown', number> {
  const sums = names.map((name) => [name, counts.reduce((sum, one) => sum + one[name], 0)] as const);
  const told = sums.reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries([...sums, ['unknown', views - told]]) as Record<T | 'unknown', number>;
}

const withRange = (estimate: number) => ({
  estimate: Math.round(estimate),
  low: Math.round(estimate * (1 - 2 * DISTINCT_STANDARD_ERROR)),
  high: Math.round(estimate * (1 + 2 * DISTINCT_STANDARD_ERROR)),
});

function spreadOf(histogram: Histogram): { readers: number; spread: Spread | null } {
  const at = (q: number) => histogramQuantile(histogram, q) ?? 0;
  const readers = histogramCount(histogram);
  const spread = { p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) };
  return { readers, spread: readers === 0 ? null : spread };
}
