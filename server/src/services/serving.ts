import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { Forecast, Source } from '../contracts/common';
import type { GetPrediction, GetRankings, PostClassify } from '../contracts/serving';
import { CoreError } from '../core/errors';
import { viewsAt } from '../core/expectation/typical-share';
import type { IndexedArticle, StoredPrediction } from '../repositories/article-index';
import { getService } from '../utils/get-service';
import type { ArticleIndex } from './articles';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Reasons an answer of a list carries. */
const LIST_REASONS = 3;

/** English sentence for each way of falling back; the code is what programs read. */
const FALLBACK_REASONS: Record<NonNullable<Source['fallback']>, string> = {
  'no-live-model': 'No model is live yet: the site level and the views so far answered.',
  'model-unavailable': 'The live model can not be read just now: the last stored predictions answered.',
  'not-scored-yet': 'This article has not been scored yet: the next rollup does it.',
  'switched-off': 'Predictions are switched off.',
  'not-enough-data': 'There are not enough published articles with a finished horizon yet.',
};

export const sourceOf = (modelVersion: string | null, fallback: Source['fallback']): Source => ({
  modelVersion: fallback === null ? modelVersion : null,
  fallback,
  reason: fallback === null ? null : FALLBACK_REASONS[fallback],
});

const fallbackOf = (prediction: StoredPrediction | null): Source['fallback'] =>
  prediction === null ? 'not-scored-yet' : ((prediction.fallback as Source['fallback']) ?? null);

/** A stored prediction as the API says it; never below what was seen. */
const toForecast = (
  article: IndexedArticle,
  index: ArticleIndex,
  prediction: StoredPrediction,
  now: number
): Forecast => {
  const ageMinutes = Math.max(0, (now - article.firstPublishedAt) / MINUTE_MS);
  const viewsSoFar = viewsAt(article.viewsByAge, Math.min(ageMinutes, index.horizonMinutes));
  const atLeast = (views: number): number => Math.max(views, viewsSoFar);
  return {
    expectedViews: atLeast(prediction.expectedViews),
    interval: { low: atLeast(prediction.low), high: atLeast(prediction.high), level: 0.9 },
    percentile: prediction.percentile,
    viewsSoFar,
    ageHours: ageMinutes / 60,
    horizonDays: index.horizonMinutes / (24 * 60),
    scoredAt: new Date(prediction.scoredAt).toISOString(),
  };
};

/** Answers front ends from stored predictions. Only published content, in the asked locale, checked at the moment of serving. */
export const serving = ({ strapi }: { strapi: Core.Strapi }) => {
  const refuseWhenOff = (): void => {
    if (!getService(strapi, 'settings').isActive('serve')) {
      throw new CoreError('SWITCHED_OFF', { got: 'serving switched off', expected: 'foresight to be switched on' });
    }
  };

  /** The locale each watched type is asked in: its own code, or the empty string where the type has none. */
  const askedLocales = async (contentType: string | undefined, locale: string | undefined) => {
    const watch = getService(strapi, 'watch');
    const types = watch.types().filter(({ uid }) => contentType === undefined || uid === contentType);
    if (types.length === 0) {
      const known = watch.types().map(({ uid }) => uid);
      throw new CoreError('NOT_FOUND', {
        got: String(contentType),
        expected: `a watched content type: ${known.join(', ')}`,
      });
    }
    const spoken = locale ?? (await watch.defaultLocale());
    return { locale: spoken, byType: new Map(types.map(({ uid, localized }) => [uid, localized ? spoken : ''])) };
  };

  /** Keeps those that are published right now: one indexed query per content type in the list. */
  const stillPublished = async (articles: readonly IndexedArticle[]): Promise<IndexedArticle[]> => {
    const byType = new Map<string, IndexedArticle[]>();
    for (const article of articles) byType.set(article.key.uid, [...(byType.get(article.key.uid) ?? []), article]);
    const published = new Set<string>();
    await Promise.all(
      [...byType].map(async ([uid, list]) => {
        const locale = list[0]?.key.locale ?? '';
        const rows: { documentId: string }[] = await strapi.db.query(uid).findMany({
          where: {
            documentId: { $in: list.map(({ key }) => key.documentId) },
            publishedAt: { $notNull: true },
            ...(locale === '' ? {} : { locale }),
          },
          select: ['documentId'],
        });
        for (const { documentId } of rows) published.add(`${uid}|${documentId}`);
      })
    );
    return articles.filter(({ key }) => published.has(`${key.uid}|${key.documentId}`));
  };

  return {
    async rankings(request: GetRankings['Request']): Promise<GetRankings['Response']> {
      refuseWhenOff();
      const { locale, byType } = await askedLocales(request.contentType, request.locale);
      const index = await getService(strapi, 'articles').index();
      const now = getService(strapi, 'clock').now().getTime();

      const scored = index.articles.flatMap((article) => {
        if (byType.get(article.key.uid) !== article.key.locale || article.latest === null) return [];
        if (request.category !== undefined && article.category !== request.category) return [];
        const ageMs = now - article.firstPublishedAt;
        if (ageMs < 0 || ageMs > request.days * DAY_MS) return [];
        const forecast = toForecast(article, index, article.latest, now);
        const closed = ageMs >= index.horizonMinutes * MINUTE_MS;
        // Once the horizon has passed, what happened is known and nothing is still to come.
        const expected = closed ? forecast.viewsSoFar : forecast.expectedViews;
        const score = request.sort === 'expected' ? expected : expected - forecast.viewsSoFar;
        return [{ article, forecast, prediction: article.latest, score }];
      });
      scored.sort((a, b) => b.score - a.score || b.article.firstPublishedAt - a.article.firstPublishedAt);

      // A few more than asked for, since some may have been unpublished a moment ago.
      const candidates = scored.slice(0, request.limit + LIMITS.listItems);
      const published = new Set(await stillPublished(candidates.map(({ article }) => article)));
      const items = candidates.filter(({ article }) => published.has(article)).slice(0, request.limit);
      const first = items[0]?.prediction ?? null;

      return {
        data: items.map(({ article, forecast, prediction }, position) => ({
          rank: position + 1,
          documentId: article.key.documentId,
          contentType: article.key.uid,
          locale: article.key.locale,
          title: article.title,
          url: article.url,
          category: article.category,
          firstPublishedAt: new Date(article.firstPublishedAt).toISOString(),
          forecast,
          reasons: prediction.reasons.slice(0, LIST_REASONS),
        })),
        meta: {
          ...sourceOf(first?.modelVersion ?? null, first === null ? 'not-enough-data' : fallbackOf(first)),
          generatedAt: new Date(now).toISOString(),
          locale,
          total: scored.length,
        },
      };
    },

    async prediction(request: GetPrediction['Request']): Promise<GetPrediction['Response']> {
      refuseWhenOff();
      const { locale, byType } = await askedLocales(request.contentType, request.locale);
      const missing = (): CoreError =>
        new CoreError('NOT_FOUND', {
          got: request.documentId,
          expected: `a published document${locale === '' ? '' : ` in locale "${locale}"`}`,
        });
      const index = await getService(strapi, 'articles').index();
      const known = [...new Set(byType.values())]
        .flatMap((each) => index.byDocument.get(`${request.documentId}|${each}`) ?? [])
        .filter(({ key }) => byType.get(key.uid) === key.locale);
      const [article] = await stillPublished(known);
      if (article === undefined) throw missing();

      const now = getService(strapi, 'clock').now().getTime();
      const prediction = article.latest ?? (await getService(strapi, 'scoring').scoreNow(article.key));
      if (prediction === null) throw missing();
      const forecast = toForecast(article, index, prediction, now);
      const closed = now >= article.firstPublishedAt + index.horizonMinutes * MINUTE_MS;
      return {
        data: {
          documentId: article.key.documentId,
          contentType: article.key.uid,
          locale: article.key.locale,
          title: article.title,
          firstPublishedAt: new Date(article.firstPublishedAt).toISOString(),
          forecast,
          reasons: [...prediction.reasons],
          actualViews: closed ? forecast.viewsSoFar : null,
        },
        meta: sourceOf(prediction.modelVersion, fallbackOf(prediction)),
      };
    },

    async classify({ title, text, locale, limit }: PostClassify['Request']): Promise<PostClassify['Response']> {
      refuseWhenOff();
      const language = locale ?? (await getService(strapi, 'watch').defaultLocale());
      const answer = await getService(strapi, 'workers').run(
        'classify',
        { title, text, language },
        { timeoutMs: LIMITS.taskMs }
      );
      return {
        data: {
          topic: {
            labels: answer.topic.labels.slice(0, limit),
            abstained: answer.topic.abstained,
            terms: answer.topic.terms,
          },
          performance: { topQuarter: answer.performance.topQuarter, terms: answer.performance.terms },
        },
        meta: {
          topic: sourceOf(answer.topic.modelVersion, answer.topic.modelVersion === null ? 'no-live-model' : null),
          performance: sourceOf(
            answer.performance.modelVersion,
            answer.performance.modelVersion === null ? 'no-live-model' : null
          ),
        },
      };
    },
  };
};
