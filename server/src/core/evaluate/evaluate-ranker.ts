import { buildTrainingMatrix, type TrainingMatrix } from '../features/training-matrix';
import type { SiteHistory } from '../features/types';
import { rmse } from '../metrics';
import { BASELINES, fitBaselines, type BaselineName } from './baselines';
import { diagnose } from './diagnostics/diagnose';
import { learningCurve } from './diagnostics/learning-curve';
import { rounded } from './diagnostics/measured';
import { createReasonImportance, LAST_PERIODS } from './diagnostics/reason-importance';
import { collectSaid } from './said';
import type { OutOfFold } from './out-of-fold';
import { predictedLog } from './predicted-log';
import { prequentialCoverage, prequentialRanges } from './prequential';
import { EVALUATION_WEEKS, type IsCancelled, type OnProgress, type RankerOptions } from './ranker-options';
import type { RankerReport, RankerScore } from './report';
import { MAX_NAME, type ReasonImportance } from './report-details';
import { NEEDED_LABELS, rollingOrigins, type RollingOrigin } from './rolling-origins';
import { scoreLater } from './score-later';
import { fitResiduals, predictResiduals } from './residual-model';
import { fitInput, takeRows, takeValues } from './take-rows';

const DAY_MINUTES = 1440;
const MAX_POINTS = 500;

export interface RankerEvaluation {
  readonly matrix: TrainingMatrix;
  /** Without the shares of importance: those are the shipped model's (see `trainRanker`). */
  readonly report: RankerReport;
  readonly outOfFold: OutOfFold;
  /** (n,) row of the matrix behind each out-of-fold prediction. */
  readonly rows: Int32Array;
  /** By age: how far a regression of this recipe is to be believed (0..1), by what it said of later articles. */
  readonly slopes: ReadonlyMap<number, number>;
}

/** Predictions of later rows by the model and by each baseline, (n,) log1p(V), rows in order of their period. */
interface LaterPredictions {
  readonly rows: Int32Array;
  readonly origin: Float64Array;
  readonly model: Float64Array;
  readonly spread: Float64Array;
  readonly baselines: Readonly<Record<BaselineName, Float64Array>>;
  readonly slopes: ReadonlyMap<number, number>;
  /** Only where it is asked for. */
  readonly importance: readonly ReasonImportance[];
}

/**
 * Judge a recipe on later data: at each origin of the last weeks train on labels closed by then, and predict the
 * articles first published in the period that follows. Beside the model the simple guesses, on the same rows.
 *
 * Cost: one fit per origin, at most `weeks`; with `details` up to two fifths more.
 *
 * @throws {CoreError} CANCELLED; INVALID_VALUE for parameters out of range.
 */
export function evaluateRanker(
  history: SiteHistory,
  options: RankerOptions,
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): RankerEvaluation {
  const matrix = buildTrainingMatrix(history, options);
  const origins = rollingOrigins(matrix, options.weeks ?? EVALUATION_WEEKS);
  const later = predictLater(matrix, origins, options, onProgress, isCancelled);
  const outOfFold = collect(matrix, later);
  const ages = [...new Set(matrix.ageHours)].sort((a, b) => a - b);
  const ranges = prequentialRanges(outOfFold, history.settings.horizonMinutes * 60_000);

  const report: RankerReport = {
    horizonDays: history.settings.horizonMinutes / DAY_MINUTES,
    closedLabels: matrix.articles.length,
    neededLabels: NEEDED_LABELS,
    origins: origins.length,
    articles: outOfFold.articles.length,
    overall: scores(outOfFold, later, () => true),
    byAge: ages.map((ageHours) => ({
      ageHours,
      rows: outOfFold.ageHours.filter((age) => age === ageHours).length,
      scores: scores(outOfFold, later, (row) => outOfFold.ageHours[row] === ageHours),
      ...prequentialCoverage(outOfFold, ranges, ageHours),
    })),
    importance: [],
    points: latestPoints(matrix, later),
  };
  const judged = { matrix, outOfFold, rows: later.rows, slopes: later.slopes };
  if (!options.details || later.rows.length === 0) return { ...judged, report };
  const { learner } = options;
  const seed = seedOf(options);
  const learning = learningCurve(matrix, origins, learner, seed, isCancelled);
  const details = diagnose({ ...judged, ranges, origins, importance: later.importance, learning, seed });
  return { ...judged, report: { ...report, details } };
}

const seedOf = ({ learner }: RankerOptions): number => learner.params?.seed ?? 1;

function predictLater(
  matrix: TrainingMatrix,
  origins: readonly RollingOrigin[],
  options: RankerOptions,
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): LaterPredictions {
  const { learner, details } = options;
  const rows = Int32Array.from(origins.flatMap(({ test }) => [...test]));
  const importance = createReasonImportance(matrix, seedOf(options));
  const model: number[] = [];
  const spread: number[] = [];
  const said = collectSaid();
  const baselines: Record<BaselineName, number[]> = { 'site-level': [], 'author-category': [], 'views-so-far': [] };
  origins.forEach(({ origin, train, test }, done) => {
    const ages = (rows: Int32Array) => takeValues(matrix.ageHours, rows);
    const slopes = said.slopesBy(origin);
    const fitted = fitResiduals(fitInput(matrix, train), ages(train), learner, slopes, undefined, isCancelled);
    const residuals = predictResiduals(fitted, takeRows(matrix.X, test), ages(test));
    test.forEach((row, i) => {
      model.push(predictedLog(matrix.offset[row]!, residuals.predicted[i]!, matrix.viewsSoFar[row]!));
      spread.push(residuals.spread[i]!);
      said.add(matrix, row, residuals.said[i]!);
    });
    if (details && done >= origins.length - LAST_PERIODS) importance.add(fitted, test);
    const simple = fitBaselines(matrix, train);
    for (const name of BASELINES) test.forEach((row) => baselines[name].push(simple.predict(name, matrix, row)));
    onProgress?.(done + 1, origins.length);
  });

  return {
    rows,
    origin: Float64Array.from(origins.flatMap(({ origin, test }) => Array.from(test, () => origin))),
    model: Float64Array.from(model),
    spread: Float64Array.from(spread),
    slopes: said.slopesBy(Infinity),
    importance: importance.result(),
    baselines: {
      'site-level': Float64Array.from(baselines['site-level']),
      'author-category': Float64Array.from(baselines['author-category']),
      'views-so-far': Float64Array.from(baselines['views-so-far']),
    },
  };
}

function collect(matrix: TrainingMatrix, later: LaterPredictions): OutOfFold {
  const { rows, model } = later;
  const slots = new Map<number, number>();
  for (const row of rows) {
    const group = matrix.groups[row]!;
    if (!slots.has(group)) slots.set(group, slots.size);
  }
  const actual = Float64Array.from(rows, (row) => Math.log1p(matrix.views[row]!));
  const ageHours = Float64Array.from(rows, (row) => matrix.ageHours[row]!);
  return {
    articles: [...slots.keys()].map((group) => matrix.articles[group]!.id),
    article: Int32Array.from(rows, (row) => slots.get(matrix.groups[row]!)!),
    ageHours,
    origin: later.origin,
    closesAt: Float64Array.from(rows, (row) => matrix.closesAt[row]!),
    predicted: model,
    spread: later.spread,
    seen: Float64Array.from(rows, (row) => Math.log1p(matrix.viewsSoFar[row]!)),
    actual,
    baseline: bestBaseline(later, actual, ageHours),
  };
}

/** At each age the simple guess that did best there, chosen with hindsight: the strictest rival of the model. */
function bestBaseline({ baselines }: LaterPredictions, actual: Float64Array, ageHours: Float64Array): Float64Array {
  const best = new Float64Array(actual.length).fill(NaN);
  for (const age of new Set(ageHours)) {
    const at = (values: Float64Array) => values.filter((_, row) => ageHours[row] === age);
    const [name] = [...BASELINES]
      .filter((candidate) => at(baselines[candidate]).every(Number.isFinite))
      .sort((a, b) => rmse(at(actual), at(baselines[a])) - rmse(at(actual), at(baselines[b])));
    ageHours.forEach((own, row) => {
      if (own === age && name !== undefined) best[row] = baselines[name][row]!;
    });
  }
  return best;
}

function scores(outOfFold: OutOfFold, later: LaterPredictions, holds: (row: number) => boolean): RankerScore[] {
  const rows = Array.from(later.rows.keys()).filter(holds);
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const { origin, ageHours, actual } = outOfFold;
  const judge = (name: RankerScore['name'], predicted: Float64Array) =>
    scoreLater(name, {
      origin: take(origin),
      ageHours: take(ageHours),
      actual: take(actual),
      predicted: take(predicted),
    });
  return [judge('model', later.model), ...BASELINES.map((name) => judge(name, later.baselines[name]))];
}

function latestPoints(matrix: TrainingMatrix, { rows, model }: LaterPredictions): RankerReport['points'] {
  const points: { title: string; documentId: string; expected: number; actual: number; at: number }[] = [];
  rows.forEach((row, i) => {
    if (matrix.ageHours[row] !== 0) return;
    const { title, key } = matrix.articles[matrix.groups[row]!]!;
    const expected = rounded(Math.expm1(model[i]!));
    const at = matrix.firstPublishedAt[row]!;
    points.push({
      title: title.slice(0, MAX_NAME),
      documentId: key.documentId,
      expected,
      actual: matrix.views[row]!,
      at,
    });
  });
  points.sort((a, b) => b.at - a.at);
  return points
    .slice(0, MAX_POINTS)
    .map(({ title, documentId, expected, actual }) => ({ title, documentId, expected, actual }));
}
