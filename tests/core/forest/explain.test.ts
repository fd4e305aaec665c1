import { resolveBoostingParams, trainBoosting } from '../../../server/src/core/boosting';
import {
  allocateNodes,
  createExplainer,
  forestContributions,
  joinTrees,
  LEAF,
  permutationImportance,
  predictForest,
  resolveForestParams,
  trainForest,
  type Forest,
  type Nodes,
} from '../../../server/src/core/forest';
import { float32Below } from '../../../server/src/core/learners/ml-cart-tree';
import { createRandom, type Random } from '../../../server/src/core/math/random';
import { spearman } from '../../../server/src/core/metrics';
import { friedman, matrix, rowOf } from './problems';
import reference from './reference/xgboost-shap.json';

/** A node as the reference has it; leaves have `leaf`, the others all else. */
interface ReferenceNode {
  cover: number;
  leaf?: number;
  column?: number;
  at?: number;
  missingYes?: boolean;
  yes?: ReferenceNode;
  no?: ReferenceNode;
}

function flatten(root: ReferenceNode): Nodes {
  const order: ReferenceNode[] = [root];
  const nodes = allocateNodes(63);
  for (let slot = 0; slot < order.length; slot++) {
    const { cover, leaf, column, at, missingYes, yes, no } = order[slot]!;
    nodes.cover[slot] = cover;
    nodes.value[slot] = leaf ?? 0;
    if (!yes || !no) continue;
    nodes.feature[slot] = column!;
    // `x < at` among float32 is `x <= ` the next one below.
    nodes.threshold[slot] = float32Below(at!);
    nodes.missingLeft[slot] = missingYes ? 1 : 0;
    nodes.left[slot] = order.length;
    order.push(yes, no);
  }
  return nodes;
}

/** A tree of any shape: columns come again on a path, covers may be 0, missing values go either way. */
function randomTree(random: Random, nColumns: number, nSplits: number, nOutputs: number, deep: boolean): Nodes {
  const nodes = allocateNodes(2 * nSplits + 1, nOutputs);
  const leaves = [0];
  nodes.cover[0] = 1000;
  for (let split = 0; split < nSplits; split++) {
    const at = deep ? leaves.length - 1 : random.int(leaves.length);
    const [node] = leaves.splice(at, 1) as [number];
    nodes.feature[node] = random.int(nColumns);
    nodes.threshold[node] = random.int(9) - 4;
    nodes.missingLeft[node] = random.int(2);
    nodes.left[node] = 2 * split + 1;
    const share = random.int(8) === 0 ? random.int(2) : random.next();
    nodes.cover[2 * split + 1] = nodes.cover[node]! * share;
    nodes.cover[2 * split + 2] = nodes.cover[node]! * (1 - share);
    leaves.push(2 * split + 1, 2 * split + 2);
  }
  nodes.value.forEach((_, i) => {
    nodes.value[i] = random.normal();
  });
  return nodes;
}

const randomRow = (random: Random, nColumns: number): Float32Array =>
  Float32Array.from({ length: nColumns }, () => (random.int(6) === 0 ? NaN : random.int(11) - 5));

function randomForest(random: Random, { deep = false } = {}): Forest {
  const [nColumns, nOutputs] = [1 + random.int(8), 1 + random.int(3)];
  const trees = Array.from({ length: 1 + random.int(4) }, () =>
    randomTree(random, nColumns, deep ? 40 : random.int(20), nOutputs, deep)
  );
  const base = Float64Array.from({ length: nOutputs }, random.normal);
  return joinTrees(trees, { nColumns, base }, random.int(2) === 0 ? 1 : 1 / trees.length);
}

/** What a forest predicts of a row of which only some columns are known: the others send it both ways, by cover. */
function worth(forest: Forest, row: Float32Array, known: number, output: number): number {
  const descend = (node: number): number => {
    const column = forest.feature[node]!;
    if (column === LEAF) return forest.value[node * forest.nOutputs + output]!;
    const left = forest.left[node]!;
    if (known & (1 << column)) {
      const x = row[column]!;
      const goesLeft = Number.isNaN(x) ? forest.missingLeft[node] === 1 : x <= forest.threshold[node]!;
      return descend(goesLeft ? left : left + 1);
    }
    const [a, b] = [forest.cover[left]!, forest.cover[left + 1]!];
    const share = a + b > 0 ? a / (a + b) : 0.5;
    return share * descend(left) + (1 - share) * descend(left + 1);
  };
  return forest.base[output]! + forest.scale * [...forest.root].reduce((sum, root) => sum + descend(root), 0);
}

/** Shapley values by their definition, over all coalitions. */
function shapley(forest: Forest, row: Float32Array, output: number): number[] {
  const n = forest.nColumns;
  const worths = Array.from({ length: 2 ** n }, (_, known) => worth(forest, row, known, output));
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  const sizeOf = (known: number) => known.toString(2).replaceAll('0', '').length;
  return Array.from({ length: n }, (_, column) => {
    let sum = 0;
    worths.forEach((value, known) => {
      if (known & (1 << column)) return;
      const size = sizeOf(known);
      const share = (factorial(size) * factorial(n - size - 1)) / factorial(n);
      sum += share * (worths[known | (1 << column)]! - value);
    });
    return sum;
  });
}

const total = ({ base, values }: { base: number; values: Float64Array }) => values.reduce((sum, v) => sum + v, base);

describe('the explainer', () => {
  it('gives the Shapley values that all coalitions give', () => {
    const random = createRandom(1);
    for (let i = 0; i < 150; i++) {
      const forest = randomForest(random);
      const row = randomRow(random, forest.nColumns);
      const output = random.int(forest.nOutputs);
      const { base, values } = createExplainer(forest)(row, output);
      const expected = shapley(forest, row, output);

      expect(base).toBeCloseTo(worth(forest, row, 0, output), 10);
      expected.forEach((value, column) => expect(Math.abs(values[column]! - value)).toBeLessThan(1e-10));
    }
  });

  it('does so where a path is 40 tests long', () => {
    const random = createRandom(2);
    for (let i = 0; i < 20; i++) {
      const forest = randomForest(random, { deep: true });
      const row = randomRow(random, forest.nColumns);
      const { values } = createExplainer(forest)(row);
      shapley(forest, row, 0).forEach((value, column) => expect(Math.abs(values[column]! - value)).toBeLessThan(1e-10));
    }
  });

  it('agrees with XGBoost on trees of its own, as far as float32 goes', () => {
    const trees = (reference.trees as ReferenceNode[]).map(flatten);
    const explain = createExplainer(joinTrees(trees, { nColumns: 5, base: Float64Array.of(reference.base) }, 1));
    reference.rows.forEach((row, i) => {
      const { base, values } = explain(Float32Array.from(row, (x) => x ?? NaN));
      expect(base).toBeCloseTo(reference.expected, 5);
      reference.values[i]!.forEach((value, column) => expect(values[column]).toBeCloseTo(value, 4));
    });
  });

  it('sums to the prediction within 1e-9, on 10,000 rows and forests', () => {
    const random = createRandom(3);
    let worst = 0;
    for (let i = 0; i < 2500; i++) {
      const forest = randomForest(random, { deep: i % 10 === 0 });
      const explain = createExplainer(forest);
      for (let j = 0; j < 4; j++) {
        const row = randomRow(random, forest.nColumns);
        // The last output of several is predicted as a forest of its own.
        const output = forest.nOutputs - 1;
        const alone = {
          ...forest,
          nOutputs: 1,
          base: forest.base.slice(output),
          value: forest.value.filter((_, k) => k % forest.nOutputs === output),
        };
        const [predicted] = predictForest(alone, { nRows: 1, nColumns: forest.nColumns, data: row });
        worst = Math.max(worst, Math.abs(total(explain(row, output)) - predicted!));
      }
    }
    expect(worst).toBeLessThan(1e-9);
  });

  it.each(['forest', 'boosting'])('explains what was learned, by a %s', (name) => {
    const { X, y } = friedman(400, 4, { missing: 0.1, nColumns: 8 });
    const { forest } =
      name === 'forest'
        ? trainForest({ X, y }, resolveForestParams({ nEstimators: 20 }))
        : trainBoosting({ X, y }, resolveBoostingParams({ nEstimators: 60 }), 'squared');
    const explain = createExplainer(forest);
    const predicted = predictForest(forest, X);
    const strength = new Float64Array(8);
    for (let row = 0; row < 100; row++) {
      const explained = explain(rowOf(X, row));
      expect(Math.abs(total(explained) - predicted[row]!)).toBeLessThan(1e-9);
      explained.values.forEach((value, column) => (strength[column]! += Math.abs(value)));
    }
    shapley(forest, rowOf(X, 0), 0).forEach((value, column) =>
      expect(explain(rowOf(X, 0)).values[column]).toBeCloseTo(value, 9)
    );
    expect(Math.min(...strength.slice(0, 2), ...strength.slice(3, 5))).toBeGreaterThan(Math.max(...strength.slice(5)));
  });

  it('treats columns alike that act alike, where paths favour the deeper one', () => {
    // x AND y, tested one after the other: Saabas gives the second test more.
    const nodes = allocateNodes(5);
    nodes.feature.set([0, LEAF, 1]);
    nodes.left.set([1, 0, 3]);
    nodes.value.set([0.25, 0, 0.5, 0, 1]);
    nodes.cover.set([4, 2, 2, 1, 1]);
    const forest = joinTrees([nodes], { nColumns: 3, base: Float64Array.of(0) });
    const row = Float32Array.of(1, 1, 1);

    expect([...createExplainer(forest)(row).values]).toEqual([0.375, 0.375, 0].map((v) => expect.closeTo(v, 12)));
    expect([...forestContributions(forest, row).values]).toEqual([0.25, 0.5, 0]);
  });

  it('says nothing of a single leaf, and refuses rows of another width and outputs there are not', () => {
    const forest = joinTrees([allocateNodes(1)], { nColumns: 2, base: Float64Array.of(7) });
    const explain = createExplainer(forest);
    expect(explain(Float32Array.of(1, NaN))).toEqual({ base: 7, values: new Float64Array(2) });
    expect(() => explain(Float32Array.of(1))).toThrow(expect.objectContaining({ code: 'INVALID_SHAPE' }));
    expect(() => explain(Float32Array.of(1, 2), 1)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});

describe('permutation importance', () => {
  const { X, y } = friedman(300, 5);
  const { forest } = trainForest({ X, y }, resolveForestParams({ nEstimators: 30 }));
  const later = friedman(300, 6);
  const input = {
    predict: (rows: typeof X) => predictForest(forest, rows),
    X: later.X,
    y: later.y,
    score: spearman,
    seed: 1,
    repeats: 5,
  };

  it('is great for columns that matter and about 0 for noise, the same for the same seed', () => {
    const { mean, deviation } = permutationImportance(input);
    expect(Math.min(mean[0]!, mean[1]!, mean[3]!, mean[4]!)).toBeGreaterThan(0.03);
    expect(Math.max(...mean.slice(5).map(Math.abs))).toBeLessThan(0.02);
    expect(deviation.every((value) => value > 0 && value < 0.05)).toBe(true);
    expect(permutationImportance(input)).toEqual({ mean, deviation });
  });

  it('is 0 for a column the model does not read, and leaves the rows as they were', () => {
    const before = later.X.data.slice();
    const first = (rows: typeof X) => Float64Array.from({ length: rows.nRows }, (_, row) => rows.data[row * 8]!);
    const { mean } = permutationImportance({ ...input, predict: first });
    expect([...mean.slice(1)]).toEqual(Array(7).fill(0));
    expect(later.X.data).toEqual(before);
  });

  it('moves whole groups, and none where no other is as large', () => {
    const rows = matrix([[1], [2], [3], [4], [5], [6], [7]]);
    const groups = Int32Array.of(1, 1, 2, 2, 3, 3, 4);
    const seen: string[] = [];
    permutationImportance({
      ...input,
      X: rows,
      y: [1, 2, 3, 4, 5, 6, 7],
      groups,
      repeats: 40,
      predict: ({ data }) => {
        seen.push(data.join(' '));
        return data;
      },
    });
    const orders = [
      '1 2 3 4 5 6 7',
      '1 2 5 6 3 4 7',
      '3 4 1 2 5 6 7',
      '3 4 5 6 1 2 7',
      '5 6 1 2 3 4 7',
      '5 6 3 4 1 2 7',
    ];
    expect([...new Set(seen)].sort()).toEqual(orders);
  });

  it('refuses no repeats and too few targets', () => {
    expect(() => permutationImportance({ ...input, repeats: 0 })).toThrow(
      expect.objectContaining({ code: 'INVALID_VALUE' })
    );
    expect(() => permutationImportance({ ...input, y: [1] })).toThrow(
      expect.objectContaining({ code: 'INVALID_SHAPE' })
    );
  });
});
