import type { Knex } from 'knex';

import type { TargetKey } from '../core/target';
import { sha256 } from '../core/sha256';
import { insertRows, pieces, ROWS_PER_STATEMENT } from './statements';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf, targetValues } from './target-columns';

export interface TargetUrl {
  readonly key: TargetKey;
  /** Path on the site, as the URL map makes it. */
  readonly url: string;
}

const COLUMNS = [...TARGET_COLUMNS, 'url', 'url_hash', 'valid_from', 'valid_to'];
const KEY = [...TARGET_COLUMNS, 'url_hash'];

/** These are the addresses now: older ones of the same documents end here and keep leading to them. */
export async function writeUrls(knex: Knex, current: readonly TargetUrl[], now: number): Promise<void> {
  for (const piece of pieces(current, ROWS_PER_STATEMENT)) {
    const rows = piece.map(({ key, url }) => [...targetValues(key), url, hashOf(url), now, null]);
    await insertRows(knex, TABLES.urls, COLUMNS, rows, { columns: KEY, action: 'do update set "valid_to" = null' });
    await knex(TABLES.urls)
      .whereIn(
        TARGET_COLUMNS,
        piece.map(({ key }) => targetValues(key))
      )
      .whereNotIn(
        KEY,
        piece.map(({ key, url }) => [...targetValues(key), hashOf(url)])
      )
      .whereNull('valid_to')
      .update({ valid_to: now });
  }
}

/** Documents each address leads or has led to: those it leads to now first, then the latest. One query. */
export async function findByUrls(knex: Knex, urls: readonly string[]): Promise<Map<string, TargetKey[]>> {
  const found = new Map<string, TargetKey[]>();
  if (urls.length === 0) return found;
  const rows = (await knex(TABLES.urls)
    .whereIn('url_hash', urls.map(hashOf))
    .orderByRaw('case when "valid_to" is null then 0 else 1 end, "valid_to" desc, "valid_from" desc')
    .select(...TARGET_COLUMNS, 'url')) as Record<string, unknown>[];
  for (const row of rows) {
    const url = String(row['url']);
    const keys = found.get(url);
    if (keys) keys.push(targetOf(row));
    else found.set(url, [targetOf(row)]);
  }
  return found;
}

/** Addresses are long and indexes are short. */
const hashOf = (url: string): string => sha256(url).slice(0, 40);
