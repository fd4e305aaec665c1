/** How long the exact reasons of one prediction take, on a forest as large as reasons are wanted of. */
import { createExplainer, LEAF, resolveForestParams, trainForest } from '../../server/src/core/forest';
import { timed } from '../timed';
import { logShares, type OnlineNews } from './online-news';

export interface ExplainResult {
  readonly trees: number;
  /** Mean number of leaves of a tree. */
  readonly leaves: number;
  /** CPU milliseconds of one explanation: median over rows, and the first one, buffers included. */
  readonly medianMs: number;
  readonly firstMs: number;
  /** Greatest |base + Σφ - prediction| is checked by the tests, not here. */
  readonly rows: number;
}

const TREES = 100;
const LEAVES = 512;
const ROWS = 50;

export function benchExplain({ train, test }: OnlineNews): ExplainResult {
  const params = resolveForestParams({ nEstimators: TREES, maxLeafNodes: LEAVES, minSamplesLeaf: 1 });
  const { forest } = trainForest({ X: train.X, y: logShares(train) }, params);
  const { nColumns, data } = test.X;
  const rowAt = (row: number) => data.slice(row * nColumns, (row + 1) * nColumns);

  const first = cpuMs(() => createExplainer(forest)(rowAt(0)));
  const explain = createExplainer(forest);
  const times = Array.from({ length: ROWS }, (_, row) => cpuMs(() => explain(rowAt(row)))).sort((a, b) => a - b);
  const leaves = forest.feature.filter((column) => column === LEAF).length / TREES;
  return { trees: TREES, leaves, medianMs: times[ROWS >> 1]!, firstMs: first, rows: ROWS };
}

const cpuMs = (work: () => unknown): number => 1000 * timed(work)[1];
