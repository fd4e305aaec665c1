import type { Knex } from 'knex';

import type { DayTotal, HourTotal, LabelSettings, PublicationRecord, SiteHistory } from '../core/features/types';
import type { AgeCounter } from '../core/rollup/counters';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { countersOf, COUNTER_COLUMNS } from './counter-columns';
import { readCoverage } from './coverage';
import { fromJson, snapshotOf } from './publications';
import { TABLES } from './tables';
import { ofDocuments, TARGET_COLUMNS, targetOf } from './target-columns';
import { fromColumn, fromFullColumn, selectMs, toColumn } from './time';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Rows of one read: bounds what the driver holds beside what we keep. */
const PAGE = 10_000;
const TEXT_PAGE = 500;
/** Site level and trend look back so far before the first article of the window. */
const LEVEL_DAYS = 60;

export interface HistoryWindow {
  /** Articles first published within so many days before `asOf`. */
  readonly windowDays: number;
}

/**
 * All that features and labels read, as it was known at `asOf`: versions published by then, ages reached by then,
 * days begun by then. Texts are not read; their measures are in the snapshots.
 */
export async function readHistory(
  knex: Knex,
  settings: LabelSettings,
  asOf: Date,
  { windowDays }: HistoryWindow
): Promise<SiteHistory> {
  const until = asOf.getTime();
  const from = until - windowDays * DAY_MS;
  const publications = await readPublications(knex, from, until);
  const firstPublishedAt = new Map(publications.map((one) => [targetId(one.key), one.firstPublishedAt]));
  return {
    settings,
    publications,
    ageCounters: await readReachedAges(knex, firstPublishedAt, settings.horizonMinutes, until),
    days: await readDays(knex, from - LEVEL_DAYS * DAY_MS, until),
    hours: await readHours(knex, from - LEVEL_DAYS * DAY_MS, until),
    coverage: await readCoverage(knex),
  };
}

async function readPublications(knex: Knex, from: number, until: number): Promise<PublicationRecord[]> {
  const rows = pagesById((after) =>
    knex(TABLES.publications)
      .where('id', '>', after)
      .where('first_published_at', '>=', toColumn(knex, from))
      .where('version_published_at', '<=', toColumn(knex, until))
      .orderBy('id')
      .limit(PAGE)
      .select(
        'id',
        ...TARGET_COLUMNS,
        'published_version',
        selectMs(knex, 'first_published_at'),
        selectMs(knex, 'version_published_at'),
        selectMs(knex, 'version_unpublished_at'),
        'snapshot'
      )
  );
  const records: PublicationRecord[] = [];
  for await (const row of rows) {
    const unpublishedAt = fromColumn(row['version_unpublished_at']);
    records.push({
      key: targetOf(row),
      version: Number(row['published_version']),
      firstPublishedAt: fromFullColumn(row['first_published_at']),
      versionPublishedAt: fromFullColumn(row['version_published_at']),
      versionUnpublishedAt: unpublishedAt !== null && unpublishedAt > until ? null : unpublishedAt,
      snapshot: snapshotOf(row['snapshot']),
    });
  }
  return records;
}

/**
 * Counters of ages an article had reached by `until`: a later one would hold later events. That of the horizon only
 * when it was counted after the age had passed: one from the first days knows only those.
 */
async function readReachedAges(
  knex: Knex,
  firstPublishedAt: ReadonlyMap<string, number>,
  horizonMinutes: number,
  until: number
): Promise<Map<string, AgeCounter[]>> {
  const rows = pagesById((after) =>
    knex(TABLES.ageCounters)
      .where('id', '>', after)
      .where((counted) => counted.where('closed', true).orWhereNot('age_minutes', horizonMinutes))
      .orderBy('id')
      .limit(PAGE)
      .select('id', ...TARGET_COLUMNS, 'age_minutes', ...COUNTER_COLUMNS)
  );
  const byTarget = new Map<string, AgeCounter[]>();
  for await (const row of rows) {
    const id = targetId(targetOf(row));
    const first = firstPublishedAt.get(id);
    const ageMinutes = Number(row['age_minutes']);
    if (first === undefined || first + ageMinutes * MINUTE_MS > until) continue;
    const list = byTarget.get(id);
    const counter = { ageMinutes, ...countersOf(row) };
    if (list) list.push(counter);
    else byTarget.set(id, [counter]);
  }
  for (const list of byTarget.values()) list.sort((a, b) => a.ageMinutes - b.ageMinutes);
  return byTarget;
}

/** Visitors are summed over documents: somebody who read two articles counts twice here. */
async function readDays(knex: Knex, from: number, until: number): Promise<DayTotal[]> {
  const rows = (await knex(TABLES.rollups)
    .where('granularity', 'day')
    .where('bucket_start', '>=', toColumn(knex, from))
    .where('bucket_start', '<', toColumn(knex, until))
    .groupBy('target_locale', 'bucket_start')
    .orderBy([{ column: 'bucket_start' }, { column: 'target_locale' }])
    .select('target_locale', selectMs(knex, 'bucket_start', 'day_ms'))
    .sum({ views: 'views', visitors: 'visitors' })) as Record<string, unknown>[];
  return rows.map((row) => ({
    locale: String(row['target_locale']),
    dayStart: fromFullColumn(row['day_ms']),
    views: Number(row['views']),
    visitors: Number(row['visitors']),
  }));
}

/** Only hours that had ended by `until`: what is counted of the running one depends on when it is asked for. */
async function readHours(knex: Knex, from: number, until: number): Promise<HourTotal[]> {
  const rows = (await knex(TABLES.rollups)
    .where('granularity', 'hour')
    .where('bucket_start', '>=', toColumn(knex, from))
    .where('bucket_start', '<=', toColumn(knex, until - HOUR_MS))
    .groupBy('target_locale', 'bucket_start')
    .orderBy([{ column: 'bucket_start' }, { column: 'target_locale' }])
    .select('target_locale', selectMs(knex, 'bucket_start', 'hour_ms'))
    .sum({ views: 'views' })) as Record<string, unknown>[];
  return rows.map((row) => ({
    locale: String(row['target_locale']),
    hourStart: fromFullColumn(row['hour_ms']),
    views: Number(row['views']),
  }));
}

/** What text models read of one article: one of its versions. */
export interface ArticleText {
  readonly key: TargetKey;
  readonly firstPublishedAt: number;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly language: string;
}

/**
 * Which version of an article: the one readers first saw, as labels and features do (`versionAt`), or the latest by
 * `asOf`. What became of an article must be told from what it was: a correction may know the outcome.
 */
export type TextVersion = 'first' | 'latest';

const BETTER: Readonly<Record<TextVersion, string>> = {
  latest: 'other.published_version > p.published_version',
  // The latest version of those that were there at first publication; without any, the first one after it.
  first: `case
    when p.version_published_at <= p.first_published_at
      then other.version_published_at <= p.first_published_at and other.published_version > p.published_version
    else other.version_published_at <= p.first_published_at or other.published_version < p.published_version
  end`,
};

/** Of all articles those of a window, or of some documents; all where neither is given. */
export interface TextSelection extends Partial<HistoryWindow> {
  readonly documents?: readonly TargetKey[];
}

/** Texts of all articles published by `asOf`, each in one of the versions published by then, still served or not. */
export async function readTexts(
  knex: Knex,
  asOf: Date,
  version: TextVersion,
  { windowDays, documents }: TextSelection = {}
): Promise<ArticleText[]> {
  const until = asOf.getTime();
  const better = knex(`${TABLES.publications} as other`)
    .select(knex.raw('1'))
    .where('other.version_published_at', '<=', toColumn(knex, until))
    .whereRaw(
      [...TARGET_COLUMNS.map((column) => `other.${column} = p.${column}`), `(${BETTER[version]})`].join(' and ')
    );
  const rows = pagesById((after) => {
    const query = knex(`${TABLES.publications} as p`)
      .where('p.id', '>', after)
      .where('p.version_published_at', '<=', toColumn(knex, until))
      .whereNotExists(better.clone())
      .orderBy('p.id')
      .limit(TEXT_PAGE)
      .select(
        'p.id',
        ...TARGET_COLUMNS.map((column) => `p.${column}`),
        selectMs(knex, 'p.first_published_at', 'first_ms'),
        'p.published_version',
        'p.title',
        'p.text',
        'p.category',
        'p.tags',
        'p.language'
      );
    if (windowDays !== undefined) {
      void query.where('p.first_published_at', '>=', toColumn(knex, until - windowDays * DAY_MS));
    }
    if (documents !== undefined) void query.where(ofDocuments(documents, 'p'));
    return query;
  });
  const texts: ArticleText[] = [];
  for await (const row of rows) {
    texts.push({
      key: targetOf(row),
      firstPublishedAt: fromFullColumn(row['first_ms']),
      version: Number(row['published_version']),
      title: String(row['title'] ?? ''),
      text: String(row['text'] ?? ''),
      category: row['category'] === null ? null : String(row['category']),
      tags: (fromJson(row['tags']) as string[] | null) ?? [],
      language: String(row['language'] ?? ''),
    });
  }
  return texts;
}

/** Rows of a query that pages by id, one after another. */
async function* pagesById(page: (after: number) => Knex.QueryBuilder): AsyncGenerator<Record<string, unknown>> {
  let after = 0;
  for (;;) {
    const rows = (await page(after)) as Record<string, unknown>[];
    yield* rows;
    const last = rows[rows.length - 1];
    if (last === undefined) return;
    after = Number(last['id']);
  }
}
