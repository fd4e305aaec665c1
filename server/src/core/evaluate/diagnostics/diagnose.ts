import { deriveSeed } from '../../math/random';
import { median } from '../../math/quantile';
import type { TrainingMatrix } from '../../features/training-matrix';
import type { OutOfFold } from '../out-of-fold';
import type { LogRanges } from '../prequential';
import type { AgeDetails, LearningCurve, ReasonImportance, ReportDetails } from '../report-details';
import type { RollingOrigin } from '../rolling-origins';
import { byGroup } from './by-group';
import { calibrationBins } from './calibration-bins';
import { contest, type Contestants } from './contest';
import { rounded } from './measured';
import { periodErrors } from './period-errors';
import { reliabilityOf } from './reliability';

export interface Diagnosed {
  readonly matrix: TrainingMatrix;
  readonly outOfFold: OutOfFold;
  /** (n,) 90 % ranges, as they would have been live. */
  readonly ranges: LogRanges;
  /** (n,) row of the matrix behind each out-of-fold prediction. */
  readonly rows: Int32Array;
  readonly origins: readonly RollingOrigin[];
  readonly importance: readonly ReasonImportance[];
  readonly learning: LearningCurve | null;
  readonly seed: number;
}

/** Everything a report says beyond its plain scores, from predictions of later articles alone. */
export function diagnose({
  matrix,
  outOfFold,
  ranges,
  rows,
  origins,
  importance,
  learning,
  seed,
}: Diagnosed): ReportDetails {
  const contestants = contestantsOf(outOfFold);
  const ageHours = outOfFold.ageHours;
  const ages = [...new Set(ageHours)].sort((a, b) => a - b);
  const articleAt = (at: number) => matrix.articles[matrix.groups[rows[at]!]!]!;
  const all = { ...contestants, ageHours };
  const squares = (values: Float64Array) => values.map((value, row) => (contestants.actual[row]! - value) ** 2);
  const { periods, trend } = periodErrors(
    {
      article: outOfFold.article,
      origin: outOfFold.origin,
      model: squares(contestants.model),
      guess: squares(contestants.guess),
    },
    origins,
    deriveSeed(seed, 1)
  );
  return {
    overall: contest(contestants, deriveSeed(seed, 2)),
    ages: ages.map((age, at) => ageDetails(outOfFold, ranges, contestants, age, deriveSeed(seed, 100 + at))),
    categories: byGroup(
      all,
      Array.from(rows, (_, at) => articleAt(at).category),
      deriveSeed(seed, 3)
    ),
    locales: byGroup(
      all,
      Array.from(rows, (_, at) => articleAt(at).key.locale),
      deriveSeed(seed, 4)
    ),
    periods,
    trend,
    learning,
    importance,
  };
}

/** Model and best guess; ranks are taken among the articles of one period at one age. */
export function contestantsOf({ article, ageHours, origin, actual, predicted, baseline }: OutOfFold): Contestants {
  return {
    article,
    actual,
    model: predicted,
    guess: baseline,
    cell: Array.from(origin, (start, row) => `${start}|${ageHours[row]}`),
  };
}

/** Some rows of a contest. */
export function takeContestants(all: Contestants, rows: readonly number[]): Contestants {
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  return {
    article: rows.map((row) => all.article[row]!),
    actual: take(all.actual),
    model: take(all.model),
    guess: take(all.guess),
    cell: rows.map((row) => all.cell[row]!),
  };
}

function ageDetails(
  outOfFold: OutOfFold,
  ranges: LogRanges,
  all: Contestants,
  ageHours: number,
  seed: number
): AgeDetails {
  const own = takeContestants(
    all,
    Array.from(outOfFold.ageHours.keys()).filter((row) => outOfFold.ageHours[row] === ageHours)
  );
  const factor = (values: Float64Array) =>
    rounded(Math.exp(median(values.map((value, row) => Math.abs(own.actual[row]! - value)))));
  return {
    ageHours,
    ...contest(own, deriveSeed(seed, 0)),
    halfWithin: { model: factor(own.model), guess: own.guess.every(Number.isFinite) ? factor(own.guess) : null },
    bins: calibrationBins(own.model, own.actual, deriveSeed(seed, 1)),
    reliability: reliabilityOf(outOfFold, ranges, ageHours),
  };
}
