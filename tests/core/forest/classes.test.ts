import fc from 'fast-check';

import { predictForest, resolveForestParams, trainClassForest, trainForest } from '../../../server/src/core/forest';
import {
  createClassificationLearner,
  createRegressionLearner,
  decodeClassificationModel,
  decodeRegressionModel,
} from '../../../server/src/core/learners';
import { createRandom } from '../../../server/src/core/math/random';
import { accuracy, auc } from '../../../server/src/core/metrics';
import { friedman, matrix, rowOf } from './problems';

const EXACT = { nEstimators: 1, bootstrap: false, maxFeatures: 1, minSamplesLeaf: 1, maxDepth: 1 };

/** Weighted Gini impurity, times the weight: what is left in one part. */
function impurity(classes: readonly number[], nClasses: number): number {
  const shares = Array.from({ length: nClasses }, (_, k) => classes.filter((each) => each === k).length);
  return classes.length - shares.reduce((sum, n) => sum + n * n, 0) / Math.max(classes.length, 1);
}

function exhaustive(rows: readonly (readonly number[])[], classes: readonly number[], nClasses: number): number {
  let least = impurity(classes, nClasses);
  for (let column = 0; column < rows[0]!.length; column++) {
    for (const threshold of [...rows.map((row) => row[column]!), Infinity]) {
      for (const missingLeft of [true, false]) {
        const goesLeft = (row: readonly number[]) =>
          Number.isNaN(row[column]!) ? missingLeft : row[column]! <= threshold;
        const left = classes.filter((_, i) => goesLeft(rows[i]!));
        const right = classes.filter((_, i) => !goesLeft(rows[i]!));
        if (left.length === 0 || right.length === 0) continue;
        least = Math.min(least, impurity(left, nClasses) + impurity(right, nClasses));
      }
    }
  }
  return least;
}

/** Three classes that two of the columns tell apart, with some noise. */
function threeClasses(nRows: number, seed: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: nRows }, () => [random.next(), random.next(), random.next()]);
  const classes = Uint16Array.from(rows, ([a, b]) =>
    random.next() < 0.05 ? random.int(3) : a! < 0.4 ? 0 : b! < 0.5 ? 1 : 2
  );
  return { X: matrix(rows), classes, nClasses: 3 };
}

const cell = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) }, fc.constant(NaN));

describe('the best split between classes', () => {
  it.each([2, 3, 4])('of %i is the exhaustive one when every value has its bin', (nClasses) => {
    const problem = fc.array(fc.tuple(cell, cell, fc.integer({ min: 0, max: nClasses - 1 })), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(problem, (list) => {
        const rows = list.map(([a, b]) => [a, b]);
        const classes = list.map((row) => row[2]);
        const X = matrix(rows);
        const stump = trainClassForest({ X, classes: Uint16Array.from(classes), nClasses }, resolveForestParams(EXACT));
        const sides = new Map<string, number[]>();
        const predicted = predictForest(stump.forest, X);
        const { nOutputs } = stump.forest;
        rows.forEach((_, row) => {
          const side = predicted.slice(row * nOutputs, (row + 1) * nOutputs).join();
          sides.set(side, [...(sides.get(side) ?? []), classes[row]!]);
        });
        // Two sides that predict alike are one to the test; that loses no impurity.
        const left = [...sides.values()].reduce((sum, side) => sum + impurity(side, nClasses), 0);
        expect(left).toBeCloseTo(exhaustive(rows, classes, nClasses), 6);
      }),
      { numRuns: 200 }
    );
  });
});

describe('a forest of classes', () => {
  const train = threeClasses(400, 1);
  const later = threeClasses(400, 2);
  const learner = createClassificationLearner({ nEstimators: 20, maxFeatures: 2, minSamplesLeaf: 2, seed: 3 });
  const model = learner.fit(train);

  it('learns: probabilities that sum to 1, and most later rows right', () => {
    const proba = model.predictProba(later.X);
    const best = Array.from(later.classes, (_, row) => {
      const of = [...proba.slice(3 * row, 3 * row + 3)];
      expect(of.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
      expect(Math.min(...of)).toBeGreaterThanOrEqual(-1e-7);
      return of.indexOf(Math.max(...of));
    });
    expect(accuracy([...later.classes], best)).toBeGreaterThan(0.9);
  });

  it('has out-of-bag probabilities of rows it did not see', () => {
    const oob = model.outOfBag!();
    const best = Array.from(train.classes, (_, row) => {
      const of = [...oob.slice(3 * row, 3 * row + 3)];
      return of.indexOf(Math.max(...of));
    });
    expect(accuracy([...train.classes], best)).toBeGreaterThan(0.85);
  });

  it.each([1, 2, 3])('saves and loads %i classes, predicts the same, and explains each completely', (nClasses) => {
    const classes = train.classes.map((k) => Math.min(k, nClasses - 1));
    const fitted = learner.fit({ X: train.X, classes, nClasses });
    const loaded = decodeClassificationModel(fitted.encode());
    expect(loaded.predictProba(later.X)).toEqual(fitted.predictProba(later.X));
    expect([loaded.nClasses, loaded.nTrees, loaded.outOfBag]).toEqual([nClasses, 20, undefined]);
    expect(Buffer.from(loaded.encode()).equals(fitted.encode())).toBe(true);
    const proba = fitted.predictProba(later.X);
    for (let row = 0; row < 50; row++) {
      for (let k = 0; k < nClasses; k++) {
        for (const reasons of ['contributions', 'explain'] as const) {
          const { base, values } = fitted[reasons](rowOf(later.X, row), k);
          const sum = values.reduce((total, value) => total + value, base);
          expect(Math.abs(sum - proba[row * nClasses + k]!)).toBeLessThan(1e-9);
        }
      }
    }
  });

  it('of two classes says what a regression of 0 and 1 says', () => {
    const classes = train.classes.map((k) => Math.min(k, 1));
    const { forest } = trainForest({ X: train.X, y: Float64Array.from(classes) }, learner.params);
    const proba = learner.fit({ X: train.X, classes, nClasses: 2 }).predictProba(later.X);
    predictForest(forest, later.X).forEach((p, row) => expect(proba[2 * row + 1]).toBe(p));
    expect(
      auc(
        later.classes.map((k) => Math.min(k, 1)),
        proba.filter((_, i) => i % 2 === 1)
      )
    ).toBeGreaterThan(0.9);
  });

  it('takes weight 2 for the row twice', () => {
    const weights = Float64Array.from(train.classes, (_, row) => 1 + (row % 2));
    const twice = [...train.classes.keys()].flatMap((row) => (row % 2 === 1 ? [row, row] : [row]));
    const copied = {
      X: matrix(twice.map((row) => [...rowOf(train.X, row)].map((x) => Math.round(x * 200)))),
      classes: Uint16Array.from(twice, (row) => train.classes[row]!),
      nClasses: 3,
    };
    const X = { ...train.X, data: train.X.data.map((x) => Math.round(x * 200)) };
    const exact = createClassificationLearner({ nEstimators: 1, bootstrap: false, maxFeatures: 1, minSamplesLeaf: 6 });
    const expected = exact.fit(copied).predictProba(X);
    exact
      .fit({ ...train, X, weights })
      .predictProba(X)
      .forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 6));
  });

  it('gives a class without rows no probability', () => {
    const proba = learner.fit({ ...train, nClasses: 4 }).predictProba(later.X);
    for (let row = 0; row < later.X.nRows; row++) expect(proba[4 * row + 3]).toBeCloseTo(0, 9);
  });

  it.each([
    ['one row', { X: matrix([[1, NaN, 2]]), classes: Uint16Array.of(1), nClasses: 2 }],
    ['rows of one class', { ...train, classes: train.classes.map(() => 1) }],
    [
      'constant columns',
      { ...train, X: { ...train.X, data: train.X.data.map(() => 3) }, classes: train.classes.map(() => 1) },
    ],
  ])('is sure of what it knows from %s', (_, input) => {
    const { nClasses, X } = input;
    const fitted = learner.fit(input);
    const proba = fitted.predictProba(X);
    for (let row = 0; row < X.nRows; row++) expect(proba[row * nClasses + 1]).toBeCloseTo(1, 9);
    expect([...fitted.importance()]).toEqual([0, 0, 0]);
  });

  it('reports progress and stops when told to', () => {
    const seen: number[] = [];
    learner.fit(train, (done, total) => seen.push(done / total));
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => (i + 1) / 20));
    const stopped = () => learner.fit(train, undefined, () => true);
    expect(stopped).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
  });

  it.each([
    ['INVALID_VALUE', 'a class out of range', { ...train, nClasses: 2 }],
    ['INVALID_VALUE', 'no classes', { ...train, nClasses: 0 }],
    ['INVALID_SHAPE', 'too few classes', { ...train, classes: train.classes.slice(1) }],
    [
      'INVALID_SHAPE',
      'no rows',
      { X: { nRows: 0, nColumns: 3, data: new Float32Array() }, classes: new Uint16Array(), nClasses: 2 },
    ],
  ])('refuses with %s: %s', (code, _, input) => {
    expect(() => learner.fit(input)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses bytes of a regression, and a class it does not have', () => {
    const { X, y } = friedman(50, 1);
    const bytes = createRegressionLearner('forest', { nEstimators: 2 }).fit({ X, y }).encode();
    expect(() => decodeClassificationModel(bytes)).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
    expect(() => decodeRegressionModel(model.encode())).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
    for (const reasons of ['contributions', 'explain'] as const) {
      expect(() => model[reasons](rowOf(train.X, 0), 3)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    }
  });
});
