import type { Knex } from 'knex';

import { COUNT_OF } from '../core/rollup/counters';
import type { EventWeights } from '../core/events/event-types';
import { EVENT_TYPES } from '../core/events/event-types';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { fromColumn } from './time';
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
  readonly reasons: readonly { readonly feature: string; readonly value: number | null; readonly effect: number }[];
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

const KEY = ['target_uid', 'target_document_id', 'target_locale'] as const;

type KeyColumns = Record<(typeof KEY)[number], string>;

const keyOf = (row: KeyColumns): TargetKey => ({
  uid: row.target_uid,
  documentId: row.target_document_id,
  locale: row.target_locale,
});

const parseReasons = (value: unknown): StoredPrediction['reasons'] => {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return Array.isArray(parsed) ? (parsed as StoredPrediction['reasons']) : [];
};

const newest = (knex: Knex, limit: number) =>
  knex(TABLES.publications).whereNull('version_unpublished_at').orderBy('first_published_at', 'desc').limit(limit);

const readPredictions = async (knex: Knex, limit: number): Promise<Map<string, StoredPrediction[]>> => {
  const rows = (await knex(`${TABLES.predictions} as s`)
    .join(newest(knex, limit).select(KEY).as('p'), (join) => {
      for (const column of KEY) join.on(`p.${column}`, `s.${column}`);
    })
    .where('s.origin', 'scoring')
    .select(
      ...KEY.map((column) => `s.${column}`),
      's.age_minutes',
      's.model_version',
      's.fallback',
      's.scored_at',
      's.expected_views',
      's.low_views',
      's.high_views',
      's.percentile',
      's.reasons'
    )) as (KeyColumns & Record<string, unknown>)[];
  const byTarget = new Map<string, StoredPrediction[]>();
  for (const row of rows) {
    const id = targetId(keyOf(row));
    const list = byTarget.get(id) ?? [];
    if (list.length === 0) byTarget.set(id, list);
    list.push({
      ageMinutes: Number(row.age_minutes),
      modelVersion: String(row.model_version),
      fallback: row.fallback === null || row.fallback === '' ? null : String(row.fallback),
      scoredAt: fromColumn(row.scored_at) ?? 0,
      expectedViews: Number(row.expected_views),
      low: Number(row.low_views),
      high: Number(row.high_views),
      percentile: row.percentile === null ? null : Number(row.percentile),
      reasons: parseReasons(row.reasons),
    });
  }
  return byTarget;
};

const readViews = async (knex: Knex, weights: EventWeights, limit: number) => {
  const counted = EVENT_TYPES.filter((type) => weights[type] > 0);
  const rows = (await knex(`${TABLES.ageCounters} as a`)
    .join(newest(knex, limit).select(KEY).as('p'), (join) => {
      for (const column of KEY) join.on(`p.${column}`, `a.${column}`);
    })
    .select(...KEY.map((column) => `a.${column}`), 'a.age_minutes', ...counted.map((type) => `a.${COUNT_OF[type]}`))
    .orderBy('a.age_minutes')) as (KeyColumns & Record<string, unknown>)[];
  const byTarget = new Map<string, { ageMinutes: number; views: number }[]>();
  for (const row of rows) {
    const id = targetId(keyOf(row));
    const list = byTarget.get(id) ?? [];
    if (list.length === 0) byTarget.set(id, list);
    const views = counted.reduce((sum, type) => sum + weights[type] * Number(row[COUNT_OF[type]] ?? 0), 0);
    list.push({ ageMinutes: Number(row.age_minutes), views });
  }
  return byTarget;
};

/**
 * The newest published articles with what was predicted and what happened, newest first.
 * Three queries whatever the number of articles.
 */
export const readArticleIndex = async (
  knex: Knex,
  { weights, limit }: { weights: EventWeights; limit: number }
): Promise<IndexedArticle[]> => {
  const publications = (await newest(knex, limit).select(
    ...KEY,
    'title',
    'url',
    'category',
    'first_published_at'
  )) as (KeyColumns & Record<string, unknown>)[];
  const predictions = await readPredictions(knex, limit);
  const views = await readViews(knex, weights, limit);
  return publications.map((row) => {
    const key = keyOf(row);
    const made = predictions.get(targetId(key)) ?? [];
    const pick = (
      candidates: readonly StoredPrediction[],
      better: (a: StoredPrediction, b: StoredPrediction) => boolean
    ) =>
      candidates.reduce<StoredPrediction | null>(
        (best, each) => (best === null || better(each, best) ? each : best),
        null
      );
    return {
      key,
      title: String(row.title ?? ''),
      url: row.url === null ? null : String(row.url),
      category: row.category === null ? null : String(row.category),
      firstPublishedAt: fromColumn(row.first_published_at) ?? 0,
      viewsByAge: views.get(targetId(key)) ?? [],
      atPublication: pick(
        made.filter(({ ageMinutes }) => ageMinutes === 0),
        (a, b) => a.scoredAt < b.scoredAt
      ),
      latest: pick(
        made,
        (a, b) => a.scoredAt > b.scoredAt || (a.scoredAt === b.scoredAt && a.ageMinutes > b.ageMinutes)
      ),
    };
  });
};
