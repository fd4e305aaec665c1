import type { Core } from '@strapi/strapi';

import { LIMITS } from '../config/defaults';
import type { ModelKind, Panel } from '../contracts/admin';
import type { PanelRequest } from '../contracts/admin-requests';
import type { Words } from '../core/evaluate';
import { viewsAt } from '../core/expectation/views-at';
import { median } from '../core/math/quantile';
import type { ContentState } from '../core/publication/content-state';
import type { TargetKey } from '../core/target';
import type { IndexedArticle } from '../repositories/article-index';
import { BASELINE_VERSION, writePredictions } from '../repositories/predictions';
import { getService } from '../utils/get-service';
import type { ClassifyResult } from '../worker/tasks/classify';
import type { ForecastResult } from '../worker/tasks/forecast';
import type { ArticleIndex } from './articles';
import { learningSettings } from './learning-settings';
import { KeptAnswers } from './panel/kept-answers';
import { readDraft } from './panel/read-draft';
import { extract } from './publications/extract';
import { forecastOf, sourceOf } from './serving';

const MINUTE_MS = 60_000;
/** An editor who saves twice in a minute sees the same forecast for the same text. */
const GOOD_FOR_MS = MINUTE_MS;
/** Titles an entry's own title is compared with. */
const OTHER_TITLES = 300;

/** What a draft has not. */
const NO_CURVE: Pick<Panel, 'curve' | 'outlook' | 'surprise'> = { curve: [], outlook: [], surprise: null };

/** Median views of the locale's articles whose horizon has passed; null before there is one. */
const usualViews = ({ articles, horizonMinutes }: ArticleIndex, locale: string, now: number): number | null => {
  const closed = articles
    .filter(
      ({ key, firstPublishedAt }) => key.locale === locale && firstPublishedAt + horizonMinutes * MINUTE_MS <= now
    )
    .map(({ viewsByAge }) => viewsAt(viewsByAge, horizonMinutes));
  return closed.length === 0 ? null : median(closed);
};

/** What the side panel of the edit view shows of one entry, as it is saved. */
export const panel = ({ strapi }: { strapi: Core.Strapi }) => {
  // Owner: this service. Source: worker answers. Bound: LIMITS.cachedForecasts. Staleness: GOOD_FOR_MS.
  const forecasts = new KeptAnswers<ForecastResult>(LIMITS.cachedForecasts, GOOD_FOR_MS, () => performance.now());
  const topics = new KeptAnswers<ClassifyResult>(LIMITS.cachedForecasts, GOOD_FOR_MS, () => performance.now());

  const now = (): number => getService(strapi, 'clock').now().getTime();

  const unwatched = (locale: string): Panel => ({
    watched: false,
    locale,
    state: 'draft',
    firstPublishedAt: null,
    forecast: null,
    reasons: [],
    source: sourceOf(null, 'switched-off'),
    missingLabels: null,
    topics: [],
    currentCategory: null,
    usualViews: null,
    came: [],
    ...NO_CURVE,
    curvesMissing: null,
    seo: { siteHosts: [], otherTitles: [], language: locale },
  });

  /** Keeps what an editor was first told of a draft, so that it can be judged later. The panel does not wait for it. */
  const remember = (
    key: TargetKey,
    contentHash: string,
    { forecast, modelVersion, fallback }: ForecastResult
  ): void => {
    if (forecast === null) return;
    const at = now();
    const record = {
      key,
      origin: 'panel' as const,
      ageMinutes: 0,
      modelVersion: modelVersion ?? BASELINE_VERSION,
      scoredAt: at,
      predicted: forecast.predicted,
      expectedViews: forecast.expectedViews,
      lowViews: forecast.low,
      highViews: forecast.high,
      viewsSoFar: 0,
      percentile: forecast.percentile,
      reasons: forecast.reasons,
      fallback,
      contentHash,
      shownAt: at,
    };
    writePredictions(strapi.db.connection, [record], 'keep').catch((error: unknown) =>
      strapi.log.warn(`[foresight] a shown forecast was not kept: ${String(error)}`)
    );
  };

  /** A new model answers anew: its name is part of what an answer is kept under. */
  const liveVersion = async (kind: ModelKind): Promise<string> =>
    (await getService(strapi, 'registry').live(kind))?.modelVersion ?? '';

  const forecastOfDraft = async (key: TargetKey, state: ContentState, words: Words) => {
    const config = getService(strapi, 'settings').get();
    const name = `${key.uid}|${key.documentId}|${key.locale}|${state.contentHash}|${await liveVersion('ranker')}`;
    const asOf = now();
    const result = await forecasts.get(name, async () => {
      const answer = await getService(strapi, 'workers').run('forecast', {
        request: { key: null, locale: key.locale, snapshot: state.snapshot, firstPublishedAt: asOf, ageHours: 0 },
        words,
        asOf,
        settings: learningSettings(config),
      });
      remember(key, state.contentHash, answer);
      return answer;
    });
    const forecast = result.forecast === null ? null : forecastOf(result.forecast, { config, ageHours: 0, now: asOf });
    return {
      forecast,
      reasons: [...(result.forecast?.reasons ?? [])],
      source: sourceOf(result.modelVersion, result.fallback),
      missingLabels: forecast === null ? result.missingLabels : null,
      ...NO_CURVE,
    };
  };

  const forecastOfPublished = async (article: IndexedArticle) => {
    const answer = await getService(strapi, 'serving').prediction({
      documentId: article.key.documentId,
      contentType: article.key.uid,
      ...(article.key.locale === '' ? {} : { locale: article.key.locale }),
    });
    const { forecast, reasons, missingLabels, curve, outlook, surprise } = answer.data;
    return { forecast, reasons, source: answer.meta, missingLabels, curve, outlook, surprise };
  };

  /** Views at each counted age the article has reached. */
  const cameBy = (article: IndexedArticle, horizonMinutes: number): Panel['came'] => {
    const ageMinutes = (now() - article.firstPublishedAt) / MINUTE_MS;
    const reached = article.viewsByAge.filter((counter) => counter.ageMinutes <= Math.min(ageMinutes, horizonMinutes));
    const points = reached.map((counter) => ({ ageHours: counter.ageMinutes / 60, views: counter.views }));
    if (ageMinutes >= horizonMinutes) return [{ ageHours: 0, views: 0 }, ...points];
    return [
      { ageHours: 0, views: 0 },
      ...points,
      { ageHours: ageMinutes / 60, views: viewsAt(article.viewsByAge, ageMinutes) },
    ];
  };

  return {
    /** The draft that `describe` reads, with who made it, which is what roles are limited by; null when there is none. */
    async authored({ contentType, documentId, locale: asked }: PanelRequest): Promise<object | null> {
      const watch = getService(strapi, 'watch');
      const type = watch.get(contentType);
      if (type === undefined) return null;
      const locale = type.localized ? { locale: asked ?? watch.defaultLocale() } : {};
      return strapi.db.query(contentType).findOne({
        where: { documentId, ...(type.draftAndPublish ? { publishedAt: null } : {}), ...locale },
        populate: { createdBy: { populate: { roles: true } } },
      });
    },

    /** @throws {CoreError} NOT_FOUND when no such entry is saved. */
    async describe({ contentType, documentId, locale: asked }: PanelRequest): Promise<Panel> {
      const watch = getService(strapi, 'watch');
      const type = watch.get(contentType);
      const spoken = asked ?? watch.defaultLocale();
      if (type === undefined || !getService(strapi, 'settings').isActive('serve')) return unwatched(spoken);
      const locale = type.localized ? spoken : '';
      const key: TargetKey = { uid: contentType, documentId, locale };

      const entry = await readDraft(strapi, type, documentId, locale);
      const { text, language, ...state } = await extract(strapi, type, { values: entry, locale }, { urgent: true });
      const { title, category } = state.snapshot;
      const index = await getService(strapi, 'articles').index();
      const article = index.byDocument.get(`${documentId}|${locale}`)?.find(({ key: { uid } }) => uid === contentType);

      const [told, classified] = await Promise.all([
        article === undefined ? forecastOfDraft(key, state, { title, text, language }) : forecastOfPublished(article),
        topics.get(`${state.contentHash}|${language}|${await liveVersion('topic')}`, () =>
          getService(strapi, 'workers').run('classify', { title, text, language })
        ),
      ]);
      return {
        watched: true,
        locale,
        state: article === undefined ? 'draft' : 'published',
        firstPublishedAt: article === undefined ? null : new Date(article.firstPublishedAt).toISOString(),
        ...told,
        topics: classified.topic.labels.slice(0, 3),
        currentCategory: category,
        usualViews: usualViews(index, locale, now()),
        came: article === undefined ? [] : cameBy(article, index.horizonMinutes),
        curvesMissing: article === undefined ? null : index.curvesMissing,
        seo: {
          siteHosts: getService(strapi, 'settings').get().siteHosts,
          otherTitles: index.articles
            .filter((each) => each.key.locale === locale && each.key.documentId !== documentId)
            .slice(0, OTHER_TITLES)
            .map(({ title }) => title),
          language,
        },
        roles: type.roles,
      };
    },
  };
};
