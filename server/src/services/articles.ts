import { setTimeout } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { ArticleRow, ArticlesPage } from '../contracts/admin';
import type { ArticlesRequest } from '../contracts/admin-requests';
import type { AgeShare } from '../core/expectation/typical-share';
import { shareAt, typicalShares, viewsAt } from '../core/expectation/typical-share';
import { ageLadder } from '../core/rollup';
import type { IndexedArticle } from '../repositories/article-index';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import { learningSettings } from './learning-settings';

const MINUTE_MS = 60_000;
/** How old the list in memory may be before it is read anew, and before nobody is answered from it any more. */
const INDEX_MS = 5_000;
const OLDEST_MS = 10_000;

export interface ArticleIndex {
  readonly readAt: number;
  readonly articles: readonly IndexedArticle[];
  /** By `documentId|locale`, since callers rarely know the content type. */
  readonly byDocument: ReadonlyMap<string, readonly IndexedArticle[]>;
  readonly shares: readonly AgeShare[];
  readonly horizonMinutes: number;
}

/** One article with what was expected and what came, by now. */
export const toRow = (article: IndexedArticle, index: ArticleIndex, now: number): ArticleRow | null => {
  const expected = article.atPublication;
  if (expected === null) return null;
  const ageMinutes = Math.max(0, (now - article.firstPublishedAt) / MINUTE_MS);
  const closed = ageMinutes >= index.horizonMinutes;
  const viewsSoFar = viewsAt(article.viewsByAge, Math.min(ageMinutes, index.horizonMinutes));
  const share = closed ? 1 : shareAt(index.shares, ageMinutes);
  const expectedByNow = expected.expectedViews * share;
  return {
    documentId: article.key.documentId,
    contentType: article.key.uid,
    locale: article.key.locale,
    title: article.title,
    firstPublishedAt: new Date(article.firstPublishedAt).toISOString(),
    ageHours: ageMinutes / 60,
    expectedViews: expected.expectedViews,
    low: expected.low,
    high: expected.high,
    viewsSoFar,
    expectedByNow,
    closed,
    surprise: Math.log1p(viewsSoFar) - Math.log1p(expectedByNow),
  };
};

const compare = (sort: ArticlesRequest['sort']) => {
  const [field, direction] = sort.split(':') as [
    'title' | 'firstPublishedAt' | 'surprise' | 'viewsSoFar' | 'expectedViews',
    'asc' | 'desc',
  ];
  const sign = direction === 'asc' ? 1 : -1;
  return (a: ArticleRow, b: ArticleRow): number => {
    const [x, y] = [a[field], b[field]];
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
    return sign * order || a.documentId.localeCompare(b.documentId);
  };
};

/**
 * The published articles with their predictions and views, kept in memory.
 * Owner of that list: this service. Source: publication, prediction, age counters. Bound: LIMITS.rankedArticles.
 * Staleness: OLDEST_MS, or none after `forget()`. A worker thread reads it.
 */
export const articles = ({ strapi }: { strapi: Core.Strapi }) => {
  let held: ArticleIndex | null = null;
  let reading: Promise<ArticleIndex> | null = null;
  let forgotten = 0;

  const read = async (): Promise<ArticleIndex> => {
    const settings = learningSettings(getService(strapi, 'settings').get());
    const { horizonMinutes } = settings.labels;
    const list = await getService(strapi, 'workers').run('articleIndex', { settings });
    const now = getService(strapi, 'clock').now().getTime();
    const byDocument = new Map<string, IndexedArticle[]>();
    for (const article of list) {
      const id = `${article.key.documentId}|${article.key.locale}`;
      const known = byDocument.get(id);
      if (known === undefined) byDocument.set(id, [article]);
      else known.push(article);
    }
    const closed = list.filter(({ firstPublishedAt }) => firstPublishedAt + horizonMinutes * MINUTE_MS <= now);
    const shares = typicalShares(
      closed.map(({ viewsByAge }) => viewsByAge),
      ageLadder(horizonMinutes)
    );
    return { readAt: performance.now(), articles: list, byDocument, shares, horizonMinutes };
  };

  /** One reading at a time, however many ask; what was forgotten while it ran is read once more. */
  const renew = (): Promise<ArticleIndex> => {
    const asked = forgotten;
    reading ??= read()
      .then((index) => {
        held = forgotten === asked ? index : { ...index, readAt: -Infinity };
        return held;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };

  const index = async (): Promise<ArticleIndex> => {
    if (held === null) return renew();
    const age = performance.now() - held.readAt;
    if (age < INDEX_MS) return held;
    if (age > OLDEST_MS) return renew();
    // A list a few seconds old answers at once, while the next one is read.
    renew().catch((error: unknown) => strapi.log.warn(`[foresight] the list of articles is old: ${String(error)}`));
    return held;
  };

  const rows = async (): Promise<ArticleRow[]> => {
    const list = await index();
    const now = getService(strapi, 'clock').now().getTime();
    return list.articles.flatMap((article) => toRow(article, list, now) ?? []);
  };

  return {
    index,
    rows,
    /**
     * Read before anybody asks: the first reader after a start would else wait for the thread to start as well, and
     * behind a balancer a site that listens but can't answer yet costs requests. A start waits for it, but not long.
     */
    async warm(): Promise<void> {
      const read = detached(renew).catch((error: unknown) =>
        strapi.log.debug(`[foresight] the list of articles is not read yet: ${String(error)}`)
      );
      await Promise.race([read, setTimeout(LIMITS.warmUpMs, undefined, { ref: false })]);
    },

    /** Reads anew at the next question: after scoring, promoting, rolling back. */
    forget(): void {
      forgotten++;
      held = null;
    },
    async page({ page, pageSize, sort, search = '', locale }: ArticlesRequest): Promise<ArticlesPage> {
      const wanted = search.trim().toLocaleLowerCase();
      const all = await rows();
      const found = all
        .filter((row) => locale === undefined || row.locale === locale)
        .filter((row) => wanted === '' || row.title.toLocaleLowerCase().includes(wanted))
        .sort(compare(sort));
      return {
        data: found.slice((page - 1) * pageSize, page * pageSize),
        meta: {
          pagination: {
            page,
            pageSize,
            pageCount: Math.max(1, Math.ceil(found.length / pageSize)),
            total: found.length,
          },
          locales: [...new Set(all.map((row) => row.locale))].filter((each) => each !== '').sort(),
        },
      };
    },
  };
};
