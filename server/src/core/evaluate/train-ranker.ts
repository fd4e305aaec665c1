import { snapshotAges } from '../features/snapshot-ages';
import type { SiteHistory } from '../features/types';
import { CoreError } from '../errors';
import { calibrateAges, type ScaledErrors } from './calibration';
import { closedViewsByLocale } from './closed-views';
import { checkDamage, type DamageCheck } from './damage-check';
import { evaluateRanker, type RankerEvaluation } from './evaluate-ranker';
import { importanceByColumn } from './importance';
import type { OutOfFold } from './out-of-fold';
import { decodeRanker, encodeRanker, type RankerModel } from './ranker-model';
import type { IsCancelled, OnProgress, RankerOptions } from './ranker-options';
import type { RankerReport } from './report';
import { scaledErrors } from './prequential';
import { fitResiduals, type FittedResiduals } from './residual-model';
import { NEEDED_LABELS } from './rolling-origins';
import { fitEffects } from '../what-if/fit-effects';

const MAX_IMPORTANCE = 30;

export interface TrainedRanker {
  /** null below the needed number of closed labels: a baseline serves, and the report says how many are missing. */
  readonly model: RankerModel | null;
  readonly report: RankerReport;
  readonly outOfFold: OutOfFold;
  /** null without a model. */
  readonly damage: DamageCheck | null;
  readonly rows: number;
}

/** Judge a recipe on later data, then fit it on all closed labels. The shipped bytes are the second part's. */
export function trainRanker(
  history: SiteHistory,
  options: RankerOptions,
  onProgress?: { readonly evaluating?: OnProgress; readonly fitting?: OnProgress },
  isCancelled?: IsCancelled
): TrainedRanker {
  const evaluation = evaluateRanker(history, options, onProgress?.evaluating, isCancelled);
  return finishRanker(history, evaluation, options, null, onProgress?.fitting, isCancelled);
}

/**
 * The model of a recipe that was judged, as its bytes say it, and whether those are intact.
 *
 * @param live what serves now; null without one.
 * @throws {CoreError} CANCELLED; ARTIFACT_TOO_LARGE.
 */
export function finishRanker(
  history: SiteHistory,
  evaluation: RankerEvaluation,
  options: RankerOptions,
  live: RankerModel | null,
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): TrainedRanker {
  const { report, outOfFold, matrix } = evaluation;
  if (report.closedLabels < NEEDED_LABELS) {
    return { model: null, report, outOfFold, damage: null, rows: matrix.X.nRows };
  }
  const model = fitRanker(history, evaluation, options, onProgress, isCancelled);
  return {
    model,
    report: { ...report, importance: importanceOf(model) },
    outOfFold,
    damage: checkDamage(decodeRanker(encodeRanker(model)), evaluation, live),
    rows: matrix.X.nRows,
  };
}

/**
 * Fit on every closed label of an evaluation's matrix, believed and calibrated by what its out-of-fold predictions said.
 *
 * @throws {CoreError} NOT_ENOUGH_ROWS below 60 closed labels; CANCELLED.
 */
export function fitRanker(
  history: SiteHistory,
  { matrix, outOfFold, slopes }: Pick<RankerEvaluation, 'matrix' | 'outOfFold' | 'slopes'>,
  { learner, ageHours, asOf, text = null }: RankerOptions,
  onProgress?: OnProgress,
  isCancelled?: IsCancelled
): RankerModel {
  const labels = matrix.articles.length;
  if (labels < NEEDED_LABELS) {
    throw new CoreError('NOT_ENOUGH_ROWS', { expected: `${NEEDED_LABELS}`, got: `${labels}` });
  }
  const { X, y, groups } = matrix;
  const fitted = fitResiduals({ X, y, groups }, matrix.ageHours, learner, slopes, onProgress, isCancelled);
  const ages = snapshotAges(ageHours, history.settings.horizonMinutes);
  return {
    ages: fitted.ages,
    asOf,
    columns: matrix.columns,
    ageHours: ages,
    calibration: calibrateAges(ages, scaledErrors(outOfFold), outOfBagErrors(fitted.outOfBag(), matrix), asOf),
    settings: history.settings,
    closedViews: closedViewsByLocale(matrix),
    outOfFold,
    text,
    whatIf: fitEffects(history, matrix),
  };
}

/** Errors of rows by trees that had not seen them; without any the model is taken to know nothing (residual 0). */
function outOfBagErrors(
  { predicted, spread }: ReturnType<FittedResiduals['outOfBag']>,
  { y, ageHours, closesAt }: RankerEvaluation['matrix']
): ScaledErrors {
  const none = !predicted.some(Number.isFinite);
  const rows = Int32Array.from(y.keys()).filter((row) => none || Number.isFinite(predicted[row]));
  return {
    ageHours: Float64Array.from(rows, (row) => ageHours[row]!),
    ratios: Float64Array.from(rows, (row) => Math.abs(y[row]! - (none ? 0 : predicted[row]!)) / spread[row]!),
    closesAt: Float64Array.from(rows, (row) => closesAt[row]!),
  };
}

/** What a model goes by, the strongest columns first. */
export function importanceOf(model: RankerModel): RankerReport['importance'] {
  const shares = importanceByColumn(model, model.columns.length);
  return model.columns
    .map((feature, column) => ({ feature, share: shares[column]! }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_IMPORTANCE);
}
