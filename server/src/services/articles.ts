import { setTimeout } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { ArticleRow, ArticlesPage } from '../contracts/admin';
import type { ArticlesRequest } from '../contracts/admin-requests';
import { curvesMissing, type CurvesMissing } from '../core/expectation/enough-curves';
import type { GrowthCurve } from '../core/expectation/growth-curve';
import { viewsAt } from '../core/expectation/views-at';
import type { TargetKey } from '../core/target';
import { detached } from '../utils/detached';
import { getService } from '../utils/get-service';
import type { StandingArticle } from '../worker/tasks/article-index';
import { surpriseAnswer } from './articles/surprise-answer';
import { learningSettings } from './learning-settings';

const MINUTE_MS = 60_000;
/** How old the list in memory may be before it is read anew, and before nobody is answered from it any more. */
const INDEX_MS = 5_000;
const OLDEST_MS = 10_000;

export interface ArticleIndex {
  readonly readAt: number;
  readonly articles: readonly StandingArticle[];
  /** By `documentId|locale`, since callers rarely know the content type. */
  readonly byDocument: ReadonlyMap<string, readonly StandingArticle[]>;
  readonly curves: readonly GrowthCurve[];
  readonly curvesMissing: CurvesMissing | null;
  readonly horizonMinutes: number;
}

/** One article with what was expected and what came, by now. */
const toRow = (article: StandingArticle, index: ArticleIndex, now: number): ArticleRow => {
  const expected = article.atPublication;
  const ageMinutes = Math.max(0, (now - article.firstPublishedAt) / MINUTE_MS);
  return {
    documentId: article.key.documentId,
    contentType: article.key.uid,
    locale: article.key.locale,
    title: article.title,
    firstPublishedAt: new Date(article.firstPublishedAt).toISOString(),
    ageHours: ageMinutes / 60,
    expectation:
      expected === null
        ? null
        : {
            expectedViews: expected.expectedViews,
            low: article.range?.low ?? expected.low,
            high: article.range?.high ?? expected.high,
          },
    viewsSoFar: viewsAt(article.viewsByAge, Math.min(ageMinutes, index.horizonMinutes)),
    closed: ageMinutes >= index.horizonMinutes,
    surprise: surpriseAnswer(article),
  };
};

const SORTED_BY = {
  title: ({ title }: ArticleRow) => title,
  firstPublishedAt: ({ firstPublishedAt }: ArticleRow) => firstPublishedAt,
  viewsSoFar: ({ viewsSoFar }: ArticleRow) => viewsSoFar,
  expectedViews: ({ expectation }: ArticleRow) => expectation?.expectedViews ?? null,
  surprise: ({ surprise }: ArticleRow) => surprise.factor,
} as const;

/** What has no value comes last in either direction. */
const compare = (sort: ArticlesRequest['sort']) => {
  const [field, direction] = sort.split(':') as [keyof typeof SORTED_BY, 'asc' | 'desc'];
  const sign = direction === 'asc' ? 1 : -1;
  const valueOf = SORTED_BY[field];
  return (a: ArticleRow, b: ArticleRow): number => {
    const [x, y] = [valueOf(a), valueOf(b)];
    const order =
      x === null || y === null
        ? Number(x === null) - Number(y === null)
        : sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
    return order || a.documentId.localeCompare(b.documentId);
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
    const now = getService(strapi, 'clock').now().getTime();
    const {
      articles: list,
      curves,
      closedCurves,
    } = await getService(strapi, 'workers').run('articleIndex', {
      settings,
      now,
    });
    const byDocument = new Map<string, StandingArticle[]>();
    for (const article of list) {
      const id = `${article.key.documentId}|${article.key.locale}`;
      const known = byDocument.get(id);
      if (known === undefined) byDocument.set(id, [article]);
      else known.push(article);
    }
    const horizonMs = horizonMinutes * MINUTE_MS;
    const missing = curvesMissing(closedCurves, {
      closings: list.flatMap(({ atPublication, firstPublishedAt }) =>
        atPublication === null ? [] : [firstPublishedAt + horizonMs]
      ),
      published: list.map(({ firstPublishedAt }) => firstPublishedAt),
      horizonMs,
      now,
    });
    return { readAt: performance.now(), articles: list, byDocument, curves, curvesMissing: missing, horizonMinutes };
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
    return list.articles.map((article) => toRow(article, list, now));
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

    /** Titles of published articles; empty for what is not in the list. */
    async titles(): Promise<(key: TargetKey) => string> {
      const { byDocument } = await index();
      return ({ uid, documentId, locale }) =>
        byDocument.get(`${documentId}|${locale}`)?.find(({ key }) => key.uid === uid)?.title ?? '';
    },

    /** Reads anew at the next question: after scoring, promoting, rolling back. */
    forget(): void {
      forgotten++;
      held = null;
    },
    async page({
      page,
      pageSize,
      sort,
      search = '',
      locale,
      performance: wantedVerdict,
    }: ArticlesRequest): Promise<ArticlesPage> {
      const wanted = search.trim().toLocaleLowerCase();
      const { curvesMissing: missing, horizonMinutes } = await index();
      const all = await rows();
      const found = all
        .filter((row) => locale === undefined || row.locale === locale)
        .filter((row) => wantedVerdict === undefined || row.surprise.verdict === wantedVerdict)
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
          curvesMissing: missing,
          horizonDays: horizonMinutes / (24 * 60),
          locales: [...new Set(all.map((row) => row.locale))].filter((each) => each !== '').sort(),
        },
      };
    },
  };
};
