import type { Knex } from 'knex';

import { targetId, type TargetKey } from '../core/target';
import { insertRows, pieces, ROWS_PER_STATEMENT, takeNew, type Value } from './statements';
import { STRAPI_COLUMNS, strapiValues } from './strapi-columns';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromFullColumn, selectMs, toColumn } from './time';

/** What stands in `model_version` when no model was live. */
export const BASELINE_VERSION = 'baseline';

export interface PredictionReason {
  readonly feature: string;
  readonly value: number | null;
  readonly effect: number;
}

/** One line of the prediction log: what was expected of an article at an age, by which model. */
export interface PredictionRecord {
  readonly key: TargetKey;
  /** 'scoring': by the job; 'panel': a draft's forecast when an editor first saw it. */
  readonly origin: 'scoring' | 'panel';
  readonly ageMinutes: number;
  readonly modelVersion: string;
  readonly scoredAt: number;
  /** What the model itself said, in log1p(views) over its offset; null for a baseline. */
  readonly predicted: number | null;
  readonly expectedViews: number;
  readonly lowViews: number;
  readonly highViews: number;
  readonly viewsSoFar: number;
  readonly percentile: number | null;
  readonly reasons: readonly PredictionReason[];
  readonly fallback: string | null;
  readonly contentHash: string | null;
  readonly shownAt: number | null;
}

const KEY = [...TARGET_COLUMNS, 'origin', 'age_minutes', 'model_version'] as const;
const VALUES = [
  'scored_at',
  'predicted',
  'expected_views',
  'low_views',
  'high_views',
  'views_so_far',
  'percentile',
  'reasons',
  'fallback',
  'content_hash',
] as const;

/**
 * Write predictions, one statement of at most ROWS_PER_STATEMENT rows at a time.
 *
 * @param known what to do with one that the same model already made at the same age: 'replace' it, so that the newest
 *   line is what is expected now, or 'keep' it with its time, because the log says what was expected first.
 */
export async function writePredictions(
  knex: Knex,
  records: readonly PredictionRecord[],
  known: 'replace' | 'keep'
): Promise<void> {
  const action = known === 'keep' ? 'do nothing' : `do update set ${takeNew(['updated_at', ...VALUES])}`;
  for (const batch of pieces(records, ROWS_PER_STATEMENT)) {
    const rows = batch.map((record) => toRow(knex, record));
    const columns = [...STRAPI_COLUMNS, ...KEY, ...VALUES, 'shown_at'];
    await insertRows(knex, TABLES.predictions, columns, rows, { columns: KEY, action });
  }
}

/** A published article that can be scored. */
export interface ScorableArticle {
  readonly key: TargetKey;
  readonly firstPublishedAt: number;
  readonly contentHash: string;
}

/** Articles published now and first published in a stretch of time, newest first. */
export async function readScorable(
  knex: Knex,
  { from, until, limit }: { from: number; until: number; limit: number }
): Promise<ScorableArticle[]> {
  const rows: Record<string, unknown>[] = await knex(TABLES.publications)
    .whereNull('version_unpublished_at')
    .where('first_published_at', '>=', toColumn(knex, from))
    .where('first_published_at', '<=', toColumn(knex, until))
    .orderBy('first_published_at', 'desc')
    .limit(limit)
    .select(...TARGET_COLUMNS, selectMs(knex, 'first_published_at', 'first_ms'), 'content_hash');
  return rows.map((row) => ({
    key: targetOf(row),
    firstPublishedAt: fromFullColumn(row['first_ms']),
    contentHash: String(row['content_hash']),
  }));
}

/** When the newest line of a stretch of time was written; null for none. */
export async function newestScoring(
  knex: Knex,
  { from, until }: { from: number; until: number }
): Promise<number | null> {
  const row: { ms: unknown } | undefined = await knex(TABLES.predictions)
    .where('scored_at', '>=', toColumn(knex, from))
    .where('scored_at', '<=', toColumn(knex, until))
    .orderBy('scored_at', 'desc')
    .first(selectMs(knex, 'scored_at', 'ms'));
  return row ? Number(row.ms) : null;
}

/** Ages in minutes at which a model has already scored, by `targetId`. */
export async function readScoredAges(knex: Knex, modelVersion: string): Promise<Map<string, Set<number>>> {
  const rows: Record<string, unknown>[] = await knex(TABLES.predictions)
    .where({ origin: 'scoring', model_version: modelVersion })
    .select(...TARGET_COLUMNS, 'age_minutes');
  const ages = new Map<string, Set<number>>();
  for (const row of rows) {
    const id = targetId(targetOf(row));
    const known = ages.get(id) ?? new Set<number>();
    ages.set(id, known.add(Number(row.age_minutes)));
  }
  return ages;
}

/** What was first expected of an article at an age. */
export interface FirstForecast {
  readonly key: TargetKey;
  readonly ageMinutes: number;
  readonly scoredAt: number;
  readonly expectedViews: number;
}

/** The first line of the log for each article and age among those written since an instant, newest first. */
export async function readFirstForecasts(
  knex: Knex,
  { from, limit }: { from: number; limit: number }
): Promise<FirstForecast[]> {
  const within = [...TARGET_COLUMNS, 'age_minutes'].join(', ');
  const ranked = knex(TABLES.predictions)
    .where('origin', 'scoring')
    .where('scored_at', '>=', toColumn(knex, from))
    .select(
      ...TARGET_COLUMNS,
      'age_minutes',
      'expected_views',
      selectMs(knex, 'scored_at', 'scored_ms'),
      knex.raw(`row_number() over (partition by ${within} order by scored_at, id) as from_first`)
    )
    .as('ranked');
  const rows = (await knex
    .from(ranked)
    .where('from_first', 1)
    .orderBy('scored_ms', 'desc')
    .limit(limit)
    .select('*')) as Record<string, unknown>[];
  return rows.map((row) => ({
    key: targetOf(row),
    ageMinutes: Number(row['age_minutes']),
    scoredAt: Number(row['scored_ms']),
    expectedViews: Number(row['expected_views']),
  }));
}

/** Forget what some models expected that never served; what editors were shown stays. */
export async function removePredictions(trx: Knex, modelVersions: readonly string[]): Promise<void> {
  if (modelVersions.length === 0) return;
  await trx(TABLES.predictions)
    .where('origin', 'scoring')
    .whereIn('model_version', [...modelVersions])
    .delete();
}

const toRow = (knex: Knex, record: PredictionRecord): Value[] => [
  ...strapiValues(knex, record.scoredAt),
  ...targetValues(record.key),
  record.origin,
  record.ageMinutes,
  record.modelVersion,
  toColumn(knex, record.scoredAt),
  record.predicted,
  record.expectedViews,
  record.lowViews,
  record.highViews,
  record.viewsSoFar,
  record.percentile,
  JSON.stringify(record.reasons),
  record.fallback,
  record.contentHash,
  record.shownAt === null ? null : toColumn(knex, record.shownAt),
];
