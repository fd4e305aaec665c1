/** Learns how views grow with age from the log of forecasts and what came, and keeps it for the lists. */
import type { Knex } from 'knex';

import { LIMITS } from '../config/defaults';
import type { RankerModel } from '../core/evaluate';
import { closedSamples, fitGrowth } from '../core/expectation/growth-curve';
import { growthSample, type GrowthSample } from '../core/expectation/growth-sample';
import { collectArticles, type Article } from '../core/features/articles';
import { observedCoverage, type Covers } from '../core/features/coverage';
import { closingTime } from '../core/features/labels';
import { storedCounter } from '../core/features/performance';
import { snapshotAges } from '../core/features/snapshot-ages';
import type { SiteHistory } from '../core/features/types';
import { ageLadder, SNAPSHOT_AGE_HOURS } from '../core/rollup';
import { targetId } from '../core/target';
import { readGrowthCurves, writeGrowthCurves } from '../repositories/growth-curves';
import { readFirstForecasts } from '../repositories/predictions';

const MINUTE_MS = 60_000;
/** Curves change slowly: between nightly runs they are learned anew at most this often. */
const RENEWED_MS = 60 * MINUTE_MS;

/** Whether curves are old enough to be learned anew. */
export async function curvesAreOld(knex: Knex, asOf: number): Promise<boolean> {
  const newest = Math.max(...(await readGrowthCurves(knex)).map(({ fittedAt }) => fittedAt));
  return !(Math.abs(asOf - newest) < RENEWED_MS);
}

/**
 * Learn a curve for each age that is forecast at.
 *
 * @param from Forecasts of articles first published since.
 */
export async function renewCurves(
  knex: Knex,
  history: SiteHistory,
  model: RankerModel | null,
  { asOf, from }: { asOf: number; from: number }
): Promise<void> {
  const { horizonMinutes, timeZone, weights } = history.settings;
  const expected = await honestForecasts(knex, history, model, from);
  const articles = [...collectArticles(history).values()].filter(({ firstPublishedAt }) => firstPublishedAt >= from);
  const covers = observedCoverage(history.coverage);
  const ladder = ageLadder(horizonMinutes);

  const curves = snapshotAges(model?.ageHours ?? SNAPSHOT_AGE_HOURS, horizonMinutes).map((ageHours) => {
    const fromMinutes = ageHours * 60;
    const ages = ladder.filter((age) => age > fromMinutes);
    const samples = articles.flatMap((article): GrowthSample[] => {
      const expectedViews = expected.get(`${article.id}|${fromMinutes}`);
      if (expectedViews === undefined) return [];
      const isKnown = knownAges(article, { covers, asOf, horizonMinutes });
      const sample = growthSample(article, { fromMinutes, ages, expectedViews, weights, isKnown });
      return sample === null ? [] : [sample];
    });
    return {
      fromMinutes,
      fittedAt: asOf,
      closed: closedSamples(samples, ages).length,
      curve: fitGrowth(samples, { fromMinutes, ages, timeZone }),
    };
  });
  await writeGrowthCurves(knex, curves);
}

/** Ages that lie behind an article, were observed to their end and, for the horizon, are counted for good. */
const knownAges =
  (
    { firstPublishedAt, counters }: Article,
    { covers, asOf, horizonMinutes }: { covers: Covers; asOf: number; horizonMinutes: number }
  ) =>
  (age: number): boolean => {
    const until = firstPublishedAt + age * MINUTE_MS;
    if (until > asOf || !covers(firstPublishedAt, until)) return false;
    return age < horizonMinutes || storedCounter(counters, horizonMinutes) !== undefined;
  };

/**
 * Views expected by `targetId|age in minutes`: the log's first word where it was written before the article closed,
 * else the word of a model that had not learned from it. What a model says of an article it learned from is memory, and
 * would make bands too narrow.
 */
async function honestForecasts(
  knex: Knex,
  { publications, settings }: SiteHistory,
  model: RankerModel | null,
  from: number
): Promise<Map<string, number>> {
  const expected = new Map<string, number>();
  if (model !== null) {
    const { articles, article, ageHours, predicted } = model.outOfFold;
    article.forEach((index, row) => {
      expected.set(`${articles[index]}|${(ageHours[row] ?? 0) * 60}`, Math.expm1(predicted[row] ?? NaN));
    });
  }
  const firstPublishedAt = new Map(publications.map((one) => [targetId(one.key), one.firstPublishedAt]));
  const limit = LIMITS.rankedArticles * SNAPSHOT_AGE_HOURS.length;
  for (const { key, ageMinutes, scoredAt, expectedViews } of await readFirstForecasts(knex, { from, limit })) {
    const published = firstPublishedAt.get(targetId(key));
    if (published === undefined || scoredAt > closingTime(published, settings)) continue;
    expected.set(`${targetId(key)}|${ageMinutes}`, expectedViews);
  }
  return expected;
}
