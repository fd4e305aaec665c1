import { type Device, DEVICES } from '../core/events/device';
import { SOURCE_TYPES, type SourceType } from '../core/events/source-type';
import type { BucketDetails } from '../core/rollup';
import type { Value } from './statements';

const named = <T extends string>(names: readonly T[], prefix: string) =>
  names.map((name) => [name, `${prefix}_${name}`] as const);

const OF_SOURCES = named(SOURCE_TYPES, 'from');
const OF_DEVICES = named(DEVICES, 'on');
const OF_SKETCHES = [
  ['visitorSketch', 'visitor_sketch'],
  ['engagedSketch', 'engaged_sketch'],
  ['scrollSketch', 'scroll_sketch'],
] as const;

/** Columns of what a bucket is broken down by; all null in buckets counted before there were any. Sketches are base64. */
export const DETAIL_COLUMNS = [...OF_SOURCES, ...OF_DEVICES, ...OF_SKETCHES].map(([, column]) => column);

export const detailValues = (details: BucketDetails): Value[] => [
  ...OF_SOURCES.map(([name]) => details.sources[name]),
  ...OF_DEVICES.map(([name]) => details.devices[name]),
  ...OF_SKETCHES.map(([name]) => Buffer.from(details[name]).toString('base64')),
];

/** Details of a row; null when it was counted before there were any. */
export function detailsOf(row: Record<string, unknown>): BucketDetails | null {
  if (DETAIL_COLUMNS.some((column) => row[column] === null || row[column] === undefined)) return null;
  const counts = <T extends string>(columns: readonly (readonly [T, string])[]) =>
    Object.fromEntries(columns.map(([name, column]) => [name, Number(row[column])])) as Record<T, number>;
  const sketch = (column: string) => new Uint8Array(Buffer.from(String(row[column]), 'base64'));
  return {
    sources: counts<SourceType>(OF_SOURCES),
    devices: counts<Device>(OF_DEVICES),
    visitorSketch: sketch('visitor_sketch'),
    engagedSketch: sketch('engaged_sketch'),
    scrollSketch: sketch('scroll_sketch'),
  };
}
