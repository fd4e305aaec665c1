/**
 * What a small site is told: N articles in a row are all it has, and the next 50, first published after the last of
 * those had closed, are what it is asked about. Served as the product would: the simple guess, or a ranker that beat it.
 */
import {
  baselineForecast,
  decidePromotion,
  fitBaselineModel,
  forecast,
  judgedRowsOf,
  NEEDED_LABELS,
  trainRanker,
  type RankerForecast,
  type RankerModel,
} from '../../server/src/core/evaluate';
import { collectArticles, type Article } from '../../server/src/core/features/articles';
import { performanceOf, storedCounter } from '../../server/src/core/features/performance';
import { buildScoringMatrix, type ScoringMatrix } from '../../server/src/core/features/scoring-matrix';
import { buildTrainingMatrix } from '../../server/src/core/features/training-matrix';
import type { SiteHistory } from '../../server/src/core/features/types';
import { createRandom } from '../../server/src/core/math/random';
import { mean } from '../../server/src/core/math/mean';
import { rmse } from '../../server/src/core/metrics';
import { HOUR_MS, SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup';
import { recipe } from './recipe';

const TEST_ARTICLES = 50;
const MINUTE_MS = 60_000;

export interface SmallSites {
  readonly articles: number;
  readonly runs: number;
  /** Mean over runs of RMSE less that of the shrunken author's or category's mean, at 0 h, and its standard error. */
  readonly difference: number;
  readonly standardError: number;
  /** Of all ranges given, over all ages; NaN where none was. */
  readonly coverage: number;
  readonly width: number;
  /** Share of forecasts that were not given. */
  readonly abstained: number;
  /** Runs in which a ranker was good enough to be served. */
  readonly rankers: number;
}

interface Run {
  readonly difference: number | null;
  readonly inside: number;
  readonly ranges: number;
  readonly width: number;
  readonly asked: number;
  readonly ranker: boolean;
}

export function smallSites(history: SiteHistory, n: number, runs: number, seed: number): SmallSites {
  const closing = history.settings.horizonMinutes * MINUTE_MS;
  const closed = [...collectArticles(history).values()]
    .filter(({ counters }) => storedCounter(counters, history.settings.horizonMinutes) !== undefined)
    .sort((a, b) => a.firstPublishedAt - b.firstPublishedAt);
  const laterThan = (start: number) => {
    const asOf = closed[start + n - 1]!.firstPublishedAt + closing;
    return { asOf, test: closed.filter(({ firstPublishedAt }) => firstPublishedAt > asOf).slice(0, TEST_ARTICLES) };
  };
  const starts = Array.from({ length: Math.max(closed.length - n, 0) }, (_, start) => start).filter(
    (start) => laterThan(start).test.length === TEST_ARTICLES
  );
  if (starts.length === 0) throw new Error(`no run of ${n} articles has ${TEST_ARTICLES} later ones`);
  const random = createRandom(seed);
  const found = Array.from({ length: runs }, () => {
    const start = starts[random.int(starts.length)]!;
    const { asOf, test } = laterThan(start);
    return oneRun(history, closed.slice(start, start + n), test, asOf);
  });

  const differences = found.flatMap(({ difference }) => (difference === null ? [] : [difference]));
  const sum = (of: (run: Run) => number) => found.reduce((total, run) => total + of(run), 0);
  const average = mean(differences);
  const variance = mean(differences.map((value) => (value - average) ** 2));
  return {
    articles: n,
    runs,
    difference: average,
    standardError: Math.sqrt(variance / Math.max(differences.length - 1, 1)),
    coverage: sum(({ inside }) => inside) / sum(({ ranges }) => ranges),
    width: sum(({ width }) => width) / sum(({ ranges }) => ranges),
    abstained: 1 - sum(({ ranges }) => ranges) / sum(({ asked }) => asked),
    rankers: found.filter(({ ranker }) => ranker).length,
  };
}

function oneRun(whole: SiteHistory, own: readonly Article[], test: readonly Article[], asOf: number): Run {
  const { horizonMinutes, weights } = whole.settings;
  const known = new Set([...own, ...test].map(({ id }) => id));
  // The later articles never close: all that is ever known are the N labels.
  const counters = new Map(own.map(({ id, counters }) => [id, counters]));
  for (const { id, counters: all } of test) {
    counters.set(
      id,
      all.filter(({ ageMinutes }) => ageMinutes !== horizonMinutes)
    );
  }
  const history: SiteHistory = {
    ...whole,
    publications: own.concat(test).flatMap(({ versions }) => versions),
    ageCounters: counters,
  };
  const closed = { ...history, publications: own.flatMap(({ versions }) => versions) };
  const later = test.at(-1)!.firstPublishedAt + Math.max(...SNAPSHOT_AGE_HOURS) * HOUR_MS;
  const model = known.size > NEEDED_LABELS ? promoted(closed, asOf) : null;
  const requests = test.flatMap(({ key, firstPublishedAt, versions }) =>
    SNAPSHOT_AGE_HOURS.map((ageHours) => ({
      key,
      locale: key.locale,
      snapshot: versions[0]!.snapshot,
      firstPublishedAt,
      ageHours,
    }))
  );
  const actual = test.flatMap(({ counters: all }) => {
    const log = Math.log1p(performanceOf(storedCounter(all, horizonMinutes)!, weights));
    return SNAPSHOT_AGE_HOURS.map(() => log);
  });
  const matrix = buildScoringMatrix(history, requests, later, model ?? undefined);
  const said = model === null ? guessed(closed, asOf, matrix) : forecast(model, matrix);
  return judge(said, actual, matrix, model !== null);
}

function promoted(closed: SiteHistory, asOf: number): RankerModel | null {
  const options = recipe(asOf, 1);
  const trained = trainRanker(closed, options);
  if (trained.model === null) return null;
  const { closedLabels, neededLabels } = trained.report;
  const judged = judgedRowsOf(trained.outOfFold);
  const candidate = { recipe: '', closedLabels, neededLabels, judged, damage: trained.damage, guardrails: [] };
  return decidePromotion(candidate, null, 1).promote ? trained.model : null;
}

function guessed(closed: SiteHistory, asOf: number, matrix: ScoringMatrix) {
  const labels = buildTrainingMatrix(closed, { asOf, ageHours: SNAPSHOT_AGE_HOURS });
  return baselineForecast(fitBaselineModel(closed, labels, asOf), matrix);
}

function judge(
  said: readonly (RankerForecast | null)[],
  actual: readonly number[],
  { ageHours, authorCategory }: ScoringMatrix,
  ranker: boolean
): Run {
  const given = [...said.keys()].filter((row) => said[row] !== null);
  const atStart = given.filter((row) => ageHours[row] === 0);
  const truth = atStart.map((row) => actual[row]!);
  const logs = atStart.map((row) => Math.log1p(said[row]!.expectedViews));
  const simple = atStart.map((row) => authorCategory[row]!);
  const ends = given.map((row) => [Math.log1p(said[row]!.low), Math.log1p(said[row]!.high)] as const);
  return {
    difference: atStart.length === 0 ? null : rmse(truth, logs) - rmse(truth, simple),
    inside: given.filter((row, i) => actual[row]! >= ends[i]![0] - 1e-9 && actual[row]! <= ends[i]![1] + 1e-9).length,
    ranges: given.length,
    width: ends.reduce((sum, [low, high]) => sum + high - low, 0),
    asked: said.length,
    ranker,
  };
}
