import type { CurvePoint, Forecast, OutlookPoint } from '../../contracts/common';
import { bandOf } from '../../core/expectation/growth-band';
import { outlookOf } from '../../core/expectation/outlook';
import { viewsAt } from '../../core/expectation/views-at';
import type { ArticleIndex } from '../articles';
import type { StandingArticle } from '../../worker/tasks/article-index';

const MINUTE_MS = 60_000;

const curveFrom = ({ curves }: ArticleIndex, fromMinutes: number) =>
  curves.find((curve) => curve.fromMinutes === fromMinutes);

/** Views by each counted age against what was expected at publication: at most twelve points. */
export const curveAnswer = (article: StandingArticle, index: ArticleIndex, now: number): CurvePoint[] => {
  const { atPublication, firstPublishedAt, viewsByAge, key, observedMinutes } = article;
  const curve = curveFrom(index, 0);
  if (atPublication === null || curve === undefined) return [];
  const known = Math.min((now - firstPublishedAt) / MINUTE_MS, observedMinutes);
  const { expectedViews } = atPublication;
  return bandOf(curve, { locale: key.locale, firstPublishedAt, expectedViews, seen: 0 }).map(
    ({ ageMinutes, ...band }) => ({
      ageHours: ageMinutes / 60,
      actual: ageMinutes <= known ? viewsAt(viewsByAge, ageMinutes) : null,
      ...band,
    })
  );
};

/** What is likely at each age ahead, from the forecast that is told beside it. */
export const outlookAnswer = (
  { latest, firstPublishedAt, viewsByAge, key }: StandingArticle,
  forecast: Forecast | null,
  index: ArticleIndex,
  now: number
): OutlookPoint[] => {
  const curve = latest === null ? undefined : curveFrom(index, latest.ageMinutes);
  if (forecast === null || curve === undefined) return [];
  const { expectedViews, interval } = forecast;
  return outlookOf(
    curve,
    { expectedViews, low: interval.low, high: interval.high },
    { locale: key.locale, firstPublishedAt, viewsByAge, ageMinutes: (now - firstPublishedAt) / MINUTE_MS }
  ).map(({ ageMinutes, ...band }) => ({ ageHours: ageMinutes / 60, ...band }));
};
