import type { Knex } from 'knex';

import type { AgeCounter } from '../core/rollup/counters';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { COUNTER_COLUMNS, counterValues, countersOf } from './counter-columns';
import { insertRows, pieces, ROWS_PER_STATEMENT, takeNew } from './statements';
import { TABLES } from './tables';
import { ofDocuments, TARGET_COLUMNS, targetOf, targetValues } from './target-columns';

export interface StoredAge {
  readonly key: TargetKey;
  readonly counter: AgeCounter;
  /** The age has passed: nothing but late events can change it. */
  readonly closed: boolean;
}

const COLUMNS = [...TARGET_COLUMNS, 'age_minutes', ...COUNTER_COLUMNS, 'closed', 'computed_at'];
const KEY = [...TARGET_COLUMNS, 'age_minutes'];
const UPDATE = `do update set ${takeNew([...COUNTER_COLUMNS, 'closed', 'computed_at'])}`;

/**
 * Write counters over what was there. A document of which no age has passed and nothing is counted has no rows, so that the
 * table looks the same as if nobody had ever come: the last reader may have been erased.
 */
export async function writeAges(knex: Knex, ages: readonly StoredAge[], now: number): Promise<void> {
  const hasCounts = ({ closed, counter }: StoredAge) => closed || COUNTER_COLUMNS.some((name) => counter[name] !== 0);
  const counted = new Set(ages.filter(hasCounts).map(({ key }) => targetId(key)));
  const empty = ages.filter(({ key }) => !counted.has(targetId(key)));
  const full = ages.filter(({ key }) => counted.has(targetId(key)));
  for (const piece of pieces(empty, ROWS_PER_STATEMENT)) {
    const keys = piece.map(({ key, counter }) => [...targetValues(key), counter.ageMinutes]);
    await knex(TABLES.ageCounters).whereIn(KEY, keys).delete();
  }
  for (const piece of pieces(full, ROWS_PER_STATEMENT)) {
    const rows = piece.map(({ key, counter, closed }) => [
      ...targetValues(key),
      counter.ageMinutes,
      ...counterValues(counter),
      closed,
      now,
    ]);
    await insertRows(knex, TABLES.ageCounters, COLUMNS, rows, { columns: KEY, action: UPDATE });
  }
}

/** Age counters of some documents, by `targetId`, ascending in age. */
export async function readAges(knex: Knex, keys: readonly TargetKey[]): Promise<Map<string, AgeCounter[]>> {
  const byTarget = new Map<string, AgeCounter[]>();
  for (const piece of pieces(keys, ROWS_PER_STATEMENT)) {
    const rows = (await knex(TABLES.ageCounters)
      .where(ofDocuments(piece))
      .orderBy('age_minutes')
      .select(...TARGET_COLUMNS, 'age_minutes', ...COUNTER_COLUMNS)) as Record<string, unknown>[];
    for (const row of rows) {
      const id = targetId(targetOf(row));
      const list = byTarget.get(id);
      const counter = { ageMinutes: Number(row['age_minutes']), ...countersOf(row) };
      if (list) list.push(counter);
      else byTarget.set(id, [counter]);
    }
  }
  return byTarget;
}

/** Which ages of some documents are closed, by `targetId`. */
export async function closedAges(knex: Knex, keys: readonly TargetKey[]): Promise<Map<string, Set<number>>> {
  const byTarget = new Map<string, Set<number>>();
  if (keys.length === 0) return byTarget;
  const rows = (await knex(TABLES.ageCounters)
    .where(ofDocuments(keys))
    .where('closed', true)
    .select(...TARGET_COLUMNS, 'age_minutes')) as Record<string, unknown>[];
  for (const row of rows) {
    const id = targetId(targetOf(row));
    const ages = byTarget.get(id);
    if (ages) ages.add(Number(row['age_minutes']));
    else byTarget.set(id, new Set([Number(row['age_minutes'])]));
  }
  return byTarget;
}

/** The first publication of a document moved: what was counted from the old one means nothing. */
export async function deleteAges(knex: Knex, key: TargetKey): Promise<void> {
  const [uid, documentId, locale] = targetValues(key);
  await knex(TABLES.ageCounters)
    .where({ target_uid: uid, target_document_id: documentId, target_locale: locale })
    .delete();
}
