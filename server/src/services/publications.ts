import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import { populateFor } from '../core/content';
import { changedRoles } from '../core/publication/content-state';
import type { TargetKey } from '../core/target';
import { targetId } from '../core/target';
import { deleteAges } from '../repositories/age-counters';
import { passTurns } from '../repositories/count-turns';
import { markAll } from '../repositories/dirty-buckets';
import * as repository from '../repositories/publications';
import { type TargetUrl, writeUrls } from '../repositories/urls';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import { pluginStore } from './plugin-store';
import { decide, type Decision, type Moment, type PublishedState } from './publications/decide';
import { extract } from './publications/extract';
import { readingChanged, rememberReading } from './publications/reading';
import { pathOf } from './publications/site-path';
import { createKnownTargets } from './publications/known-targets';
import { createSyncQueue } from './publications/sync-queue';
import type { WatchedType } from './watch';

/** Documents waiting to be looked at; beyond them everything is looked at once. */
const MAX_WAITING = 10_000;
/** Published rows compared in one step of a backfill, and documents read in full at a time. */
const ROWS_PER_STEP = 500;
const DOCUMENTS_PER_STEP = 20;

type Entry = Readonly<Record<string, unknown>> & { readonly documentId: string; readonly locale?: string | null };

/** A published entry, taken apart. */
interface Published {
  readonly key: TargetKey;
  readonly state: PublishedState;
  readonly version: Omit<
    repository.NewVersion,
    'version' | 'firstPublishedAt' | 'source' | 'versionPublishedAt' | 'changedFields'
  >;
}

export interface BackfillResult {
  /** Published entries compared. */
  readonly checked: number;
  /** Documents that differed and were read in full. */
  readonly synced: number;
}

/** Keeps `publication` rows equal to what the site serves: every published version, from the first day. */
export const publications = ({ strapi }: { strapi: Core.Strapi }) => {
  /** Targets with an open version. */
  const published = createKnownTargets({
    limit: LIMITS.knownTargets,
    stalenessMs: LIMITS.stalenessMs,
    now: () => performance.now(),
  });
  let closing = false;
  let last: Promise<void> = Promise.resolve();
  let healing: Promise<void> | null = null;

  const moment = (): Moment => ({
    now: getService(strapi, 'clock').now().getTime(),
    installedAt: getService(strapi, 'coverage').installedAt(),
  });

  /** Published entries of some documents in every locale, with all that extraction reads. */
  const readEntries = (type: WatchedType, documentIds: readonly string[]): Promise<Entry[]> => {
    const documents = strapi.documents(type.uid as 'api::x.x') as unknown as {
      findMany(params: object): Promise<Entry[]>;
    };
    return documents.findMany({
      status: 'published',
      locale: '*',
      filters: { documentId: { $in: documentIds } },
      populate: populateFor(type.schema, getService(strapi, 'watch').schemas(), type.roles),
    });
  };

  const takeApart = async (type: WatchedType, entry: Entry): Promise<Published> => {
    const locale = type.localized ? (entry.locale ?? '') : '';
    const read = await extract(strapi, type, { values: entry, locale }, { urgent: false });
    const { slug, text, language, snapshot, contentHash } = read;
    const key = { uid: type.uid, documentId: entry.documentId, locale };
    const publishedAt = instantOf(entry['publishedAt']) ?? 0;
    return {
      key,
      state: {
        publishedAt,
        createdAt: instantOf(entry['createdAt']) ?? publishedAt,
        fieldDate: type.firstPublishedAtField === null ? null : instantOf(entry[type.firstPublishedAtField]),
        contentHash,
      },
      version: {
        key,
        contentHash,
        title: snapshot.title,
        url: pathOf(type.urlPattern, { slug, documentId: entry.documentId, locale }),
        category: snapshot.category,
        author: snapshot.author,
        tags: snapshot.tags,
        text,
        language,
        snapshot,
        seenPublishedAt: publishedAt,
      },
    };
  };

  /** One after another: two that read the same rows would both write a next version. */
  const reconcile: typeof reconcileNow = (...given) => {
    const turn = last.then(() => reconcileNow(...given));
    last = turn.catch(() => undefined);
    return turn;
  };

  /** Bring the rows of some documents of one type up to date, in one transaction. */
  const reconcileNow = async (
    type: WatchedType,
    documentIds: readonly string[],
    rewriteUrls: boolean
  ): Promise<void> => {
    const entries: Published[] = [];
    for (const entry of await readEntries(type, documentIds)) entries.push(await takeApart(type, entry));
    const known = await repository.latestVersions(
      strapi.db.connection,
      documentIds.map((documentId) => ({ uid: type.uid, documentId }))
    );
    const byId = new Map(entries.map((one) => [targetId(one.key), one]));
    const now = moment();
    const changes = [...new Set([...byId.keys(), ...known.keys()])].map((id): Change => {
      const entry = byId.get(id) ?? null;
      const before = known.get(id) ?? null;
      const key = (entry ?? before)!.key;
      return { key, entry, before, decision: decide(entry?.state ?? null, before, now) };
    });
    if (changes.some(({ decision }) => decision.kind !== 'nothing') || rewriteUrls) {
      await strapi.db.transaction(({ trx }) => write(trx as unknown as Knex, changes, now.now, rewriteUrls));
    }
    // Lists know at once what this process has published or taken down.
    if (changes.some(({ decision }) => decision.kind !== 'nothing')) getService(strapi, 'articles').forget();
    for (const { key, entry } of changes) {
      if (entry === null) published.forget(targetId(key));
      else published.remember(targetId(key));
    }
  };

  const sync = async (uid: string, documentId: string): Promise<void> => {
    const type = getService(strapi, 'watch').get(uid);
    if (type !== undefined) await reconcile(type, [documentId], false);
  };

  const queue = createSyncQueue({
    limit: MAX_WAITING,
    work: (uid, documentId) => (closing ? Promise.resolve() : sync(uid, documentId)),
    onOverflow: async () => {
      await backfill();
    },
    onError: (error) => strapi.log.error(`foresight: a published version could not be recorded: ${messageOf(error)}`),
  });

  /** Compare everything the site serves with what we know, in bounded steps; read in full only what differs. */
  const backfill = async (): Promise<BackfillResult> => {
    let checked = 0;
    let synced = 0;
    const rewriteUrls = await urlsChanged(strapi);
    const readAll = rewriteUrls || (await readingChanged(strapi));
    for (const type of getService(strapi, 'watch').types()) {
      let after = 0;
      for (;;) {
        if (closing) return { checked, synced };
        const rows = await publishedRows(strapi, type, after);
        const final = rows[rows.length - 1];
        if (final === undefined) break;
        after = final.id;
        checked += rows.length;
        const differing = await differingDocuments(strapi, type, rows);
        const toRead = readAll ? [...new Set(rows.map(({ documentId }) => documentId))] : differing;
        for (let at = 0; at < toRead.length && !closing; at += DOCUMENTS_PER_STEP) {
          await reconcile(type, toRead.slice(at, at + DOCUMENTS_PER_STEP), rewriteUrls);
          await nextTurn();
        }
        synced += toRead.length;
      }
      synced += await closeGone(type);
    }
    await rememberUrls(strapi);
    await rememberReading(strapi);
    return { checked, synced };
  };

  /** Versions that are open here and no longer served: taken down while the plugin was off. */
  const closeGone = async (type: WatchedType): Promise<number> => {
    let after: TargetKey | null = null;
    let closed = 0;
    for (;;) {
      const open: TargetKey[] = await repository.openTargets(strapi.db.connection, type.uid, after, ROWS_PER_STEP);
      after = open[open.length - 1] ?? null;
      if (after === null || closing) return closed;
      const served = await servedTargets(strapi, type, open);
      const gone = [...new Set(open.filter((key) => !served.has(targetId(key))).map(({ documentId }) => documentId))];
      for (let at = 0; at < gone.length; at += DOCUMENTS_PER_STEP) {
        await reconcile(type, gone.slice(at, at + DOCUMENTS_PER_STEP), false);
      }
      closed += gone.length;
    }
  };

  return {
    /** Look at a document after it changed; resolves when its rows are up to date. */
    sync,

    /** Look at a document soon, without making anybody wait. */
    changed: (uid: string, documentId: string): void => detached(() => queue.add(uid, documentId)),

    backfill: (): Promise<BackfillResult> => detached(backfill),

    /** Backfill in the background. */
    heal(): void {
      healing ??= detached(backfill)
        .then(() => undefined)
        .catch((error: unknown) => void strapi.log.error(`foresight: backfill failed: ${messageOf(error)}`))
        .finally(() => (healing = null));
    },

    /** Everything that changed so far is recorded, and what was missed is found. */
    async settled(): Promise<void> {
      await healing;
      await queue.settled();
    },

    /** Whether a target is known to be published; false may only mean that it must be looked up (again). */
    isPublished: (key: TargetKey): boolean => published.has(targetId(key)),

    /** Of targets not known, those the site serves: one query per content type. What is found is remembered. */
    async lookUp(keys: readonly TargetKey[]): Promise<Set<string>> {
      const found = new Set<string>();
      for (const type of getService(strapi, 'watch').types()) {
        const own = keys.filter(({ uid }) => uid === type.uid);
        if (own.length === 0) continue;
        const served = await servedTargets(strapi, type, own);
        for (const key of own) {
          if (!served.has(targetId(key))) continue;
          found.add(targetId(key));
          published.remember(targetId(key));
        }
      }
      return found;
    },

    /** Take no new work and wait for what is being written. */
    async close(): Promise<void> {
      closing = true;
      await healing;
      await queue.settled();
    },
  };
};

interface Change {
  readonly key: TargetKey;
  readonly entry: Published | null;
  readonly before: repository.LatestVersion | null;
  readonly decision: Decision;
}

async function write(trx: Knex, changes: readonly Change[], now: number, rewriteUrls: boolean): Promise<void> {
  const versions: repository.NewVersion[] = [];
  const urls: TargetUrl[] = [];
  const closed: repository.Of<number>[] = [];
  const seen: repository.Of<number>[] = [];
  const recount = changes.filter(isRecounted).map(({ key }) => key);
  // Before anything of a document is written, so that it never waits in a circle with those that count.
  await passTurns(trx, recount);

  for (const { key, entry, before, decision } of changes) {
    if (decision.kind === 'close') closed.push({ key, value: decision.at });
    if ((decision.kind === 'seen' || decision.kind === 'move') && entry) {
      seen.push({ key, value: entry.state.publishedAt });
    }
    if (decision.kind === 'move' || (decision.kind === 'open' && decision.moved)) {
      await repository.moveFirstPublication(trx, key, decision.firstPublishedAt, decision.source);
      await deleteAges(trx, key);
    }
    if (decision.kind === 'open' && entry) {
      const { version, firstPublishedAt, source, versionPublishedAt } = decision;
      const changedFields = changedRoles(before?.roleHashes ?? null, entry.version.snapshot.roleHashes);
      if (before?.open) closed.push({ key, value: versionPublishedAt });
      versions.push({ ...entry.version, version, firstPublishedAt, source, versionPublishedAt, changedFields });
    }
    if (entry?.version.url && (decision.kind === 'open' || rewriteUrls)) urls.push({ key, url: entry.version.url });
  }
  await repository.closeVersions(trx, closed);
  await repository.markSeen(trx, seen);
  if (rewriteUrls) {
    const ofEntries = changes.flatMap(({ key, entry }) => (entry ? [{ key, value: entry.version.url }] : []));
    await repository.setUrls(trx, ofEntries);
  }
  await repository.insertVersions(trx, versions, now);
  await writeUrls(trx, urls, now);
  await markAll(trx, recount);
}

/** Its first publication is known only now, or is another than the one its counts began with. */
const isRecounted = ({ before, decision }: Change): boolean =>
  decision.kind === 'move' || (decision.kind === 'open' && (before === null || decision.moved));

interface Row {
  readonly id: number;
  readonly documentId: string;
  readonly locale?: string | null;
  readonly publishedAt: unknown;
}

/** Published rows after an id, in its order. */
const publishedRows = (strapi: Core.Strapi, type: WatchedType, after: number): Promise<Row[]> =>
  strapi.db.query(type.uid).findMany({
    where: { id: { $gt: after }, publishedAt: { $notNull: true } },
    select: ['id', 'documentId', 'publishedAt', ...(type.localized ? ['locale'] : [])],
    orderBy: { id: 'asc' },
    limit: ROWS_PER_STEP,
  });

/** Documents of which a row was published since we last looked. */
async function differingDocuments(strapi: Core.Strapi, type: WatchedType, rows: readonly Row[]): Promise<string[]> {
  const documents = [...new Set(rows.map(({ documentId }) => documentId))];
  const known = await repository.latestVersions(
    strapi.db.connection,
    documents.map((documentId) => ({ uid: type.uid, documentId }))
  );
  const differing = new Set<string>();
  for (const row of rows) {
    const locale = type.localized ? (row.locale ?? '') : '';
    const before = known.get(targetId({ uid: type.uid, documentId: row.documentId, locale }));
    if (!before?.open || before.seenPublishedAt !== instantOf(row.publishedAt)) differing.add(row.documentId);
  }
  return [...differing];
}

/** Ids of those targets that the site serves. */
async function servedTargets(strapi: Core.Strapi, type: WatchedType, keys: readonly TargetKey[]): Promise<Set<string>> {
  const rows: Row[] = await strapi.db.query(type.uid).findMany({
    where: { documentId: { $in: keys.map(({ documentId }) => documentId) }, publishedAt: { $notNull: true } },
    select: ['id', 'documentId', ...(type.localized ? ['locale'] : [])],
  });
  return new Set(
    rows.map(({ documentId, locale }) =>
      targetId({ uid: type.uid, documentId, locale: type.localized ? (locale ?? '') : '' })
    )
  );
}

/** Whether the URL map is another than at the last start: every address must then be written anew. */
async function urlsChanged(strapi: Core.Strapi): Promise<boolean> {
  const stored: unknown = await pluginStore(strapi).get({ key: 'urls' });
  return (stored ?? '{}') !== urlsText(strapi);
}

const rememberUrls = (strapi: Core.Strapi): Promise<unknown> =>
  pluginStore(strapi).set({ key: 'urls', value: urlsText(strapi) });

const urlsText = (strapi: Core.Strapi): string => JSON.stringify(getService(strapi, 'settings').get().urls);

function instantOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const ms = value instanceof Date ? value.getTime() : new Date(value as string | number).getTime();
  return Number.isFinite(ms) ? ms : null;
}

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
