/** What data checks ask of raw events: each question is one statement over some articles, each within its own time. */
import type { Knex } from 'knex';

import type { TargetKey } from '../core/target';
import { withinRange, type EventRange } from './events';
import { TABLES } from './tables';
import { TARGET_COLUMNS, targetOf } from './target-columns';
import { fromFullColumn, isSqlite, selectMs } from './time';

/** Events of some articles; by the index of article and time. At most some hundred ranges, and at least one. */
const eventsOf = (knex: Knex, ranges: readonly EventRange[]): Knex.QueryBuilder =>
  knex(TABLES.events).where((any) => {
    for (const range of ranges) void any.orWhere(withinRange(knex, range));
  });

/** Views by people (what says it is a machine counts nowhere). */
const viewsOf = (knex: Knex, ranges: readonly EventRange[]): Knex.QueryBuilder =>
  eventsOf(knex, ranges).where({ type: 'view', bot: false });

/** Views whose visitor is known, and those of them beyond the first of the same visitor, article and second. */
export async function countRepeats(
  knex: Knex,
  ranges: readonly EventRange[]
): Promise<{ readonly views: number; readonly repeats: number }> {
  if (ranges.length === 0) return { views: 0, repeats: 0 };
  const second = isSqlite(knex) ? 'occurred_at / 1000' : 'floor(extract(epoch from occurred_at))';
  const perSecond = viewsOf(knex, ranges)
    .whereNotNull('visitor')
    .groupBy(...TARGET_COLUMNS, 'visitor', knex.raw(second))
    .select(knex.raw('count(*) as n'))
    .as('per_second');
  const [row] = (await knex
    .from(perSecond)
    .select(knex.raw('sum(n) as views'), knex.raw('sum(n - 1) as repeats'))) as Record<string, unknown>[];
  return { views: Number(row?.['views'] ?? 0), repeats: Number(row?.['repeats'] ?? 0) };
}

/** Views of the one visitor who has the most of them. */
export async function countBusiest(knex: Knex, ranges: readonly EventRange[]): Promise<number> {
  if (ranges.length === 0) return 0;
  const perVisitor = viewsOf(knex, ranges)
    .whereNotNull('visitor')
    .groupBy('visitor')
    .select(knex.raw('count(*) as n'))
    .as('per_visitor');
  const [row] = (await knex.from(perVisitor).max({ most: 'n' })) as { most: unknown }[];
  return Number(row?.most ?? 0);
}

/** Events dated so much after they arrived. */
export async function countAhead(knex: Knex, ranges: readonly EventRange[], toleranceMs: number): Promise<number> {
  if (ranges.length === 0) return 0;
  const later = isSqlite(knex)
    ? knex.raw('occurred_at > received_at + ?', [toleranceMs])
    : knex.raw("occurred_at > received_at + ? * interval '1 millisecond'", [toleranceMs]);
  const [row] = (await eventsOf(knex, ranges).where(later).count({ n: '*' })) as { n: unknown }[];
  return Number(row?.n ?? 0);
}

/** Views of each article in its range, and the first of them; articles without any are left out. */
export async function firstViews(
  knex: Knex,
  ranges: readonly EventRange[]
): Promise<{ readonly key: TargetKey; readonly firstAt: number; readonly views: number }[]> {
  if (ranges.length === 0) return [];
  const perArticle = viewsOf(knex, ranges)
    .groupBy(...TARGET_COLUMNS)
    .select(...TARGET_COLUMNS, knex.raw('count(*) as n'), knex.raw('min(occurred_at) as first_at'))
    .as('per_article');
  const rows = (await knex
    .from(perArticle)
    .select(...TARGET_COLUMNS, 'n', selectMs(knex, 'first_at', 'first_ms'))) as Record<string, unknown>[];
  return rows.map((row) => ({
    key: targetOf(row),
    firstAt: fromFullColumn(row['first_ms']),
    views: Number(row['n']),
  }));
}
