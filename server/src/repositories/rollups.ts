import type { Knex } from 'knex';

import type { BucketDetails, CountedDay } from '../core/rollup';
import type { Counters } from '../core/rollup/counters';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { COUNTER_COLUMNS, counterValues } from './counter-columns';
import { DETAIL_COLUMNS, detailsOf, detailValues } from './detail-columns';
import { insertRows, pieces, ROWS_PER_STATEMENT, takeNew } from './statements';
import { STRAPI_COLUMNS, strapiValues } from './strapi-columns';
import { TABLES } from './tables';
import { ofDocuments, TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { selectMs, toColumn } from './time';

export type Granularity = 'hour' | 'day';

export interface BucketAt {
  readonly key: TargetKey;
  readonly granularity: Granularity;
  readonly start: number;
}

export interface Bucket extends BucketAt {
  readonly counters: Counters;
  readonly details: BucketDetails;
}

const COUNTS = [...COUNTER_COLUMNS, ...DETAIL_COLUMNS];
const COLUMNS = [...TARGET_COLUMNS, 'granularity', 'bucket_start', ...COUNTS, 'sealed', ...STRAPI_COLUMNS];
const KEY = [...TARGET_COLUMNS, 'granularity', 'bucket_start'];
const UPDATE = `do update set ${takeNew([...COUNTS, 'updated_at'])} where not "${TABLES.rollups}"."sealed"`;

/**
 * Write counted buckets over what was there. A sealed bucket (its raw events are gone) is never touched; one that
 * counts nothing any more loses its row, so that the table looks the same as after counting everything anew.
 */
export async function writeBuckets(knex: Knex, buckets: readonly Bucket[], now: number): Promise<void> {
  const empty = buckets.filter(({ counters }) => COUNTER_COLUMNS.every((column) => counters[column] === 0));
  const full = buckets.filter((bucket) => !empty.includes(bucket));
  for (const piece of pieces(full, ROWS_PER_STATEMENT)) {
    const rows = piece.map(({ key, granularity, start, counters, details }) => [
      ...targetValues(key),
      granularity,
      toColumn(knex, start),
      ...counterValues(counters),
      ...detailValues(details),
      false,
      ...strapiValues(knex, now),
    ]);
    await insertRows(knex, TABLES.rollups, COLUMNS, rows, { columns: KEY, action: UPDATE });
  }
  for (const piece of pieces(empty, ROWS_PER_STATEMENT)) {
    const keys = piece.map(({ key, granularity, start }) => [...targetValues(key), granularity, toColumn(knex, start)]);
    // "not sealed" and not "sealed = false": SQLite would else read every bucket of a document that is not sealed.
    await knex(TABLES.rollups).whereIn(KEY, keys).whereRaw('not "sealed"').delete();
  }
}

/** Say that the raw events of these buckets are no longer complete: from now on nobody counts them again. */
export async function sealBuckets(trx: Knex, buckets: readonly BucketAt[]): Promise<void> {
  for (const piece of pieces(buckets, ROWS_PER_STATEMENT)) {
    const keys = piece.map(({ key, granularity, start }) => [...targetValues(key), granularity, toColumn(trx, start)]);
    await trx(TABLES.rollups).whereIn(KEY, keys).update({ sealed: true });
  }
}

/** Of some documents, those with a sealed bucket: their raw events are no longer complete. */
export async function sealedTargets(knex: Knex, keys: readonly TargetKey[]): Promise<TargetKey[]> {
  if (keys.length === 0) return [];
  const rows = await knex(TABLES.rollups)
    .where(ofDocuments(keys))
    .where('sealed', true)
    .distinct(...TARGET_COLUMNS);
  return (rows as Record<string, unknown>[]).map(targetOf);
}

/** Of some buckets, those whose raw events are gone, as `bucketId`s. */
export async function sealedBuckets(knex: Knex, buckets: readonly BucketAt[]): Promise<Set<string>> {
  const sealed = new Set<string>();
  for (const piece of pieces(buckets, ROWS_PER_STATEMENT)) {
    const keys = piece.map(({ key, granularity, start }) => [...targetValues(key), granularity, toColumn(knex, start)]);
    const rows = (await knex(TABLES.rollups)
      .whereIn(KEY, keys)
      .where('sealed', true)
      .select(...TARGET_COLUMNS, 'granularity', selectMs(knex, 'bucket_start', 'start_ms'))) as Record<
      string,
      unknown
    >[];
    for (const row of rows) {
      const [granularity, start] = [row['granularity'] as Granularity, Number(row['start_ms'])];
      sealed.add(bucketId({ key: targetOf(row), granularity, start }));
    }
  }
  return sealed;
}

/** One text per bucket. */
export const bucketId = ({ key, granularity, start }: BucketAt): string => `${targetId(key)}|${granularity}|${start}`;

/** Day buckets of a document that begin at or after `from` and before `to`. */
export async function readDays(
  knex: Knex,
  { key, from, to }: { readonly key: TargetKey; readonly from: number; readonly to: number }
): Promise<CountedDay[]> {
  const [uid, documentId, locale] = targetValues(key);
  const rows = (await knex(TABLES.rollups)
    .where({ target_uid: uid, target_document_id: documentId, target_locale: locale, granularity: 'day' })
    .where('bucket_start', '>=', toColumn(knex, from))
    .where('bucket_start', '<', toColumn(knex, to))
    .select('views', ...DETAIL_COLUMNS, selectMs(knex, 'bucket_start', 'start_ms'))) as Record<string, unknown>[];
  return rows.map((row) => ({
    start: Number(row['start_ms']),
    views: Number(row['views'] ?? 0),
    details: detailsOf(row),
  }));
}

/** Days begin elsewhere when the site's time zone changes: the old ones must go before all is counted again. */
export async function deleteDays(knex: Knex): Promise<void> {
  await knex(TABLES.rollups).where({ granularity: 'day', sealed: false }).delete();
}
