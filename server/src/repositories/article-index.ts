import type { Knex } from 'knex';

import type { EventWeights } from '../core/events/event-types';
import { EVENT_TYPES } from '../core/events/event-types';
import { COUNT_OF } from '../core/rollup/counters';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import type { PredictionReason } from './predictions';
import { TARGET_COLUMNS, targetOf, type TargetRow } from './target-columns';
import { fromFullColumn, selectMs } from './time';
import { TABLES } from './tables';

/** A stored prediction, as the lists need it. */
export interface StoredPrediction {
  readonly ageMinutes: number;
  readonly modelVersion: string;
  readonly fallback: string | null;
  readonly scoredAt: number;
  readonly expectedViews: number;
  readonly low: number;
  readonly high: number;
  readonly percentile: number | null;
  /** Empty in the index: `readReasons` brings them for the few that are served. */
  readonly reasons: readonly PredictionReason[];
}

export interface IndexedArticle {
  readonly key: TargetKey;
  readonly title: string;
  readonly url: string | null;
  readonly category: string | null;
  readonly firstPublishedAt: number;
  /** V by age in minutes, ascending; an absent age is zero. */
  readonly viewsByAge: readonly { readonly ageMinutes: number; readonly views: number }[];
  /** The first prediction ever made for age 0 h: what was expected at publication. */
  readonly atPublication: StoredPrediction | null;
  /** The newest prediction, at the latest age. */
  readonly latest: StoredPrediction | null;
}

type Row = TargetRow & Record<string, unknown>;

const newest = (knex: Knex, limit: number) =>
  knex(TABLES.publications).whereNull('version_unpublished_at').orderBy('first_published_at', 'desc').limit(limit);

const prefixed = (alias: string): string[] => TARGET_COLUMNS.map((column) => `${alias}.${column}`);

/** Rows of a table that belong to the newest articles. */
const ofNewest = (knex: Knex, table: string, limit: number) =>
  knex(`${table} as s`).join(newest(knex, limit).select(TARGET_COLUMNS).as('p'), (join) => {
    for (const column of TARGET_COLUMNS) join.on(`p.${column}`, `s.${column}`);
  });

const toPrediction = (row: Row): StoredPrediction => ({
  ageMinutes: Number(row.age_minutes),
  modelVersion: String(row.model_version),
  fallback: row.fallback === null || row.fallback === '' ? null : String(row.fallback),
  scoredAt: Number(row.scored_ms),
  expectedViews: Number(row.expected_views),
  low: Number(row.low_views),
  high: Number(row.high_views),
  percentile: row.percentile === null ? null : Number(row.percentile),
  reasons: [],
});

/**
 * Two lines of the log for each article: the first made for age 0 h, and the newest of the version that serves; what
 * another version said comes only where that one has said nothing yet. So a roll back answers from the first moment on.
 */
const readPredictions = async (knex: Knex, servingVersion: string, limit: number) => {
  const within = TARGET_COLUMNS.map((column) => `s.${column}`).join(', ');
  const ranked = ofNewest(knex, TABLES.predictions, limit)
    .where('s.origin', 'scoring')
    .select(
      ...prefixed('s'),
      's.age_minutes',
      's.model_version',
      's.fallback',
      's.expected_views',
      's.low_views',
      's.high_views',
      's.percentile',
      selectMs(knex, 's.scored_at', 'scored_ms'),
      knex.raw(
        `row_number() over (partition by ${within} order by case when s.model_version = ? then 0 else 1 end, ` +
          's.scored_at desc, s.age_minutes desc) as from_newest',
        [servingVersion]
      ),
      knex.raw(
        `row_number() over (partition by ${within}, case when s.age_minutes = 0 then 0 else 1 end order by s.scored_at) as from_first`
      )
    )
    .as('ranked');
  const rows = (await knex
    .from(ranked)
    .where('from_newest', 1)
    .orWhere((one) => one.where('from_first', 1).where('age_minutes', 0))
    .select('*')) as Row[];
  const latest = new Map<string, StoredPrediction>();
  const atPublication = new Map<string, StoredPrediction>();
  for (const row of rows) {
    const id = targetId(targetOf(row));
    const prediction = toPrediction(row);
    if (Number(row.from_newest) === 1) latest.set(id, prediction);
    if (prediction.ageMinutes === 0 && Number(row.from_first) === 1) atPublication.set(id, prediction);
  }
  return { latest, atPublication };
};

const readViews = async (knex: Knex, weights: EventWeights, limit: number) => {
  const counted = EVENT_TYPES.filter((type) => weights[type] > 0);
  const rows = (await ofNewest(knex, TABLES.ageCounters, limit)
    .select(...prefixed('s'), 's.age_minutes', ...counted.map((type) => `s.${COUNT_OF[type]}`))
    .orderBy('s.age_minutes')) as Row[];
  const byTarget = new Map<string, { ageMinutes: number; views: number }[]>();
  for (const row of rows) {
    const id = targetId(targetOf(row));
    const list = byTarget.get(id) ?? [];
    if (list.length === 0) byTarget.set(id, list);
    const views = counted.reduce((sum, type) => sum + weights[type] * Number(row[COUNT_OF[type]] ?? 0), 0);
    list.push({ ageMinutes: Number(row.age_minutes), views });
  }
  return byTarget;
};

/**
 * The newest published articles with what was predicted and what happened, newest first.
 * Three queries whatever the number of articles; for a worker thread, since it reads much.
 */
export const readArticleIndex = async (
  knex: Knex,
  { weights, limit, servingVersion }: { weights: EventWeights; limit: number; servingVersion: string }
): Promise<IndexedArticle[]> => {
  const publications = (await newest(knex, limit).select(
    ...TARGET_COLUMNS,
    'title',
    'url',
    'category',
    selectMs(knex, 'first_published_at', 'first_ms')
  )) as Row[];
  const { latest, atPublication } = await readPredictions(knex, servingVersion, limit);
  const views = await readViews(knex, weights, limit);
  return publications.map((row) => {
    const key = targetOf(row);
    const id = targetId(key);
    return {
      key,
      title: String(row.title ?? ''),
      url: row.url === null ? null : String(row.url),
      category: row.category === null ? null : String(row.category),
      firstPublishedAt: fromFullColumn(row.first_ms),
      viewsByAge: views.get(id) ?? [],
      atPublication: atPublication.get(id) ?? null,
      latest: latest.get(id) ?? null,
    };
  });
};

const parseReasons = (value: unknown): readonly PredictionReason[] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? (parsed as PredictionReason[]) : [];
};

/** The reasons of some predictions, in one query: by `targetId|model version|age in minutes`. */
export const readReasons = async (
  knex: Knex,
  wanted: readonly { readonly key: TargetKey; readonly prediction: StoredPrediction }[]
): Promise<Map<string, readonly PredictionReason[]>> => {
  if (wanted.length === 0) return new Map();
  const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
  const rows = (await knex(TABLES.predictions)
    .where('origin', 'scoring')
    .whereIn('target_uid', distinct(wanted.map(({ key }) => key.uid)))
    .whereIn('target_document_id', distinct(wanted.map(({ key }) => key.documentId)))
    .whereIn('model_version', distinct(wanted.map(({ prediction }) => prediction.modelVersion)))
    .whereIn('age_minutes', distinct(wanted.map(({ prediction }) => prediction.ageMinutes)))
    .select(...TARGET_COLUMNS, 'model_version', 'age_minutes', 'reasons')) as Row[];
  return new Map(
    rows.map((row) => [
      `${targetId(targetOf(row))}|${String(row.model_version)}|${Number(row.age_minutes)}`,
      parseReasons(row.reasons),
    ])
  );
};
