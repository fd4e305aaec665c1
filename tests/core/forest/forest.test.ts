import fc from 'fast-check';

import {
  encodeForest,
  findLeaf,
  forestImportance,
  LEAF,
  predictForest,
  predictRow,
  resolveForestParams,
  trainForest,
} from '../../../server/src/core/forest';
import type { FitInput, Forest, ForestParams } from '../../../server/src/core/forest';
import { drawBag, indexGroups } from '../../../server/src/core/forest/bag';
import { bestFirst } from '../../../server/src/core/forest/frontier';
import { leafLimit } from '../../../server/src/core/forest/params';
import { createRandom, deriveSeed } from '../../../server/src/core/math/random';
import { friedman, matrix, rowOf } from './problems';

const train = (input: FitInput, params: Partial<ForestParams>) => trainForest(input, resolveForestParams(params));
/** One tree that sees every row and every column: chance plays no part. */
const EXACT = { nEstimators: 1, bootstrap: false, maxFeatures: 1, minSamplesLeaf: 1 };

/** Squared error around the mean. */
const squaredError = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};

/** The least error any single split leaves, by trying all of them, missing values on either side. */
function exhaustiveError(rows: readonly (readonly number[])[], y: readonly number[], minLeaf: number): number {
  let least = squaredError(y);
  for (let column = 0; column < rows[0]!.length; column++) {
    for (const threshold of [...rows.map((row) => row[column]!), Infinity]) {
      for (const missingLeft of [true, false]) {
        const goesLeft = (row: readonly number[]) =>
          Number.isNaN(row[column]!) ? missingLeft : row[column]! <= threshold;
        const left = y.filter((_, i) => goesLeft(rows[i]!));
        const right = y.filter((_, i) => !goesLeft(rows[i]!));
        if (left.length < minLeaf || right.length < minLeaf) continue;
        least = Math.min(least, squaredError(left) + squaredError(right));
      }
    }
  }
  return least;
}

/** Squared error left in a tree's leaves, from nothing but its nodes and the data. */
function errorLeft({ forest }: { forest: Forest }, rows: readonly (readonly number[])[], y: readonly number[]): number {
  const byLeaf = new Map<number, number[]>();
  rows.forEach((row, i) => {
    let node = 0;
    for (let c = forest.feature[node]!; c !== LEAF; c = forest.feature[node]!) {
      const x = row[c]!;
      const left = Number.isNaN(x) ? forest.missingLeft[node] === 1 : x <= forest.threshold[node]!;
      node = forest.left[node]! + (left ? 0 : 1);
    }
    byLeaf.set(node, [...(byLeaf.get(node) ?? []), y[i]!]);
  });
  return [...byLeaf.values()].reduce((sum, values) => sum + squaredError(values), 0);
}

const cell = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) }, fc.constant(NaN));
const problem = fc.array(fc.tuple(cell, cell, cell, fc.integer({ min: -5, max: 5 })), { minLength: 2, maxLength: 30 });

describe('the best split', () => {
  it('is the exhaustive one when every value has its bin', () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 1, max: 4 }), (list, minSamplesLeaf) => {
        const rows = list.map(([a, b, c]) => [a, b, c]);
        const y = list.map((row) => row[3]);
        const stump = train({ X: matrix(rows), y: Float64Array.from(y) }, { ...EXACT, maxDepth: 1, minSamplesLeaf });
        expect(errorLeft(stump, rows, y)).toBeCloseTo(exhaustiveError(rows, y, minSamplesLeaf), 6);
      }),
      { numRuns: 300 }
    );
  });

  it('leaves no error that a deeper tree could take away', () => {
    const { X, y, rows } = friedman(300, 1);
    expect(errorLeft(train({ X, y }, { ...EXACT, maxBins: 255 }), rows, [...y])).toBeLessThan(1);
  });

  it('sends missing values where they belong', () => {
    const rows = [...Array(10).keys()].map((i) => [i < 5 ? NaN : i]);
    const y = Float64Array.from(rows, ([x]) => (Number.isNaN(x!) ? 100 : 0));
    expect([...train({ X: matrix(rows), y }, EXACT).forest.value].some((v) => v === 50)).toBe(true);
  });
});

describe('a forest', () => {
  const { X, y } = friedman(300, 2, { missing: 0.1 });

  it('is the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number) => Buffer.from(encodeForest(train({ X, y }, { seed, nEstimators: 5 }).forest, {}));
    expect(bytes(1).equals(bytes(1))).toBe(true);
    expect(bytes(1).equals(bytes(2))).toBe(false);
  });

  it('grows each tree from its own seed, so more trees keep the first ones', () => {
    const few = train({ X, y }, { nEstimators: 2 }).forest;
    const more = train({ X, y }, { nEstimators: 3 }).forest;
    expect(more.threshold.slice(0, few.threshold.length)).toEqual(few.threshold);
  });

  it('takes weight 2 for the row twice', () => {
    const weights = Float64Array.from(y, (_, row) => (row % 3 === 0 ? 2 : 1));
    const twice = Array.from({ length: X.nRows }, (_, row) => (row % 3 === 0 ? [row, row] : [row])).flat();
    const copies = {
      X: matrix(twice.map((row) => [...X.data.slice(row * X.nColumns, (row + 1) * X.nColumns)])),
      y: Float64Array.from(twice, (row) => y[row]!),
    };
    // One bin per value, because bins follow rows and not weights. Nodes are not compared: where two columns part the
    // rows alike, rounding picks one.
    const coarse = { ...X, data: X.data.map((x) => Math.round(x * 200) / 200) };
    const params = { ...EXACT, minSamplesLeaf: 6, maxDepth: 6 };
    const weighted = train({ X: coarse, y, weights }, params).forest;
    const copied = train(
      { ...copies, X: { ...copies.X, data: copies.X.data.map((x) => Math.round(x * 200) / 200) } },
      params
    );
    const expected = predictForest(copied.forest, coarse);
    predictForest(weighted, coarse).forEach((value, row) => expect(value).toBeCloseTo(expected[row]!, 5));
    expect(weighted.feature.length).toBe(copied.forest.feature.length);
  });

  it('ignores rows of weight 0', () => {
    const weights = Float64Array.from(y, (_, row) => (row < 200 ? 1 : 0));
    const spoilt = y.map((value, row) => (row < 200 ? value : 1e9));
    const a = train({ X, y: spoilt, weights }, EXACT).forest;
    const first = { nRows: 200, nColumns: X.nColumns, data: X.data.slice(0, 200 * X.nColumns) };
    expect(a.base[0]).toBeCloseTo(train({ X: first, y: y.slice(0, 200) }, EXACT).forest.base[0]!, 9);
  });

  it('respects depth, leaf weight and the number of leaves', () => {
    const depths = (forest: Forest) => {
      const depth = new Uint8Array(forest.feature.length);
      forest.feature.forEach((column, node) => {
        if (column !== LEAF) depth.fill(depth[node]! + 1, forest.left[node], forest.left[node]! + 2);
      });
      return depth;
    };
    expect(Math.max(...depths(train({ X, y }, { maxDepth: 3, nEstimators: 5 }).forest))).toBe(3);
    const large = train({ X, y }, { minSamplesLeaf: 12, nEstimators: 5, bootstrap: false }).forest;
    expect(Math.min(...large.cover)).toBeGreaterThanOrEqual(12);
    const limited = train({ X, y }, { maxLeafNodes: 7, nEstimators: 5 }).forest;
    expect(limited.feature.filter((column) => column === LEAF).length).toBe(5 * 7);
  });

  it('counts a row once in its leaf, however often it was drawn', () => {
    const { forest } = train({ X, y }, { minSamplesLeaf: 12, nEstimators: 5 });
    const bags = Array.from(forest.root, (_, tree) =>
      drawBag(indexGroups(X.nRows), resolveForestParams(), createRandom(deriveSeed(1, tree)))
    );
    const rowsOf = new Map<number, number>();
    bags.forEach((bag, tree) =>
      bag.forEach((draws, row) => {
        const leaf = findLeaf(forest, forest.root[tree]!, X.data, row * X.nColumns);
        if (draws > 0) rowsOf.set(leaf, (rowsOf.get(leaf) ?? 0) + 1);
      })
    );
    expect(Math.min(...rowsOf.values())).toBeGreaterThanOrEqual(12);
    expect(Math.min(...rowsOf.values())).toBeLessThan(16);
  });

  it('stops with the trees it has when its time is up, and says how many are missing', () => {
    let asked = 0;
    const some = trainForest({ X, y }, resolveForestParams({ nEstimators: 9 }), { isOutOfTime: () => ++asked === 4 });
    expect([some.forest.root.length, some.treesLeftOut]).toEqual([4, 5]);
    const four = train({ X, y }, { nEstimators: 4 });
    expect(predictForest(some.forest, X)).toEqual(predictForest(four.forest, X));

    const late = trainForest({ X, y }, resolveForestParams({ nEstimators: 9 }), { isOutOfTime: () => true });
    expect(late.forest.root.length).toBe(1);
  });

  it('refuses what would not fit into memory before it takes any', () => {
    expect(() => train({ X, y }, { maxMemoryMb: 0.01 })).toThrow(expect.objectContaining({ code: 'MEMORY_LIMIT' }));
  });

  it('draws a share of the groups, with replacement and without', () => {
    const groups = indexGroups(
      400,
      Int32Array.from({ length: 400 }, (_, row) => row >> 1)
    );
    const half = drawBag(groups, { bootstrap: false, maxSamples: 0.5 }, createRandom(1));
    expect([Math.max(...half), half.reduce((sum, draws) => sum + draws, 0)]).toEqual([1, 200]);
    const drawn = drawBag(groups, { bootstrap: true, maxSamples: 0.5 }, createRandom(1));
    expect([Math.max(...drawn) > 1, drawn.reduce((sum, draws) => sum + draws, 0)]).toEqual([true, 200]);
    expect(drawn.every((draws, row) => draws === drawn[row ^ 1])).toBe(true);
  });

  it('predicts a row as its own walk down the trees does, whatever is missing and however large the batch', () => {
    const { forest } = train({ X, y }, { nEstimators: 7 });
    const out = new Float64Array(1);
    for (const nRows of [0, 1, 2, 3, 5, 300]) {
      const part = { nRows, nColumns: X.nColumns, data: X.data.slice(0, nRows * X.nColumns) };
      const complete = { ...part, data: part.data.map((x) => (Number.isNaN(x) ? 0.5 : x)) };
      for (const batch of [part, complete]) {
        predictForest(forest, batch).forEach((value, row) => {
          predictRow(forest, rowOf(batch, row), out);
          expect(value).toBe(out[0]);
        });
      }
    }
  });

  it('limits leaves only where the forest would not fit into an artifact', () => {
    const limit = (nRows: number, params: Partial<ForestParams>) =>
      leafLimit(resolveForestParams(params), nRows, nRows, 1);
    expect(limit(9_000, {})).toBeNull();
    expect(limit(1_000_000, {})).toBe(8_000);
    expect(limit(1_000_000, { nEstimators: 2_000 })).toBe(400);
    expect(limit(100, { maxLeafNodes: 7 })).toBe(7);
  });

  it('spends a limited number of leaves on the best splits', () => {
    const rows = Array.from({ length: 300 }, (_, row) => [...X.data.slice(row * X.nColumns, (row + 1) * X.nColumns)]);
    const errors = [2, 4, 8, 16, 32].map((maxLeafNodes) =>
      errorLeft(train({ X, y }, { ...EXACT, maxLeafNodes }), rows, [...y])
    );
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    const level = errorLeft(train({ X, y }, { ...EXACT, maxDepth: 3 }), rows, [...y]);
    expect(errors[2]!).toBeLessThanOrEqual(level + 1e-9);
  });

  it('moves importances with the columns and gives noise little', () => {
    // Leaves so large that no two columns part a node's rows alike: there the order of columns would decide.
    const whole = { maxFeatures: 1, bootstrap: false, nEstimators: 1, minSamplesLeaf: 15 };
    const importance = forestImportance(train({ X, y }, whole).forest);
    const reversed = matrix(
      Array.from({ length: X.nRows }, (_, row) => [...X.data.slice(row * X.nColumns, (row + 1) * X.nColumns)].reverse())
    );
    const mirrored = forestImportance(train({ X: reversed, y }, whole).forest);
    [...importance].reverse().forEach((share, column) => expect(mirrored[column]).toBeCloseTo(share, 12));

    const forest = forestImportance(train({ X, y }, {}).forest);
    expect(forest.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...forest.slice(5))).toBeLessThan(forest[3]!);
  });
});

describe('bags', () => {
  it('never straddle a group', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 }),
        fc.integer(),
        (list, seed) => {
          const groups = Int32Array.from(list);
          const bag = drawBag(indexGroups(list.length, groups), resolveForestParams(), createRandom(seed));
          list.forEach((group, i) => expect(bag[i]).toBe(bag[list.indexOf(group)]));
        }
      )
    );
  });

  it('draw as many groups as there are', () => {
    const bag = drawBag(indexGroups(1000), resolveForestParams(), createRandom(1));
    expect(bag.reduce((sum, draws) => sum + draws, 0)).toBe(1000);
    const out = bag.filter((draws) => draws === 0).length / 1000;
    expect(Math.abs(out - Math.exp(-1))).toBeLessThan(0.05);
  });

  it('keep what the forest says of a row apart from rows of its article', () => {
    // Twin rows with a target of noise: a row-wise bag would know the twin's answer.
    const random = createRandom(5);
    const rows = Array.from({ length: 100 }, () => [random.next(), random.next()]).flatMap((row) => [row, row]);
    const noise = Array.from({ length: 100 }, () => random.normal()).flatMap((value) => [value, value]);
    const y = Float64Array.from(noise);
    const groups = Int32Array.from(rows, (_, row) => row >> 1);
    const error = (oob: Float64Array) => oob.reduce((sum, value, row) => sum + (value - y[row]!) ** 2, 0);
    const params = { minSamplesLeaf: 1 };

    const grouped = error(train({ X: matrix(rows), y, groups }, params).outOfBag());
    expect(grouped).toBeGreaterThan(2 * error(train({ X: matrix(rows), y }, params).outOfBag()));
    expect(grouped).toBeGreaterThan(squaredError(noise));
  });
});

describe('the frontier', () => {
  it('hands out the greatest gain first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (gains) => {
        const frontier = bestFirst();
        gains.forEach((gain, node) =>
          frontier.push({ node, gain, depth: 0, start: 0, end: 0, column: 0, bin: 0, missingLeft: false })
        );
        const out = gains.map(() => frontier.pop()!.gain);
        expect(out).toEqual([...gains].sort((a, b) => b - a));
        expect(frontier.pop()).toBeUndefined();
      })
    );
  });
});
