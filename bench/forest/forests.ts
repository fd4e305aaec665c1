/**
 * Random forests beside scikit-learn and ranger on Online News, and beside ml-random-forest on as many rows as it can
 * be asked to take. All in turns, each fit in a process of its own with one thread; the data set is read by every
 * process from the same file.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  encodeForest,
  predictForest,
  resolveForestParams,
  trainClassForest,
  trainForest,
  type GrowTrees,
} from '../../server/src/core/forest';
import { createRegressionLearner } from '../../server/src/core/learners';
import type { Matrix } from '../../server/src/core/math/matrix';
import { createRandom } from '../../server/src/core/math/random';
import { auc, spearman } from '../../server/src/core/metrics';
import { createForestThreads } from '../../server/src/worker/forest/forest-threads';
import { inOwnProcess, inPython, inR } from '../in-own-process';
import { loadOnlineNews, logShares, popular, type NewsRows } from './online-news';
import { timed } from '../timed';

const TASKS = ['classification', 'regression'] as const;
type Task = (typeof TASKS)[number];
/** Columns per node and least rows of a leaf: the usual ones of each task. */
const SETTINGS = {
  classification: { maxFeatures: 7, minSamplesLeaf: 1 },
  regression: { maxFeatures: 19, minSamplesLeaf: 5 },
} as const;
const SCALED_ROWS = 31_000;
/** Most rows `ml-random-forest` is given, and trees: ten take it a minute and more. */
const SMALL = { rows: 1_000, trees: 10 };
const PEERS = path.join(__dirname, '../peers');
const FOREST_THREAD = path.join(__dirname, '../../dist/forest-thread/index.js');

export interface ForestRow {
  readonly library: string;
  readonly task: Task;
  readonly rows: number;
  readonly trees: number;
  readonly seed: number;
  /** AUC of P(shares >= 1,400), or Spearman of log1p(shares), on the newest 20 %; null where it was not asked for. */
  readonly quality: number | null;
  /** Of the fit alone, binning and warming up included. */
  readonly fitCpuSeconds: number;
  /** Predicted again and again for a second of CPU time; null where it was not asked for. */
  readonly rowsPerSecond: number | null;
  /** Greatest resident memory of the whole process. */
  readonly peakMb: number;
}

export interface ThreadRow {
  readonly task: Task;
  readonly rows: number;
  readonly threads: number;
  /** Of the clock, the median of the rounds. */
  readonly seconds: number;
  /** Whether the forest is the same to the byte. */
  readonly equal: boolean;
}

interface Ask {
  /** Of X (nRows × nColumns) float32 and y (nRows,) float64, the training rows first. */
  readonly folder: string;
  readonly nTrain: number;
  readonly nTest: number;
  readonly nColumns: number;
  readonly task: Task;
  readonly trees: number;
  readonly seed: number;
  readonly maxFeatures: number;
  readonly minSamplesLeaf: number;
}

interface Answer {
  readonly predicted: readonly number[];
  readonly fitCpuSeconds: number;
  readonly rowsPerSecond: number | null;
  readonly peakMb: number;
}

const LIBRARIES: Readonly<Record<string, (ask: Ask) => Answer | null>> = {
  foresight: (ask) => inOwnProcess<Answer>(__filename, 'runForest', ask),
  'scikit-learn': (ask) => inPython<Answer>(path.join(PEERS, 'scikit_learn_forest.py'), ask),
  ranger: (ask) => inR<Answer>(path.join(PEERS, 'ranger.R'), ask),
};

/** One row per library, task, number of trees and seed; peers that are not installed are absent. */
export function benchForests(
  {
    folder,
    seeds,
    trees,
  }: { readonly folder: string; readonly seeds: readonly number[]; readonly trees: readonly number[] },
  report: (line: string) => void
): ForestRow[] {
  const news = loadOnlineNews(folder);
  return withFiles((write) => {
    const rows: ForestRow[] = [];
    const places = Object.fromEntries(TASKS.map((task) => [task, write(news.train, news.test, task)]));
    for (const seed of seeds) {
      for (const nTrees of trees) {
        for (const task of TASKS) {
          const ask = { ...places[task]!, task, trees: nTrees, seed, ...SETTINGS[task] };
          for (const [library, run] of Object.entries(LIBRARIES)) {
            const answer = run(ask);
            if (answer !== null) rows.push(rowOf(library, ask, answer, news.test));
          }
        }
        report(`forests: seed ${seed}, ${nTrees} trees`);
      }
    }
    return rows;
  });
}

/** The same at 31,000 rows: drawn with replacement from the training rows, numbers moved by about 1 %. Fit times only. */
export function benchLargeForests(
  { folder, seeds }: { readonly folder: string; readonly seeds: readonly number[] },
  report: (line: string) => void
): ForestRow[] {
  const { train, test } = loadOnlineNews(folder);
  return withFiles((write) => {
    const rows: ForestRow[] = [];
    for (const seed of seeds) {
      for (const task of TASKS) {
        const place = write(enlarge(train, SCALED_ROWS, seed), empty(test), task);
        const ask = { ...place, task, trees: 100, seed, ...SETTINGS[task] };
        for (const library of ['foresight', 'scikit-learn']) {
          const answer = LIBRARIES[library]!(ask);
          if (answer !== null) rows.push(rowOf(library, ask, answer, empty(test)));
        }
        report(`forests: ${SCALED_ROWS} rows, ${task}, seed ${seed}`);
      }
    }
    return rows;
  });
}

/** `ml-random-forest` and our own on the newest 1,000 training rows, as the learners the plugin offers. */
export function benchSmallForests(
  { folder, seeds }: { readonly folder: string; readonly seeds: readonly number[] },
  report: (line: string) => void
): ForestRow[] {
  const { train, test } = loadOnlineNews(folder);
  const newest = takeRows(
    train,
    Uint32Array.from({ length: SMALL.rows }, (_, i) => train.X.nRows - SMALL.rows + i)
  );
  return withFiles((write) => {
    const rows: ForestRow[] = [];
    const place = write(newest, test, 'regression');
    for (const seed of seeds) {
      const ask = { ...place, task: 'regression' as const, trees: SMALL.trees, seed, ...SETTINGS.regression };
      rows.push(rowOf('foresight', ask, inOwnProcess<Answer>(__filename, 'runForest', ask), test));
      rows.push(rowOf('ml-random-forest', ask, inOwnProcess<Answer>(__filename, 'runMlRandomForest', ask), test));
      report(`forests: ml-random-forest, seed ${seed}`);
    }
    return rows;
  });
}

/** Our own on one to three threads, in turns, by the clock: `rounds` of each. */
export function benchThreads(
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
  report: (line: string) => void
): ThreadRow[] {
  const { train } = loadOnlineNews(folder);
  return [train, enlarge(train, SCALED_ROWS, 1)].flatMap((part) =>
    TASKS.flatMap((task) => {
      const fit = (growTrees: GrowTrees) =>
        task === 'regression'
          ? trainForest({ X: part.X, y: logShares(part) }, paramsOf({ ...SETTINGS[task], trees: 100, seed: 1 }), {
              growTrees,
            })
          : trainClassForest(
              { X: part.X, classes: Uint16Array.from(popular(part)), nClasses: 2 },
              paramsOf({ ...SETTINGS[task], trees: 100, seed: 1 }),
              { growTrees }
            );
      const pools = [1, 2, 3].map((threads) => ({ threads, ...createForestThreads(threads, FOREST_THREAD) }));
      const seconds: number[][] = pools.map(() => []);
      const bytes: Buffer[] = [];
      for (let round = -1; round < rounds; round++) {
        pools.forEach(({ growTrees }, i) => {
          const before = performance.now();
          const { forest } = fit(growTrees);
          // The first round warms up: threads stay for all forests of a training.
          if (round >= 0) seconds[i]!.push((performance.now() - before) / 1000);
          bytes[i] = Buffer.from(encodeForest(forest, {}));
        });
      }
      for (const { close } of pools) close();
      report(`forests: threads, ${part.X.nRows} rows, ${task}`);
      return pools.map(({ threads }, i) => ({
        task,
        rows: part.X.nRows,
        threads,
        seconds: seconds[i]!.sort((a, b) => a - b)[rounds >> 1]!,
        equal: bytes[i]!.equals(bytes[0]!),
      }));
    })
  );
}

/** One fit and its figures, in this process. */
export function runForest(ask: Ask): Answer {
  const { X, y, later } = read(ask);
  const params = paramsOf(ask);
  const [{ forest }, fitCpuSeconds] = timed(() =>
    ask.task === 'regression'
      ? trainForest({ X, y }, params)
      : trainClassForest({ X, classes: Uint16Array.from(y), nClasses: 2 }, params)
  );
  return finish(later, fitCpuSeconds, () => predictForest(forest, later));
}

/** The same of ml-random-forest, through the plugin's learner. */
export function runMlRandomForest(ask: Ask): Answer {
  const { X, y, later } = read(ask);
  const learner = createRegressionLearner('ml-random-forest', paramsOf(ask));
  const [model, fitCpuSeconds] = timed(() => learner.fit({ X, y }));
  return finish(later, fitCpuSeconds, () => model.predict(later));
}

function finish(later: Matrix, fitCpuSeconds: number, predict: () => Float64Array): Answer {
  const predicted = [...predict()];
  let spent = 0;
  let rounds = 0;
  for (; later.nRows > 0 && spent < 1; rounds++) spent += timed(predict)[1];
  return {
    predicted,
    fitCpuSeconds,
    rowsPerSecond: rounds > 0 ? (rounds * later.nRows) / spent : null,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

const paramsOf = ({ trees, ...given }: Pick<Ask, 'trees' | 'seed' | 'maxFeatures' | 'minSamplesLeaf'>) =>
  resolveForestParams({
    nEstimators: trees,
    maxDepth: 64,
    seed: given.seed,
    maxFeatures: given.maxFeatures,
    minSamplesLeaf: given.minSamplesLeaf,
  });

function rowOf(library: string, { task, nTrain, trees, seed }: Ask, answer: Answer, test: NewsRows): ForestRow {
  const { predicted, fitCpuSeconds, rowsPerSecond, peakMb } = answer;
  const judge =
    task === 'classification' ? () => auc(popular(test), predicted) : () => spearman(test.shares, predicted);
  const quality = test.X.nRows > 0 ? judge() : null;
  return { library, task, rows: nTrain, trees, seed, quality, fitCpuSeconds, rowsPerSecond, peakMb };
}

type Write = (train: NewsRows, test: NewsRows, task: Task) => Pick<Ask, 'folder' | 'nTrain' | 'nTest' | 'nColumns'>;

/** Lays data sets out in files that every library reads as they are; they go when the work is done. */
function withFiles<T>(work: (write: Write) => T): T {
  const top = mkdtempSync(path.join(tmpdir(), 'foresight-bench-'));
  try {
    return work((train, test, task) => {
      const folder = mkdtempSync(path.join(top, 'set-'));
      const target = task === 'classification' ? popular : logShares;
      writeFileSync(path.join(folder, 'X'), joined(Float32Array, train.X.data, test.X.data));
      writeFileSync(path.join(folder, 'y'), joined(Float64Array, target(train), target(test)));
      return { folder, nTrain: train.X.nRows, nTest: test.X.nRows, nColumns: train.X.nColumns };
    });
  } finally {
    rmSync(top, { recursive: true });
  }
}

function joined<T extends Float32Array | Float64Array>(kind: new (values: number[]) => T, a: T, b: T): Uint8Array {
  const { buffer, byteOffset, byteLength } = new kind([...a, ...b]);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function read({ folder, nTrain, nTest, nColumns }: Ask): { X: Matrix; y: Float64Array; later: Matrix } {
  const bytes = (name: string) => Uint8Array.from(readFileSync(path.join(folder, name))).buffer;
  const data = new Float32Array(bytes('X'));
  return {
    X: { nRows: nTrain, nColumns, data: data.subarray(0, nTrain * nColumns) },
    y: new Float64Array(bytes('y')).slice(0, nTrain),
    later: { nRows: nTest, nColumns, data: data.subarray(nTrain * nColumns) },
  };
}

function takeRows({ X, shares }: NewsRows, rows: Uint32Array): NewsRows {
  const { nColumns } = X;
  const data = new Float32Array(rows.length * nColumns);
  rows.forEach((row, i) => data.set(X.data.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns));
  return { X: { nRows: rows.length, nColumns, data }, shares: Float64Array.from(rows, (row) => shares[row]!) };
}

const empty = ({ X }: NewsRows): NewsRows => ({
  X: { ...X, nRows: 0, data: new Float32Array() },
  shares: new Float64Array(),
});

/** Rows drawn with replacement; each number × (1 + N(0, .01)), but for columns with two values or one. */
function enlarge(part: NewsRows, nRows: number, seed: number): NewsRows {
  const random = createRandom(seed);
  const { X, shares } = takeRows(
    part,
    Uint32Array.from({ length: nRows }, () => random.int(part.X.nRows))
  );
  for (let column = 0; column < X.nColumns; column++) {
    const values = new Set<number>();
    for (let i = column; i < part.X.data.length && values.size < 3; i += X.nColumns) values.add(part.X.data[i]!);
    if (values.size < 3) continue;
    for (let i = column; i < X.data.length; i += X.nColumns) X.data[i]! *= 1 + 0.01 * random.normal();
  }
  return { X, shares };
}
