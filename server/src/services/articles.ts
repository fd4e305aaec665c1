import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { ArticleRow, ArticlesPage } from '../contracts/admin';
import type { ArticlesRequest } from '../contracts/admin-requests';
import type { AgeShare } from '../core/expectation/typical-share';
import { shareAt, typicalShares, viewsAt } from '../core/expectation/typical-share';
import { ageLadder } from '../core/rollup';
import type { IndexedArticle } from '../repositories/article-index';
import { readArticleIndex } from '../repositories/article-index';
import { getService } from '../utils/get-service';

const MINUTE_MS = 60_000;
/** How old the list in memory may be. */
const INDEX_MS = 5_000;

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
 * Staleness: INDEX_MS, or none after `forget()`.
 */
export const articles = ({ strapi }: { strapi: Core.Strapi }) => {
  let held: ArticleIndex | null = null;
  let reading: Promise<ArticleIndex> | null = null;

  const read = async (): Promise<ArticleIndex> => {
    const { weights, horizonDays } = getService(strapi, 'settings').get();
    const horizonMinutes = horizonDays * 24 * 60;
    const list = await readArticleIndex(strapi.db.connection, { weights, limit: LIMITS.rankedArticles });
    const now = getService(strapi, 'clock').now().getTime();
    const byDocument = new Map<string, IndexedArticle[]>();
    for (const article of list) {
      const id = `${article.key.documentId}|${article.key.locale}`;
      byDocument.set(id, [...(byDocument.get(id) ?? []), article]);
    }
    const closed = list.filter(({ firstPublishedAt }) => firstPublishedAt + horizonMinutes * MINUTE_MS <= now);
    const shares = typicalShares(
      closed.map(({ viewsByAge }) => viewsByAge),
      ageLadder(horizonMinutes)
    );
    return { readAt: performance.now(), articles: list, byDocument, shares, horizonMinutes };
  };

  const index = async (): Promise<ArticleIndex> => {
    if (held !== null && performance.now() - held.readAt < INDEX_MS) return held;
    // One reading at a time, however many ask.
    reading ??= read().finally(() => {
      reading = null;
    });
    held = await reading;
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
    /** Reads anew at the next question: after scoring, promoting, rolling back. */
    forget(): void {
      held = null;
    },
    async page({ page, pageSize, sort, search, locale }: ArticlesRequest): Promise<ArticlesPage> {
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
