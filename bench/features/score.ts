import { predictedLog } from '../../server/src/core/evaluate/predicted-log';
import { fitResiduals, predictResiduals } from '../../server/src/core/evaluate/residual-model';
import { rollingOrigins } from '../../server/src/core/evaluate/rolling-origins';
import { collectSaid } from '../../server/src/core/evaluate/said';
import { scoreLater } from '../../server/src/core/evaluate/score-later';
import { fitInput, takeRows, takeValues } from '../../server/src/core/evaluate/take-rows';
import type { TrainingMatrix } from '../../server/src/core/features';

const WEEKS = 8;
const TREES = 100;

/** A matrix with some of its columns. */
export function withColumns(matrix: TrainingMatrix, keeps: (column: string) => boolean): TrainingMatrix {
  const kept = matrix.columns.flatMap((name, column) => (keeps(name) ? [column] : []));
  const { nRows, nColumns, data } = matrix.X;
  const X = { nRows, nColumns: kept.length, data: new Float32Array(nRows * kept.length) };
  for (let row = 0; row < nRows; row++) {
    kept.forEach((column, to) => (X.data[row * kept.length + to] = data[row * nColumns + column]!));
  }
  return { ...matrix, columns: kept.map((column) => matrix.columns[column]!), X };
}

/** RMSE and Spearman over rolling origins of a matrix of rows at 0 h. */
export function scoreAtPublication(matrix: TrainingMatrix, seed: number): { rmse: number; spearman: number } {
  const origins: number[] = [];
  const predicted: number[] = [];
  const actual: number[] = [];
  const earlier = collectSaid();
  const learner = { name: 'forest', params: { nEstimators: TREES, seed } } as const;
  for (const { origin, train, test } of rollingOrigins(matrix, WEEKS)) {
    const ages = (rows: Int32Array) => takeValues(matrix.ageHours, rows);
    const fitted = fitResiduals(fitInput(matrix, train), ages(train), learner, earlier.slopesBy(origin));
    const residuals = predictResiduals(fitted, takeRows(matrix.X, test), ages(test));
    test.forEach((row, i) => {
      origins.push(origin);
      predicted.push(predictedLog(matrix.offset[row]!, residuals.predicted[i]!, 0));
      actual.push(Math.log1p(matrix.views[row]!));
      earlier.add(matrix, row, residuals.said[i]!);
    });
  }
  const { rmse, spearman } = scoreLater('model', {
    origin: Float64Array.from(origins),
    ageHours: new Float64Array(origins.length),
    predicted: Float64Array.from(predicted),
    actual: Float64Array.from(actual),
  });
  return { rmse: rmse ?? NaN, spearman: spearman ?? NaN };
}
