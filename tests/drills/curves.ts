/**
 * The drill `curves`: do the bands of views over age hold what they promise, judged day by day as they would have been
 * live? Pure core: forecasts by models that had not seen the article, bands by what was known when it was published.
 */
import { evaluateRanker } from '../../server/src/core/evaluate';
import { bandOf, type BandPoint } from '../../server/src/core/expectation/growth-band';
import { fitGrowth, type GrowthCurve } from '../../server/src/core/expectation/growth-curve';
import { growthSample } from '../../server/src/core/expectation/growth-sample';
import { surpriseOf } from '../../server/src/core/expectation/surprise';
import { collectArticles, type Article } from '../../server/src/core/features/articles';
import { performanceOf } from '../../server/src/core/features/performance';
import { snapshotAges } from '../../server/src/core/features/snapshot-ages';
import type { SiteHistory } from '../../server/src/core/features/types';
import { ageLadder, DAY_MS, SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup';

const MINUTE_MS = 60_000;
const WEEKS = 16;

export interface AgeCoverage {
  readonly ageMinutes: number;
  readonly articles: number;
  readonly inside: number;
  readonly above: number;
  readonly below: number;
}

export interface CurvesResult {
  /** Of the band as it was at publication. */
  readonly ages: readonly AgeCoverage[];
  /** Of the bands as updated at 1, 6, 24 and 72 h, all later ages together. */
  readonly updated: readonly (AgeCoverage & { readonly fromMinutes: number })[];
  /** At the looks from six hours on. */
  readonly alarms: {
    readonly looks: number;
    readonly called: number;
    /** Articles called at one look at least, of all. */
    readonly articles: number;
    readonly everCalled: number;
    /** Calls before the end that were inside the band at the horizon. */
    readonly early: number;
    readonly takenBack: number;
  };
}

/** One article as the drill reads it: forecasts by age in hours, of models that had not learned from it. */
interface Judged {
  readonly article: Article;
  readonly expected: ReadonlyMap<number, number>;
}

export function runCurves(history: SiteHistory, asOf: number, nEstimators = 60): CurvesResult {
  const { horizonMinutes, timeZone, weights } = history.settings;
  const ageHours = snapshotAges(SNAPSHOT_AGE_HOURS, horizonMinutes);
  const learner = { name: 'forest' as const, params: { nEstimators, seed: 42 } };
  const { outOfFold } = evaluateRanker(history, { asOf, learner, ageHours, weeks: WEEKS });
  const articles = collectArticles(history);
  const expected = new Map<string, Map<number, number>>();
  outOfFold.article.forEach((index, row) => {
    const id = outOfFold.articles[index]!;
    const own = expected.get(id) ?? new Map<number, number>();
    expected.set(id, own.set(outOfFold.ageHours[row]!, Math.expm1(outOfFold.predicted[row]!)));
  });
  const judged = [...expected]
    .map(([id, by]): Judged => ({ article: articles.get(id)!, expected: by }))
    .sort((a, b) => a.article.firstPublishedAt - b.article.firstPublishedAt);

  const ladder = ageLadder(horizonMinutes);
  const sampleOf = ({ article, expected }: Judged, from: number, now: number) =>
    growthSample(article, {
      fromMinutes: from,
      ages: ladder,
      expectedViews: expected.get(from / 60) ?? NaN,
      weights,
      isKnown: (age) => article.firstPublishedAt + age * MINUTE_MS <= now,
    });
  const starts = ageHours.map((hours) => hours * 60);
  const tally = starts.map(() => new Map<number, { articles: number; inside: number; above: number; below: number }>());
  const alarms = { looks: 0, called: 0, articles: 0, everCalled: 0, early: 0, takenBack: 0 };

  const byDay = new Map<number, Judged[]>();
  for (const each of judged) {
    const day = Math.floor(each.article.firstPublishedAt / DAY_MS);
    byDay.set(day, [...(byDay.get(day) ?? []), each]);
  }
  for (const [day, published] of byDay) {
    const now = day * DAY_MS;
    const earlier = judged.filter(({ article }) => article.firstPublishedAt < now);
    starts.forEach((fromMinutes, start) => {
      const curve = fitGrowth(
        earlier.flatMap((each) => sampleOf(each, fromMinutes, now) ?? []),
        { fromMinutes, ages: ladder.filter((age) => age > fromMinutes), timeZone }
      );
      if (curve === null) return;
      for (const each of published) {
        const band = bandFor(curve, each, viewsBy(each.article, fromMinutes, history));
        if (band === null) continue;
        const views = ladder.map((ageMinutes) => ({ ageMinutes, views: viewsBy(each.article, ageMinutes, history) }));
        for (const point of band)
          count(tally[start]!, point, views.find((v) => v.ageMinutes === point.ageMinutes)!.views);
        if (fromMinutes === 0) countAlarms(alarms, band, views, ladder);
      }
    });
  }
  return {
    ages: [...tally[0]!].map(([ageMinutes, counts]) => ({ ageMinutes, ...counts })),
    updated: starts.slice(1).map((fromMinutes, i) => ({
      fromMinutes,
      ageMinutes: horizonMinutes,
      ...[...tally[i + 1]!.values()].reduce(
        (sum, one) => ({
          articles: sum.articles + one.articles,
          inside: sum.inside + one.inside,
          above: sum.above + one.above,
          below: sum.below + one.below,
        }),
        { articles: 0, inside: 0, above: 0, below: 0 }
      ),
    })),
    alarms,
  };
}

const viewsBy = (article: Article, ageMinutes: number, { settings }: SiteHistory): number => {
  const counter = article.counters.find((each) => each.ageMinutes === ageMinutes);
  return counter === undefined ? 0 : performanceOf(counter, settings.weights);
};

const bandFor = (curve: GrowthCurve, { article, expected }: Judged, seen: number): BandPoint[] | null => {
  const expectedViews = expected.get(curve.fromMinutes / 60);
  if (expectedViews === undefined) return null;
  const { firstPublishedAt, key } = article;
  return bandOf(curve, { locale: key.locale, firstPublishedAt, expectedViews, seen });
};

interface Counts {
  articles: number;
  inside: number;
  above: number;
  below: number;
}

function count(tally: Map<number, Counts>, { ageMinutes, low, high }: BandPoint, actual: number): void {
  const counts = tally.get(ageMinutes) ?? { articles: 0, inside: 0, above: 0, below: 0 };
  tally.set(ageMinutes, counts);
  counts.articles++;
  if (actual > high + 1e-6) counts.above++;
  else if (actual < low - 1e-6) counts.below++;
  else counts.inside++;
}

function countAlarms(
  alarms: { -readonly [Name in keyof CurvesResult['alarms']]: number },
  band: readonly BandPoint[],
  views: readonly { readonly ageMinutes: number; readonly views: number }[],
  ladder: readonly number[]
): void {
  const looks = ladder.flatMap((age) => surpriseOf(band, views, age) ?? []);
  const calls = looks.filter(({ verdict }) => verdict !== 'as-expected');
  const last = looks[looks.length - 1];
  const early = calls.filter(({ ageMinutes }) => ageMinutes !== last?.ageMinutes);
  alarms.looks += looks.length;
  alarms.called += calls.length;
  alarms.articles++;
  if (calls.length > 0) alarms.everCalled++;
  alarms.early += early.length;
  if (last?.verdict === 'as-expected') alarms.takenBack += early.length;
}
