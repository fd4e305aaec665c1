/** Do 90 % ranges hold 90 %, as they would have been live week by week, and are they no wider than they must be? */
import { evaluateRanker } from '../../server/src/core/evaluate';
import { prequentialRanges } from '../../server/src/core/evaluate/prequential';
import { takeRows, takeValues } from '../../server/src/core/evaluate/take-rows';
import { buildTrainingMatrix } from '../../server/src/core/features/training-matrix';
import { SNAPSHOT_AGE_HOURS } from '../../server/src/core/rollup/counters';
import { quantileRanges } from './cqr';
import type { Deskdrop } from './deskdrop';
import { recipe } from './recipe';
import { splitByTime } from './split';
import { held, widthAt, type Held, type Judged } from './widths';

/** More than the set has: every week that can be judged. */
const ALL_WEEKS = 60;

export interface DeskdropRanges {
  readonly pooled: Held;
  readonly byAge: readonly (Held & { readonly ageHours: number; readonly rows: number })[];
  /** Ages from 1 h: the reference, and our mean width at its coverage. */
  readonly reference: Held;
  readonly widthAtReference: number;
}

export function deskdropRanges({ history, asOf }: Deskdrop, seed: number): DeskdropRanges {
  const matrix = buildTrainingMatrix(history, { asOf, ageHours: SNAPSHOT_AGE_HOURS });
  const split = splitByTime(matrix);
  const { outOfFold } = evaluateRanker(history, { ...recipe(asOf, seed), weeks: ALL_WEEKS });
  const { low, high } = prequentialRanges(outOfFold, history.settings.horizonMinutes * 60_000);
  const rows = Int32Array.from(low.keys()).filter(
    (row) => split.testArticles.has(outOfFold.articles[outOfFold.article[row]!]!) && Number.isFinite(low[row])
  );
  const judged = (of: Int32Array): Judged => ({
    low: takeValues(low, of),
    high: takeValues(high, of),
    actual: takeValues(outOfFold.actual, of),
    least: takeValues(outOfFold.seen, of),
  });
  const at = (age: number) => rows.filter((row) => outOfFold.ageHours[row] === age);

  const references = SNAPSHOT_AGE_HOURS.filter((age) => age > 0).map((age): Judged => {
    const [train, test] = [split.train, split.test].map((all) => all.filter((row) => matrix.ageHours[row] === age));
    const inTime = train!.sort((a, b) => matrix.firstPublishedAt[a]! - matrix.firstPublishedAt[b]!);
    const residual = quantileRanges(
      takeRows(matrix.X, inTime),
      takeValues(matrix.y, inTime),
      takeRows(matrix.X, test!),
      { nEstimators: 300, maxFeatures: 0.4, minSamplesLeaf: 5, seed }
    );
    const seen = Float64Array.from(test!, (row) => Math.log1p(matrix.viewsSoFar[row]!));
    return {
      low: residual.low.map((end, i) => seen[i]! + Math.max(end, 0)),
      high: residual.high.map((end, i) => seen[i]! + Math.max(end, 0)),
      actual: Float64Array.from(test!, (row) => Math.log1p(matrix.views[row]!)),
    };
  });
  const reference = held(joined(references));
  return {
    pooled: held(judged(rows)),
    byAge: SNAPSHOT_AGE_HOURS.map((ageHours) => ({
      ageHours,
      rows: at(ageHours).length,
      ...held(judged(at(ageHours))),
    })),
    reference,
    widthAtReference: widthAt(reference.coverage, judged(rows.filter((row) => outOfFold.ageHours[row]! > 0))),
  };
}

const joined = (parts: readonly Judged[]): Judged => {
  const all = (of: (part: Judged) => Float64Array) => Float64Array.from(parts.flatMap((part) => [...of(part)]));
  return { low: all(({ low }) => low), high: all(({ high }) => high), actual: all(({ actual }) => actual) };
};
