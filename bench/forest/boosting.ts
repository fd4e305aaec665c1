/**
 * Boosting beside XGBoost on Online News: the same 150 rounds of depth 6 at a rate of .05, once on everything and once
 * with .8 of the rows and .5 of the columns per tree. Both in turns, each fit in a process of its own with one thread.
 */
import path from 'node:path';

import { resolveBoostingParams, sigmoid, trainBoosting } from '../../server/src/core/boosting';
import { predictForest } from '../../server/src/core/forest';
import { auc, rmse, spearman } from '../../server/src/core/metrics';
import { inOwnProcess, inPython } from '../in-own-process';
import { loadOnlineNews, logShares, popular, POPULAR_SHARES, type OnlineNews } from './online-news';
import { timed } from '../timed';

const SETTINGS = { nEstimators: 150, learningRate: 0.05, maxDepth: 6 };
const SAMPLINGS = [
  { subsample: 1, maxFeatures: 1 },
  { subsample: 0.8, maxFeatures: 0.5 },
];
const TASKS = ['classification', 'regression'] as const;
const XGBOOST = path.join(__dirname, '../peers/xgboost.py');

export interface BoostingRow {
  readonly library: 'foresight' | 'XGBoost';
  readonly task: (typeof TASKS)[number];
  readonly trees: number;
  /** Share of the rows, and of the columns, that each tree sees. */
  readonly subsample: number;
  readonly maxFeatures: number;
  readonly seed: number;
  /** Of P(shares >= 1,400); null in regression. */
  readonly auc: number | null;
  /** Of log1p(shares); null in classification. */
  readonly spearman: number | null;
  readonly rmse: number | null;
  /** Of the fit alone, binning and warming up included. */
  readonly fitCpuSeconds: number;
  /** Predicted again and again for a second of CPU time. */
  readonly rowsPerSecond: number;
  /** Greatest resident memory of the whole process, the data set included. */
  readonly peakMb: number;
}

interface Ask {
  readonly folder: string;
  readonly task: BoostingRow['task'];
  readonly seed: number;
  readonly popularShares: number;
  readonly nEstimators: number;
  readonly learningRate: number;
  readonly maxDepth: number;
  readonly subsample: number;
  readonly maxFeatures: number;
}

interface Answer extends Pick<BoostingRow, 'fitCpuSeconds' | 'rowsPerSecond' | 'peakMb'> {
  /** (nTest,) */
  readonly predicted: readonly number[];
}

/** One row per library, task, sampling and seed; XGBoost's are absent where it is not installed. */
export function benchBoosting(
  { folder, seeds }: { readonly folder: string; readonly seeds: readonly number[] },
  report: (line: string) => void
): BoostingRow[] {
  const news = loadOnlineNews(folder);
  const rows: BoostingRow[] = [];
  for (const seed of seeds) {
    for (const sampling of SAMPLINGS) {
      for (const task of TASKS) {
        const ask: Ask = { folder, task, seed, popularShares: POPULAR_SHARES, ...SETTINGS, ...sampling };
        rows.push(rowOf('foresight', news, ask, inOwnProcess<Answer>(__filename, 'runBoosting', ask)));
        const peer = inPython<Answer>(XGBOOST, ask);
        if (peer) rows.push(rowOf('XGBoost', news, ask, peer));
      }
    }
    report(`boosting: seed ${seed}`);
  }
  return rows;
}

function rowOf(library: BoostingRow['library'], { test }: OnlineNews, ask: Ask, answer: Answer): BoostingRow {
  const { task, seed, nEstimators, subsample, maxFeatures } = ask;
  const { predicted, fitCpuSeconds, rowsPerSecond, peakMb } = answer;
  const classifies = task === 'classification';
  return {
    library,
    task,
    trees: nEstimators,
    subsample,
    maxFeatures,
    seed,
    auc: classifies ? auc(popular(test), predicted) : null,
    spearman: classifies ? null : spearman(test.shares, predicted),
    rmse: classifies ? null : rmse(logShares(test), predicted),
    fitCpuSeconds,
    rowsPerSecond,
    peakMb,
  };
}

/** One fit and its figures, in this process. */
export function runBoosting({ folder, task, popularShares: _, ...given }: Ask): Answer {
  const { train, test } = loadOnlineNews(folder);
  const classifies = task === 'classification';
  // XGBoost has no least number of rows either, and grows all trees it is asked for.
  const params = resolveBoostingParams({ ...given, minSamplesLeaf: 1, nIterNoChange: null });
  const input = { X: train.X, y: classifies ? popular(train) : logShares(train) };
  const [{ forest }, fitCpuSeconds] = timed(() => trainBoosting(input, params, classifies ? 'logistic' : 'squared'));

  const predict = () => {
    const said = predictForest(forest, test.X);
    return classifies ? said.map(sigmoid) : said;
  };
  const predicted = [...predict()];
  let spent = 0;
  let rounds = 0;
  for (; spent < 1; rounds++) spent += timed(predict)[1];
  return {
    predicted,
    fitCpuSeconds,
    rowsPerSecond: (rounds * test.X.nRows) / spent,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}
