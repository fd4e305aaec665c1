import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { ForesightConfig } from '../config/schema';
import type { Forecast, Reason, Source } from '../contracts/common';
import type { GetPrediction, GetRankings, PostClassify } from '../contracts/serving';
import { CoreError } from '../core/errors';
import { viewsAt } from '../core/expectation/views-at';
import type { ContentSnapshot } from '../core/features/types';
import { targetId } from '../core/target';
import { type IndexedArticle, readReasons, type StoredPrediction } from '../repositories/article-index';
import { getService } from '../utils/get-service';
import type { RankedRow } from '../worker/rank';
import type { ArticleIndex } from './articles';
import { curveAnswer, outlookAnswer } from './articles/curve-answer';
import { surpriseAnswer } from './articles/surprise-answer';
import { learningSettings } from './learning-settings';
import { askedLocales } from './serving/asked-locales';
import { type Caller, mayReadCategory, visibleContent } from './serving/visible-content';

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

/** Views over the horizon so far; all of it once the horizon has passed. */
const viewsNow = (article: IndexedArticle, index: ArticleIndex, now: number): number =>
  viewsAt(
    article.viewsByAge,
    Math.min(Math.max(0, (now - article.firstPublishedAt) / MINUTE_MS), index.horizonMinutes)
  );

/** A stored prediction as the API says it; never below what was seen. */
const toForecast = (
  article: IndexedArticle,
  index: ArticleIndex,
  prediction: StoredPrediction,
  now: number
): Forecast => {
  const viewsSoFar = viewsNow(article, index, now);
  const atLeast = (views: number): number => Math.max(views, viewsSoFar);
  return {
    expectedViews: atLeast(prediction.expectedViews),
    interval: { low: atLeast(prediction.low), high: atLeast(prediction.high), level: 0.9 },
    percentile: prediction.percentile,
    viewsSoFar,
    ageHours: Math.max(0, (now - article.firstPublishedAt) / MINUTE_MS) / 60,
    horizonDays: index.horizonMinutes / (24 * 60),
    scoredAt: new Date(prediction.scoredAt).toISOString(),
  };
};

/** What answered a list: the newest model among its items, else why none did. */
const listSource = (predictions: readonly (StoredPrediction | null)[]): Source => {
  const byModel = predictions
    .filter((prediction) => prediction !== null && fallbackOf(prediction) === null)
    .reduce<StoredPrediction | null>(
      (newest, each) => (newest === null || (each?.scoredAt ?? 0) > newest.scoredAt ? each : newest),
      null
    );
  if (byModel !== null) return sourceOf(byModel.modelVersion, null);
  const first = predictions.find((prediction) => prediction !== null) ?? null;
  return sourceOf(null, first === null ? 'not-enough-data' : fallbackOf(first));
};

/** For `readReasons`: the article's newest prediction, where there is one. */
const withPrediction = ({ key, latest }: IndexedArticle) => (latest === null ? [] : [{ key, prediction: latest }]);

const reasonsOf = ({ key, latest }: IndexedArticle, read: Awaited<ReturnType<typeof readReasons>>): Reason[] =>
  latest === null ? [] : [...(read.get(`${targetId(key)}|${latest.modelVersion}|${latest.ageMinutes}`) ?? [])];

/** A published article brings its own snapshot from the history; the request's is never read. */
const NO_SNAPSHOT: ContentSnapshot = { title: '', category: null, author: null, tags: [], features: {} };

/** A forecast fresh from a worker as the API says it. */
export const forecastOf = (
  { expectedViews, low, high, percentile, viewsSoFar }: RankedRow,
  { config, ageHours, now }: { config: ForesightConfig; ageHours: number; now: number }
): Forecast => ({
  expectedViews,
  interval: { low, high, level: 0.9 },
  percentile,
  viewsSoFar,
  ageHours,
  horizonDays: config.horizonDays,
  scoredAt: new Date(now).toISOString(),
});

interface Told {
  readonly forecast: Forecast | null;
  readonly reasons: Reason[];
  readonly source: Source;
  readonly missingLabels: number | null;
}

/** A text classifier has no simple guess to fall back to that would be worth saying. */
const textSource = ({
  modelVersion,
  fallback,
}: {
  modelVersion: string | null;
  fallback: Source['fallback'];
}): Source => ({
  ...sourceOf(modelVersion, fallback),
  ...(fallback === 'no-live-model' ? { reason: 'No classifier beats the simple guess yet, so none answers.' } : {}),
});

/** Answers front ends from stored predictions. Only published content, in the asked locale, checked at the moment of serving. */
export const serving = ({ strapi }: { strapi: Core.Strapi }) => {
  const refuseWhenOff = (): void => {
    if (!getService(strapi, 'settings').isActive('serve')) {
      throw new CoreError('SWITCHED_OFF', { got: 'serving switched off', expected: 'foresight to be switched on' });
    }
  };

  /** Of the asked types those whose category the caller may read: nobody finds by what they can't see. */
  const readableCategories = async (byType: ReadonlyMap<string, string>, caller: Caller): Promise<Set<string>> => {
    const types = getService(strapi, 'watch')
      .types()
      .filter(({ uid }) => byType.has(uid));
    const readable = await Promise.all(types.map((type) => mayReadCategory(strapi, type, caller)));
    return new Set(types.filter((_, at) => readable[at]).map(({ uid }) => uid));
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

  /** What the log holds of an article. */
  const stored = async (article: IndexedArticle, index: ArticleIndex, now: number): Promise<Told> => {
    const { latest } = article;
    const reasons = await readReasons(strapi.db.connection, withPrediction(article));
    return {
      forecast: latest === null ? null : toForecast(article, index, latest, now),
      reasons: reasonsOf(article, reasons),
      source: sourceOf(latest?.modelVersion ?? null, fallbackOf(latest)),
      missingLabels: null,
    };
  };

  /** What is expected of an article the log does not hold yet: asked for, and not written. */
  const forecastNow = async (
    { key, firstPublishedAt }: IndexedArticle,
    now: number,
    signal: AbortSignal | undefined
  ): Promise<Told> => {
    const config = getService(strapi, 'settings').get();
    const ageHours = Math.max(0, (now - firstPublishedAt) / MINUTE_MS) / 60;
    const answer = await getService(strapi, 'workers').run(
      'forecast',
      {
        request: { key, locale: key.locale, snapshot: NO_SNAPSHOT, firstPublishedAt, ageHours },
        asOf: now,
        settings: learningSettings(config),
      },
      signal === undefined ? {} : { signal }
    );
    return {
      forecast: answer.forecast === null ? null : forecastOf(answer.forecast, { config, ageHours, now }),
      reasons: [...(answer.forecast?.reasons ?? [])],
      source: sourceOf(answer.modelVersion, answer.fallback),
      missingLabels: answer.forecast === null ? answer.missingLabels : null,
    };
  };

  return {
    async rankings(request: GetRankings['Request'], caller: Caller): Promise<GetRankings['Response']> {
      refuseWhenOff();
      const { locale, byType } = await askedLocales(strapi, request.contentType, request.locale);
      const withCategory = request.category === undefined ? byType : await readableCategories(byType, caller);
      const index = await getService(strapi, 'articles').index();
      const now = getService(strapi, 'clock').now().getTime();

      const scored = index.articles.flatMap((article) => {
        if (byType.get(article.key.uid) !== article.key.locale) return [];
        if (request.category !== undefined && article.category !== request.category) return [];
        if (!withCategory.has(article.key.uid)) return [];
        const ageMs = now - article.firstPublishedAt;
        if (ageMs < 0 || ageMs > request.days * DAY_MS) return [];
        const viewsSoFar = viewsNow(article, index, now);
        const forecast = article.latest === null ? null : toForecast(article, index, article.latest, now);
        // Once the horizon has passed, what happened is known; before anything can be expected, it is all there is.
        const closed = ageMs >= index.horizonMinutes * MINUTE_MS;
        const expected = closed || forecast === null ? viewsSoFar : forecast.expectedViews;
        const remaining = closed ? 0 : forecast === null ? viewsSoFar : expected - viewsSoFar;
        const score = request.sort === 'expected' ? expected : remaining;
        return [{ article, forecast, viewsSoFar, score }];
      });
      scored.sort((a, b) => b.score - a.score || b.article.firstPublishedAt - a.article.firstPublishedAt);

      // A few more than asked for, since some may have been unpublished a moment ago.
      const candidates = scored.slice(0, request.limit + LIMITS.listItems);
      const published = new Set(await stillPublished(candidates.map(({ article }) => article)));
      const chosen = candidates.filter(({ article }) => published.has(article)).slice(0, request.limit);
      const [reasons, contents] = await Promise.all([
        readReasons(
          strapi.db.connection,
          chosen.flatMap(({ article }) => withPrediction(article))
        ),
        visibleContent(
          strapi,
          chosen.map(({ article }) => article.key),
          caller
        ),
      ]);
      const items = chosen.flatMap((each) => {
        const content = contents.get(targetId(each.article.key));
        return content === undefined ? [] : [{ ...each, content }];
      });

      return {
        data: items.map(({ article, forecast, viewsSoFar, content }, position) => ({
          rank: position + 1,
          documentId: article.key.documentId,
          contentType: article.key.uid,
          locale: article.key.locale,
          title: content.title,
          url: content.url,
          category: content.category,
          firstPublishedAt: new Date(article.firstPublishedAt).toISOString(),
          forecast,
          reasons: reasonsOf(article, reasons)
            .filter(({ feature }) => content.mayName(feature))
            .slice(0, LIST_REASONS),
          modelVersion: fallbackOf(article.latest) === null ? (article.latest?.modelVersion ?? null) : null,
          viewsSoFar,
        })),
        meta: {
          ...listSource(items.map(({ article }) => article.latest)),
          generatedAt: new Date(now).toISOString(),
          locale,
          total: scored.length,
        },
      };
    },

    async prediction(
      request: GetPrediction['Request'],
      { caller, signal }: { readonly caller?: Caller; readonly signal?: AbortSignal | undefined } = {}
    ): Promise<GetPrediction['Response']> {
      refuseWhenOff();
      const { locale, byType } = await askedLocales(strapi, request.contentType, request.locale);
      const missing = (): CoreError =>
        new CoreError('NOT_FOUND', {
          got: request.documentId,
          expected: `a published document${locale === '' ? '' : ` in locale "${locale}"`}`,
        });
      const index = await getService(strapi, 'articles').index();
      const known = [...new Set(byType.values())]
        .flatMap((each) => index.byDocument.get(`${request.documentId}|${each}`) ?? [])
        .filter(({ key }) => byType.get(key.uid) === key.locale);
      const contents = await visibleContent(
        strapi,
        known.map(({ key }) => key),
        caller
      );
      const article = known.find(({ key }) => contents.has(targetId(key)));
      const content = article === undefined ? undefined : contents.get(targetId(article.key));
      if (article === undefined || content === undefined) throw missing();

      const now = getService(strapi, 'clock').now().getTime();
      const told =
        article.latest === null ? await forecastNow(article, now, signal) : await stored(article, index, now);
      const viewsSoFar = viewsNow(article, index, now);
      const closed = now >= article.firstPublishedAt + index.horizonMinutes * MINUTE_MS;
      return {
        data: {
          documentId: article.key.documentId,
          contentType: article.key.uid,
          locale: article.key.locale,
          title: content.title,
          firstPublishedAt: new Date(article.firstPublishedAt).toISOString(),
          forecast: told.forecast,
          reasons: told.reasons.filter(({ feature }) => content.mayName(feature)),
          missingLabels: told.missingLabels,
          viewsSoFar,
          actualViews: closed ? viewsSoFar : null,
          curve: curveAnswer(article, index, now),
          outlook: outlookAnswer(article, told.forecast, index, now),
          surprise: surpriseAnswer(article),
        },
        meta: told.source,
      };
    },

    async classify(
      { title, text, locale, limit }: PostClassify['Request'],
      { signal }: { readonly signal?: AbortSignal | undefined } = {}
    ): Promise<PostClassify['Response']> {
      refuseWhenOff();
      const language = locale ?? (await getService(strapi, 'watch').defaultLocale());
      const answer = await getService(strapi, 'workers').run(
        'classify',
        { title, text, language },
        signal === undefined ? {} : { signal }
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
          topic: textSource(answer.topic),
          performance: textSource(answer.performance),
        },
      };
    },
  };
};
