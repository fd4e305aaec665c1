import { LIMITS } from '../../config/defaults';
import type { GrowthCurve } from '../../core/expectation/growth-curve';
import { standingOf, type TooEarly } from '../../core/expectation/standing';
import type { Surprise } from '../../core/expectation/surprise';
import { observedCoverage, type Covers } from '../../core/features/coverage';
import { ageLadder } from '../../core/rollup';
import { type IndexedArticle, readArticleIndex } from '../../repositories/article-index';
import { readCoverage } from '../../repositories/coverage';
import { readGrowthCurves } from '../../repositories/growth-curves';
import { findLiveVersion } from '../../repositories/model-versions';
import { BASELINE_VERSION } from '../../repositories/predictions';
import type { TaskContext } from '../context';
import type { LearningSettings } from '../learning-settings';

const MINUTE_MS = 60_000;

/** An article of the list, with where it stands against what was expected of it. */
export interface StandingArticle extends IndexedArticle {
  readonly surprise: Surprise | null;
  readonly tooEarly: TooEarly | null;
  /** Up to which counted age its readers were observed without a gap. */
  readonly observedMinutes: number;
  /** 90 % range of its views over the horizon, as it was at publication; null without a curve to tell from. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

export interface ArticleList {
  readonly articles: readonly StandingArticle[];
  /** How views grow from each age that is forecast at, where enough is known. */
  readonly curves: readonly GrowthCurve[];
  /** Closed articles that curves from publication on can be learned from. */
  readonly closedCurves: number;
}

/** The list of published articles that rankings, the admin and the panel are answered from. */
export const articleIndexTask = async (
  { settings, now }: { readonly settings: LearningSettings; readonly now: number },
  { knex }: TaskContext
): Promise<ArticleList> => {
  const { weights, horizonMinutes } = settings.labels;
  const servingVersion = (await findLiveVersion(knex, 'ranker'))?.modelVersion ?? BASELINE_VERSION;
  const list = await readArticleIndex(knex, { weights, limit: LIMITS.rankedArticles, servingVersion });
  const stored = await readGrowthCurves(knex);
  // A curve of another horizon is of another target: the next scoring replaces it.
  const curves = stored.flatMap(({ curve }) =>
    curve !== null && curve.ages[curve.ages.length - 1]?.ageMinutes === horizonMinutes ? [curve] : []
  );
  const covers = observedCoverage(await readCoverage(knex));
  const ladder = ageLadder(horizonMinutes);
  const atPublication = curves.find(({ fromMinutes }) => fromMinutes === 0) ?? null;
  return {
    articles: list.map((article): StandingArticle => {
      const observedMinutes = observedUntil(article.firstPublishedAt, ladder, covers);
      const { band, surprise, tooEarly } = standingOf({
        locale: article.key.locale,
        firstPublishedAt: article.firstPublishedAt,
        viewsByAge: article.viewsByAge,
        expectedViews: article.atPublication?.expectedViews ?? null,
        observedMinutes,
        curve: atPublication,
        now,
      });
      const end = band[band.length - 1];
      const range = end === undefined ? null : { low: end.low, high: end.high };
      return { ...article, surprise, tooEarly, observedMinutes, range };
    }),
    curves,
    closedCurves: stored.find(({ fromMinutes }) => fromMinutes === 0)?.closed ?? 0,
  };
};

/** The last age up to which readers were observed without a gap. */
const observedUntil = (firstPublishedAt: number, ladder: readonly number[], covers: Covers): number =>
  ladder.reduce((last, age) => (covers(firstPublishedAt, firstPublishedAt + age * MINUTE_MS) ? age : last), 0);
