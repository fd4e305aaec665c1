import fc from 'fast-check';

import {
  resolveBoostingParams,
  sigmoid,
  trainBoosting,
  type BoostingParams,
  type LossName,
} from '../../../server/src/core/boosting';
import { binColumns } from '../../../server/src/core/boosting/columns';
import { addTree, createBoostedGrower, type GrowerLimits } from '../../../server/src/core/boosting/grow';
import { createRowSampler, holdOutNewest } from '../../../server/src/core/boosting/sample';
import { CoreError } from '../../../server/src/core/errors';
import { decodeForest, encodeForest, joinTrees, LEAF, predictForest } from '../../../server/src/core/forest';
import type { FitInput, Forest } from '../../../server/src/core/forest';
import { indexGroups } from '../../../server/src/core/forest/bag';
import { createRegressionLearner, decodeRegressionModel } from '../../../server/src/core/learners';
import type { Matrix } from '../../../server/src/core/math/matrix';
import { createRandom } from '../../../server/src/core/math/random';
import { auc, logLoss, rmse } from '../../../server/src/core/metrics';
import { friedman, matrix, rowOf } from '../forest/problems';

const train = (input: FitInput, params: Partial<BoostingParams>, loss: LossName = 'squared') =>
  trainBoosting(input, resolveBoostingParams(params), loss);
/** Every row and column in every tree, and all trees asked for: chance plays no part. */
const EXACT = { subsample: 1, maxFeatures: 1, minSamplesLeaf: 1, nIterNoChange: null, maxBins: 255 };

interface Step {
  g: number;
  h: number;
}
const sumOf = (steps: readonly Step[]): Step =>
  steps.reduce((sum, { g, h }) => ({ g: sum.g + g, h: sum.h + h }), { g: 0, h: 0 });
const score = (steps: readonly Step[], lambda: number) => {
  const { g, h } = sumOf(steps);
  return g ** 2 / (h + lambda);
};

/** First and second derivative of each row before any tree. */
const firstSteps = (y: readonly number[], loss: LossName, base: number): Step[] =>
  y.map((value) =>
    loss === 'squared'
      ? { g: base - value, h: 1 }
      : { g: sigmoid(base) - value, h: sigmoid(base) * (1 - sigmoid(base)) }
  );

/** The greatest score any single split reaches, by trying all of them, missing values on either side; -1 for none. */
function exhaustive(rows: readonly Float32Array[], steps: readonly Step[], lambda: number, minHessian: number): number {
  let greatest = -1;
  for (let column = 0; column < rows[0]!.length; column++) {
    for (const threshold of [...rows.map((row) => row[column]!), Infinity]) {
      for (const missingLeft of [true, false]) {
        const goesLeft = (row: Float32Array) => (Number.isNaN(row[column]!) ? missingLeft : row[column]! <= threshold);
        const left = steps.filter((_, i) => goesLeft(rows[i]!));
        const right = steps.filter((_, i) => !goesLeft(rows[i]!));
        if (Math.min(sumOf(left).h, sumOf(right).h) < minHessian - 1e-12) continue;
        greatest = Math.max(greatest, score(left, lambda) + score(right, lambda));
      }
    }
  }
  return greatest;
}

/** Rows by node, for every node of the first tree. */
function rowsByNode(forest: Forest, X: Matrix): number[][] {
  const reached: number[][] = Array.from(forest.feature, () => []);
  for (let row = 0; row < X.nRows; row++) {
    const cells = rowOf(X, row);
    let node = 0;
    for (;;) {
      reached[node]!.push(row);
      const column = forest.feature[node]!;
      if (column === LEAF) break;
      const x = cells[column]!;
      const left = Number.isNaN(x) ? forest.missingLeft[node] === 1 : x <= forest.threshold[node]!;
      node = forest.left[node]! + (left ? 0 : 1);
    }
  }
  return reached;
}

const cell = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) }, fc.constant(NaN));
const problem = fc.array(fc.tuple(cell, cell, cell, fc.integer({ min: 0, max: 1 }), fc.integer({ min: -5, max: 5 })), {
  minLength: 2,
  maxLength: 30,
});
const losses = fc.constantFrom<LossName>('squared', 'logistic');

describe('a boosted tree', () => {
  it('makes at every node the split that trying all of them finds', () => {
    fc.assert(
      fc.property(problem, losses, fc.constantFrom(0, 1, 3), fc.constantFrom(0.3, 1), (list, loss, lambda, least) => {
        const X = matrix(list.map(([a, b, c]) => [a, b, c]));
        const y = list.map((row) => (loss === 'squared' ? row[4] : row[3]));
        const params = { ...EXACT, nEstimators: 1, maxDepth: 3, lambda, minSamplesLeaf: 0.01, minChildWeight: least };
        const { forest } = train({ X, y: Float64Array.from(y) }, params, loss);
        const steps = firstSteps(y, loss, forest.base[0]!);

        rowsByNode(forest, X).forEach((rows, node) => {
          const own = rows.map((row) => steps[row]!);
          const best = exhaustive(
            rows.map((row) => rowOf(X, row)),
            own,
            lambda,
            least
          );
          if (forest.feature[node] === LEAF) return;
          const sideOf = rowsByNode(forest, X);
          const children = [forest.left[node]!, forest.left[node]! + 1];
          const got = children.map((child) =>
            score(
              sideOf[child]!.map((row) => steps[row]!),
              lambda
            )
          );
          expect(got[0]! + got[1]!).toBeCloseTo(best, 6);
          expect(best).toBeGreaterThan(score(own, lambda));
        });
        if (forest.feature.length === 1) {
          const rows = list.map((_, row) => rowOf(X, row));
          expect(exhaustive(rows, steps, lambda, least)).toBeLessThanOrEqual(score(steps, lambda) + 1e-6);
        }
      }),
      { numRuns: 300 }
    );
  });

  it.each<LossName>(['squared', 'logistic'])('says in each node a Newton step, shrunk: %s', (loss) => {
    const { X, y: numbers } = friedman(200, 1, { missing: 0.1 });
    const y = loss === 'squared' ? numbers : numbers.map((value) => (value > 14 ? 1 : 0));
    const params = { ...EXACT, nEstimators: 1, learningRate: 0.3, lambda: 2 };
    const { forest } = train({ X, y }, params, loss);
    const steps = firstSteps([...y], loss, forest.base[0]!);
    rowsByNode(forest, X).forEach((rows, node) => {
      const { g, h } = sumOf(rows.map((row) => steps[row]!));
      expect(forest.value[node]).toBeCloseTo((-0.3 * g) / (h + 2), 5);
      expect(forest.cover[node]).toBe(rows.length);
    });
  });

  it('is the same whether the best split or the deepest node comes first', () => {
    const { X, y } = friedman(1000, 2, { missing: 0.1 });
    const params = { ...EXACT, nEstimators: 2, maxDepth: 8, minSamplesLeaf: 2 };
    const deepest = train({ X, y }, params).forest;
    const best = train({ X, y }, { ...params, maxLeafNodes: 255 }).forest;

    expect(deepest.feature.length).toBeGreaterThan(200);
    expect(best.feature.length).toBe(deepest.feature.length);
    const expected = predictForest(deepest, X);
    predictForest(best, X).forEach((value, row) => expect(value).toBeCloseTo(expected[row]!, 5));
  });

  /** One tree on the residuals of 0, all rows and columns. */
  function growOne(limits: Partial<GrowerLimits>) {
    const { X, y } = friedman(300, 3, { missing: 0.2 });
    const binned = binColumns(X, 40);
    const plain = {
      learningRate: 1,
      maxDepth: 6,
      lambda: 0,
      minHessian: 1,
      maxLeaves: 64,
      bestFirst: false,
      nDrawn: 8,
    };
    const ones = new Float64Array(X.nRows).fill(1);
    const steps = { gradients: y.map((value) => -value), hessians: ones };
    const columns = Uint32Array.from({ length: 8 }, (_, column) => column);
    const tree = createBoostedGrower(binned, { ...plain, ...limits })(steps, ones, Uint32Array.from(y.keys()), columns);
    return { X, binned, tree };
  }

  it('parts binned rows as the forest parts values', () => {
    const { X, binned, tree } = growOne({});
    const sums = new Float64Array(X.nRows);
    addTree(tree, binned, sums);
    const forest = joinTrees([tree.nodes], { nColumns: 8, base: Float64Array.of(0) }, 1);
    expect(forest.feature.length).toBeGreaterThan(60);
    expect([...sums]).toEqual([...predictForest(forest, X)]);
  });

  it.each([true, false])('does not depend on how many histograms are kept, best first: %s', (bestFirst) => {
    const { nodes } = growOne({ bestFirst, maxLeaves: 50 }).tree;
    const scarce = growOne({ bestFirst, maxLeaves: 50, maxHistograms: 2 }).tree.nodes;
    expect(scarce.feature).toEqual(nodes.feature);
    expect(scarce.threshold).toEqual(nodes.threshold);
    nodes.value.forEach((value, node) => expect(scarce.value[node]).toBeCloseTo(value, 4));
  });

  it.each<LossName>(['squared', 'logistic'])('respects depth, leaf weight and the number of leaves: %s', (loss) => {
    const { X, y: numbers } = friedman(400, 4);
    const y = loss === 'squared' ? numbers : numbers.map((value) => (value > 14 ? 1 : 0));
    const cover = (params: Partial<BoostingParams>) => train({ X, y }, { nEstimators: 5, ...params }, loss).forest;

    expect(Math.min(...cover({ minSamplesLeaf: 12 }).cover)).toBeGreaterThanOrEqual(12);
    const limited = cover({ maxLeafNodes: 7, subsample: 1 });
    expect(limited.feature.filter((column) => column === LEAF)).toHaveLength(5 * 7);
    expect(cover({ maxDepth: 1 }).feature).toHaveLength(5 * 3);
  });

  it('sends missing values where they belong', () => {
    const rows = [...Array(20).keys()].map((i) => [i < 10 ? NaN : i]);
    const y = Float64Array.from(rows, ([x]) => (Number.isNaN(x!) || x! > 15 ? 100 : 0));
    const { forest } = train({ X: matrix(rows), y }, { ...EXACT, nEstimators: 1, learningRate: 1, lambda: 0 });
    expect([...predictForest(forest, matrix([[NaN], [11], [18]]))].map(Math.round)).toEqual([100, 0, 100]);
  });
});

describe('boosting', () => {
  const { X, y } = friedman(400, 5, { missing: 0.05 });
  const positive = y.map((value) => (value > 14 ? 1 : 0));

  it('never loses on what it learns from, round after round', () => {
    for (const loss of ['squared', 'logistic'] as const) {
      const target = loss === 'squared' ? y : positive;
      const left = [1, 2, 4, 8, 16, 32].map((nEstimators) => {
        const { forest } = train({ X, y: target }, { ...EXACT, nEstimators, maxDepth: 3 }, loss);
        const said = predictForest(forest, X);
        return loss === 'squared' ? rmse(target, said) : logLoss(target, said.map(sigmoid));
      });
      expect(left).toEqual([...left].sort((a, b) => b - a));
      expect(left.at(-1)!).toBeLessThan(left[0]! / 1.5);
    }
  });

  it('gives probabilities that add up to the positives there are', () => {
    const { forest, link } = train({ X, y: positive }, { ...EXACT, nEstimators: 100, lambda: 0 }, 'logistic');
    const probability = predictForest(forest, X).map(sigmoid);
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

    expect(link).toBe('logistic');
    expect(Math.abs(sum(probability) - sum(positive))).toBeLessThan(0.02 * sum(positive));
    const later = friedman(400, 6);
    expect(
      auc(
        [...later.y].map((value) => value > 14),
        predictForest(forest, later.X)
      )
    ).toBeGreaterThan(0.9);
  });

  it('is the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number) => Buffer.from(encodeForest(train({ X, y }, { seed, nEstimators: 5 }).forest, {}));
    expect(bytes(1).equals(bytes(1))).toBe(true);
    expect(bytes(1).equals(bytes(2))).toBe(false);
  });

  it.each<LossName>(['squared', 'logistic'])('takes weight 2 for the row twice: %s', (loss) => {
    // One bin per value, because bins follow rows and not weights.
    const rows = Array.from({ length: 200 }, (_, row) => [...rowOf(X, row)].map((x) => Math.round(x * 100) / 100));
    const target = loss === 'squared' ? y : positive;
    const twice = rows.flatMap((_, row) => (row % 3 === 0 ? [row, row] : [row]));
    const weights = Float64Array.from(rows, (_, row) => (row % 3 === 0 ? 2 : 1));
    const params = { ...EXACT, nEstimators: 3, maxDepth: 3, minSamplesLeaf: 6 };
    const weighted = train({ X: matrix(rows), y: target.slice(0, 200), weights }, params, loss).forest;
    const copied = train(
      { X: matrix(twice.map((row) => rows[row]!)), y: Float64Array.from(twice, (row) => target[row]!) },
      params,
      loss
    ).forest;
    const expected = predictForest(copied, matrix(rows));
    predictForest(weighted, matrix(rows)).forEach((value, row) => expect(value).toBeCloseTo(expected[row]!, 4));
  });

  it('ignores rows of weight 0', () => {
    const weights = y.map((_, row) => (row < 300 ? 1 : 0));
    const spoilt = y.map((value, row) => (row < 300 ? value : 1e9));
    const clean = { nRows: 300, nColumns: X.nColumns, data: X.data.slice(0, 300 * X.nColumns) };
    expect(train({ X, y: spoilt, weights }, {}).forest.base).toEqual(
      train({ X: clean, y: y.slice(0, 300) }, {}).forest.base
    );
  });

  it('asks logistic loss for zeros and ones, and is sure of one class without being infinite', () => {
    expect(() => train({ X, y }, {}, 'logistic')).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    const { forest } = train({ X, y: new Float64Array(X.nRows).fill(1) }, {}, 'logistic');
    for (const value of predictForest(forest, X)) {
      expect(sigmoid(value)).toBeGreaterThan(0.99);
      expect(Number.isFinite(value)).toBe(true);
    }
  });

  it.each([
    { learningRate: 0 },
    { lambda: -1 },
    { subsample: 0 },
    { minChildWeight: NaN },
    { validationFraction: 1 },
    { nIterNoChange: 0 },
  ])('refuses the parameters %p', (params) => {
    expect(() => resolveBoostingParams(params)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});

describe('early stopping', () => {
  const random = createRandom(7);
  const rows = Array.from({ length: 400 }, () => [random.next(), random.next()]);
  const X = matrix(rows);
  const rounds = ({ forest }: { forest: Forest }) => forest.root.length;
  const params = { nEstimators: 100, nIterNoChange: 10 };

  it('goes on while later data gain, and ends where they don’t', () => {
    const lasting = Float64Array.from(rows, ([a, b]) => a! + b!);
    const faded = lasting.map((value, row) => (row < 320 ? value : 1 - value));
    expect(rounds(train({ X, y: lasting }, params))).toBeGreaterThan(60);
    expect(rounds(train({ X, y: faded }, params))).toBeLessThan(5);
    expect(rounds(train({ X, y: faded }, { ...params, nIterNoChange: null }))).toBe(100);
  });

  it('judges by the newest rows, predicted by trees that never saw them', () => {
    const y = Float64Array.from(rows, ([a]) => a!);
    const spoilt = y.map((value, row) => (row < 320 ? value : 50));
    const one = train({ X, y }, { ...params, nEstimators: 1 });
    const other = train({ X, y: spoilt }, { ...params, nEstimators: 1 });

    expect([...one.heldOut].map(Number.isNaN)).toEqual(rows.map((_, row) => row < 320));
    expect(other.heldOut).toEqual(one.heldOut);
    expect(other.forest.value).not.toEqual(one.forest.value);
  });

  it('learns from the newest rows as well once the number of trees is known', () => {
    const y = Float64Array.from(rows, ([a], row) => (row < 320 ? a! : a! + 5));
    expect(train({ X, y }, params).forest.base[0]).toBeCloseTo(y.reduce((sum, value) => sum + value, 0) / 400, 9);
  });

  it('holds out whole groups, the newest ones, and none where there are few', () => {
    const list = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(list, (numbers) => {
        const everyRow = Uint32Array.from(numbers.keys());
        const parted = holdOutNewest(everyRow, indexGroups(numbers.length, Int32Array.from(numbers)), 0.2);
        const nGroups = new Set(numbers).size;
        expect(parted === null).toBe(Math.round(0.2 * nGroups) < 10);
        if (!parted) return;

        const [older, newest] = [parted.older, parted.newest].map(
          (part) => new Set([...part].map((row) => numbers[row]!))
        );
        expect([...older!].some((group) => newest!.has(group))).toBe(false);
        expect(newest!.size).toBe(Math.round(0.2 * nGroups));
        const last = (group: number) => numbers.lastIndexOf(group);
        expect(Math.max(...[...older!].map(last))).toBeLessThan(Math.min(...[...newest!].map(last)));
      })
    );
  });
});

describe('the rows of a tree', () => {
  it('are a share of the groups, whole ones, each as likely as the others', () => {
    const groups = indexGroups(
      300,
      Int32Array.from({ length: 300 }, (_, row) => row % 100)
    );
    const random = createRandom(8);
    const draw = createRowSampler(
      Uint32Array.from({ length: 300 }, (_, row) => row),
      groups,
      0.3
    );
    const times = new Uint32Array(100);
    for (let tree = 0; tree < 500; tree++) {
      const rows = [...draw(random)];
      expect(rows).toEqual([...rows].sort((a, b) => a - b));
      const drawn = new Set(rows.map((row) => row % 100));
      expect([drawn.size, rows.length]).toEqual([30, 90]);
      for (const group of drawn) times[group]!++;
    }
    expect(Math.min(...times)).toBeGreaterThan(105);
    expect(Math.max(...times)).toBeLessThan(200);
  });
});

describe('the bytes of a boosted model', () => {
  const { X, y } = friedman(200, 9);

  it('are refused with one byte changed, 300 times', () => {
    const bytes = createRegressionLearner('boosting', { nEstimators: 20 }).fit({ X, y }).encode();
    const random = createRandom(10);
    for (let i = 0; i < 300; i++) {
      const damaged = i % 3 === 0 ? bytes.slice(0, random.int(bytes.length)) : bytes.slice();
      if (i % 3 !== 0) damaged[random.int(bytes.length)]! ^= 1 + random.int(255);
      expect(() => decodeRegressionModel(damaged)).toThrow(CoreError);
    }
  });

  it('say when they hold log-odds, which no regression reads', () => {
    const { forest, link } = train({ X, y: y.map((value) => (value > 14 ? 1 : 0)) }, { nEstimators: 3 }, 'logistic');
    const bytes = encodeForest(forest, { algorithm: 'boosting', link });
    expect(decodeForest(bytes).meta.link).toBe('logistic');
    expect(() => decodeRegressionModel(bytes)).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
  });
});
