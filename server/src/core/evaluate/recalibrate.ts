import { buildLabels, type Label } from '../features/labels';
import { buildScoringMatrix } from '../features/scoring-matrix';
import type { SiteHistory } from '../features/types';
import { calibrateAges, CALIBRATION_ROWS } from './calibration';
import { predictedLog } from './predicted-log';
import { scaledErrors } from './prequential';
import type { RankerModel } from './ranker-model';
import { predictResiduals } from './residual-model';

/** Labels that closed since a model was trained: it has learned nothing of them. */
export const closedSince = (model: RankerModel, history: SiteHistory, asOf: number): Label[] =>
  buildLabels(history, asOf).filter(({ closesAt }) => closesAt > model.asOf);

/**
 * The same model, its ranges as wide as the latest closed labels ask for: of articles whose labels closed after it was
 * trained it had learned nothing, so what it says of them is judged as it would have been live. Until enough of them
 * closed, the errors it brought along count on.
 *
 * Cost: one prediction per label closed since, and age.
 *
 * Source: Gibbs and Candès (2021), "Adaptive Conformal Inference Under Distribution Shift", NeurIPS 34, for following
 * the errors as they become known; the latest weeks stand for the step size.
 */
export function recalibrate(model: RankerModel, history: SiteHistory, asOf: number): RankerModel {
  const labels = closedSince(model, history, asOf);
  if (labels.length === 0) return model;

  const wanted = labels.flatMap((label) => model.ageHours.map((ageHours) => ({ label, ageHours })));
  const matrix = buildScoringMatrix(
    history,
    wanted.map(({ label: { key, firstPublishedAt }, ageHours }) => ({
      key,
      locale: key.locale,
      snapshot: { title: '', category: null, author: null, tags: [], features: {} },
      firstPublishedAt,
      ageHours,
    })),
    asOf,
    model
  );
  const { predicted, spread } = predictResiduals(model, matrix.X, matrix.ageHours);
  const before = scaledErrors(model.outOfFold);
  const rows = wanted.map(({ label, ageHours }, row) => {
    const log = predictedLog(matrix.offset[row]!, predicted[row]!, matrix.viewsSoFar[row]!);
    return { ageHours, ratio: Math.abs(Math.log1p(label.views) - log) / spread[row]!, closesAt: label.closesAt };
  });
  const judged = {
    ageHours: [...Array.from(before.ageHours), ...rows.map(({ ageHours }) => ageHours)],
    ratios: [...Array.from(before.ratios), ...rows.map(({ ratio }) => ratio)],
    closesAt: [...Array.from(before.closesAt), ...rows.map(({ closesAt }) => closesAt)],
  };
  const none = { ageHours: [], ratios: [], closesAt: [] };
  const calibration = calibrateAges(model.ageHours, judged, none, asOf).map((renewed, i) =>
    renewed.rows >= CALIBRATION_ROWS ? renewed : model.calibration[i]!
  );
  return { ...model, calibration };
}
