import { bandOf, type BandPoint } from './growth-band';
import type { GrowthCurve } from './growth-curve';
import { viewsAt } from './views-at';

/** The newest forecast of an article, as it is told: views over the horizon, never below what came. */
export interface NewestForecast {
  readonly expectedViews: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What is still likely at each age ahead, from the newest forecast: the band as updated since publication. It ends in
 * the forecast's own range, because that is what the sentence beside it says, and is nowhere beyond it.
 *
 * @param curve From the age the forecast was made at.
 */
export function outlookOf(
  curve: GrowthCurve,
  forecast: NewestForecast,
  article: {
    readonly locale: string;
    readonly firstPublishedAt: number;
    readonly viewsByAge: readonly { readonly ageMinutes: number; readonly views: number }[];
    readonly ageMinutes: number;
  }
): BandPoint[] {
  const { locale, firstPublishedAt, viewsByAge, ageMinutes } = article;
  const seen = curve.fromMinutes === 0 ? 0 : viewsAt(viewsByAge, curve.fromMinutes);
  const came = viewsAt(viewsByAge, ageMinutes);
  const within = (views: number, end: number): number => Math.min(Math.max(views, came), Math.max(end, came));
  const band = bandOf(curve, { locale, firstPublishedAt, expectedViews: forecast.expectedViews, seen });
  return band
    .filter((point) => point.ageMinutes > ageMinutes)
    .map(({ ageMinutes: at, expected, low, high }, i, { length }) => {
      const { expectedViews } = forecast;
      if (i === length - 1) return { ageMinutes: at, expected: expectedViews, low: forecast.low, high: forecast.high };
      return {
        ageMinutes: at,
        expected: within(expected, expectedViews),
        low: within(low, forecast.low),
        high: within(high, forecast.high),
      };
    });
}
