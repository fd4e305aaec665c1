import type { Knex } from 'knex';

import type { ContentSnapshot } from '../core/features/types';
import type { StoredSnapshot } from '../core/publication/content-state';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { insertRows, pieces, ROWS_PER_STATEMENT, type Value } from './statements';
import { STRAPI_COLUMNS, strapiValues } from './strapi-columns';
import { TABLES } from './tables';
import { ofDocuments, TARGET_COLUMNS, targetOf, targetValues } from './target-columns';
import { fromFullColumn, isSqlite, selectMs, toColumn } from './time';

/** Where a first publication's instant comes from. */
export type FirstPublishedAtSource = 'field' | 'tracking' | 'backfill';

/** One published version as it is written. */
export interface NewVersion {
  readonly key: TargetKey;
  readonly version: number;
  readonly firstPublishedAt: number;
  readonly source: FirstPublishedAtSource;
  readonly versionPublishedAt: number;
  readonly contentHash: string;
  readonly title: string;
  readonly url: string | null;
  readonly category: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly text: string;
  readonly language: string;
  readonly snapshot: StoredSnapshot;
  readonly changedFields: readonly string[];
  /** The entry's own `publishedAt` when it was read; kept in `updated_at`, see `LatestVersion.seenPublishedAt`. */
  readonly seenPublishedAt: number;
}

/** The newest version of a document in a locale, as the reconciliation needs it. */
export interface LatestVersion {
  readonly key: TargetKey;
  readonly version: number;
  readonly firstPublishedAt: number;
  readonly source: FirstPublishedAtSource;
  readonly open: boolean;
  readonly contentHash: string;
  /** `publishedAt` of the entry this row was last compared with: equal = nothing was published since. */
  readonly seenPublishedAt: number;
  readonly roleHashes: Readonly<Record<string, string>>;
}

const COLUMNS = [
  ...TARGET_COLUMNS,
  'published_version',
  'first_published_at',
  'first_published_at_source',
  'version_published_at',
  'version_unpublished_at',
  'content_hash',
  'title',
  'url',
  'category',
  'author',
  'tags',
  'text',
  'language',
  'snapshot',
  'changed_fields',
  ...STRAPI_COLUMNS,
];

/** Strings of `string` columns: PostgreSQL refuses more. */
const SHORT = 255;
const short = (text: string | null): string | null => (text === null ? null : text.slice(0, SHORT));

/** Write versions; one that is there already stays as it is. Rows carry whole texts: a few per statement. */
export async function insertVersions(knex: Knex, versions: readonly NewVersion[], now: number): Promise<void> {
  for (const piece of pieces(versions, 50)) {
    const rows = piece.map((version): Value[] => [
      ...targetValues(version.key),
      version.version,
      toColumn(knex, version.firstPublishedAt),
      version.source,
      toColumn(knex, version.versionPublishedAt),
      null,
      version.contentHash,
      short(version.title),
      short(version.url),
      short(version.category),
      short(version.author),
      JSON.stringify(version.tags),
      version.text,
      version.language,
      JSON.stringify(version.snapshot),
      JSON.stringify(version.changedFields),
      ...strapiValues(knex, now, version.seenPublishedAt),
    ]);
    const conflict = { columns: [...TARGET_COLUMNS, 'published_version'], action: 'do nothing' };
    await insertRows(knex, TABLES.publications, COLUMNS, rows, conflict);
  }
}

/** Something about a document: an instant, or a text. */
export interface Of<T> {
  readonly key: TargetKey;
  readonly value: T;
}

/** End the open versions of some documents, each at its own instant. */
export const closeVersions = (knex: Knex, at: readonly Of<number>[]): Promise<void> =>
  setOfOpen(knex, 'version_unpublished_at', 'timestamp', instants(knex, at));

/** The first publication turned out to be another instant: every version says so. */
export async function moveFirstPublication(
  knex: Knex,
  key: TargetKey,
  firstPublishedAt: number,
  source: FirstPublishedAtSource
): Promise<void> {
  await ofTarget(knex, key).update({
    first_published_at: toColumn(knex, firstPublishedAt),
    first_published_at_source: source,
  });
  // The first version began when the document did.
  await ofTarget(knex, key)
    .where('published_version', 1)
    .update({ version_published_at: toColumn(knex, firstPublishedAt) });
}

/** Remember which states of some entries the open versions were compared with. */
export const markSeen = (knex: Knex, seenPublishedAt: readonly Of<number>[]): Promise<void> =>
  setOfOpen(knex, 'updated_at', 'timestamp', instants(knex, seenPublishedAt));

/** The open versions of some documents have these addresses. */
export const setUrls = (knex: Knex, urls: readonly Of<string | null>[]): Promise<void> =>
  setOfOpen(
    knex,
    'url',
    'text',
    urls.map(({ key, value }) => ({ key, value: short(value) }))
  );

const instants = (knex: Knex, of: readonly Of<number>[]): Of<string | number>[] =>
  of.map(({ key, value }) => ({ key, value: toColumn(knex, value) }));

/** Set a column of the open versions of some documents, each to its own value, in one statement. */
async function setOfOpen(
  knex: Knex,
  column: string,
  type: 'text' | 'timestamp',
  values: readonly Of<string | number | null>[]
): Promise<void> {
  const value = isSqlite(knex) ? '?' : `?::${type}`;
  const columns = TARGET_COLUMNS.map((name) => `"${name}"`).join(',');
  for (const piece of pieces(values, ROWS_PER_STATEMENT)) {
    const own = `case ${piece.map(() => `when (${columns}) = (?,?,?) then ${value}`).join(' ')} end`;
    const bindings = piece.flatMap((one) => [...targetValues(one.key), one.value]);
    const keys = piece.map(({ key }) => key);
    await knex(TABLES.publications)
      // Tuples alone lead no database to the index; by the open versions SQLite would read all that is published.
      .where(ofDocuments(keys))
      .whereIn(TARGET_COLUMNS, keys.map(targetValues))
      .whereNull('version_unpublished_at')
      .update({ [column]: knex.raw(own, bindings as Knex.RawBinding[]) });
  }
}

/** Newest versions of some documents (all locales), by `targetId`. */
export async function latestVersions(
  knex: Knex,
  documents: readonly { readonly uid: string; readonly documentId: string }[]
): Promise<Map<string, LatestVersion>> {
  const latest = new Map<string, LatestVersion>();
  for (const piece of pieces(documents, ROWS_PER_STATEMENT)) {
    const rows = (await knex(TABLES.publications)
      .where(ofDocuments(piece))
      .orderBy('published_version')
      .select(
        ...TARGET_COLUMNS,
        'published_version',
        selectMs(knex, 'first_published_at'),
        'first_published_at_source',
        'version_unpublished_at',
        'content_hash',
        selectMs(knex, 'updated_at'),
        'snapshot'
      )) as Record<string, unknown>[];
    for (const row of rows) {
      const key = targetOf(row);
      latest.set(targetId(key), {
        key,
        version: Number(row['published_version']),
        firstPublishedAt: fromFullColumn(row['first_published_at']),
        source: row['first_published_at_source'] as FirstPublishedAtSource,
        open: row['version_unpublished_at'] === null,
        contentHash: String(row['content_hash']),
        seenPublishedAt: fromFullColumn(row['updated_at']),
        roleHashes: (fromJson(row['snapshot']) as StoredSnapshot | null)?.roleHashes ?? {},
      });
    }
  }
  return latest;
}

/** Published documents in key order, after the one given; at most `limit`. */
export async function openTargets(
  knex: Knex,
  uid: string,
  after: TargetKey | null,
  limit: number
): Promise<TargetKey[]> {
  const query = knex(TABLES.publications)
    .where('target_uid', uid)
    .whereNull('version_unpublished_at')
    .orderBy(TARGET_COLUMNS.map((column) => ({ column, order: 'asc' as const })))
    .limit(limit)
    .distinct(...TARGET_COLUMNS);
  if (after !== null) void query.whereRaw(`(${TARGET_COLUMNS.join(',')}) > (?,?,?)`, targetValues(after));
  return ((await query) as Record<string, unknown>[]).map(targetOf);
}

/** First publication of some documents (all locales), by `targetId`. */
export async function firstPublications(
  knex: Knex,
  documents: readonly { readonly uid: string; readonly documentId: string }[]
): Promise<Map<string, number>> {
  const first = new Map<string, number>();
  for (const piece of pieces(documents, ROWS_PER_STATEMENT)) {
    const rows = (await knex(TABLES.publications)
      .where(ofDocuments(piece))
      .select(...TARGET_COLUMNS, selectMs(knex, 'first_published_at'))) as Record<string, unknown>[];
    for (const row of rows) first.set(targetId(targetOf(row)), fromFullColumn(row['first_published_at']));
  }
  return first;
}

/** Titles of those of some documents that are published now, by `targetId`. */
export async function findTitles(knex: Knex, documents: readonly TargetKey[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const piece of pieces(documents, ROWS_PER_STATEMENT)) {
    const rows = (await knex(TABLES.publications)
      .where(ofDocuments(piece))
      .whereNull('version_unpublished_at')
      .orderBy('published_version')
      .select(...TARGET_COLUMNS, 'title')) as Record<string, unknown>[];
    for (const row of rows) titles.set(targetId(targetOf(row)), String(row['title'] ?? ''));
  }
  return titles;
}

export interface ClosingPage {
  readonly now: number;
  readonly since: number | null;
  readonly horizonMinutes: number;
  readonly after: TargetKey | null;
  readonly limit: number;
}

/**
 * Documents (published ever, first versions) whose age counters may have to be closed: those with no closed counter
 * at the horizon that are past it, and those still inside it. In key order after the one given; at most `limit`.
 *
 * @param since only those first published after it; null = all, which reads every publication and every counter.
 */
export async function documentsToClose(
  knex: Knex,
  { now, since, horizonMinutes, after, limit }: ClosingPage
): Promise<TargetKey[]> {
  const closed = knex(`${TABLES.ageCounters} as a`)
    .select(knex.raw('1'))
    .where({ 'a.age_minutes': horizonMinutes, 'a.closed': true })
    .whereRaw(TARGET_COLUMNS.map((column) => `a.${column} = p.${column}`).join(' and '));
  const query = knex(`${TABLES.publications} as p`)
    .where('p.published_version', 1)
    .where('p.first_published_at', '<=', toColumn(knex, now))
    .whereNotExists(closed)
    .orderBy(TARGET_COLUMNS.map((column) => ({ column: `p.${column}`, order: 'asc' as const })))
    .limit(limit)
    .select(...TARGET_COLUMNS.map((column) => `p.${column}`));
  if (since !== null) void query.where('p.first_published_at', '>', toColumn(knex, since));
  if (after !== null) {
    void query.whereRaw(`(${TARGET_COLUMNS.map((column) => `p.${column}`).join(',')}) > (?,?,?)`, targetValues(after));
  }
  return ((await query) as Record<string, unknown>[]).map(targetOf);
}

/** A JSON column as text or, where the driver parses it, as a value. */
export const fromJson = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

/** What learning reads of a stored snapshot. */
export function snapshotOf(value: unknown): ContentSnapshot {
  const { title, category, author, tags, features } = fromJson(value) as StoredSnapshot;
  return { title, category, author, tags, features };
}

const ofTarget = (knex: Knex, key: TargetKey) => {
  const [uid, documentId, locale] = targetValues(key);
  return knex(TABLES.publications).where({
    target_uid: uid,
    target_document_id: documentId,
    target_locale: locale,
  });
};
