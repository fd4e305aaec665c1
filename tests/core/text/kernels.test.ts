import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { createRandom } from '../../../server/src/core/math/random';
import { trainComplementNb } from '../../../server/src/core/text/complement-nb';
import { CoordinateDescent } from '../../../server/src/core/text/coordinate-descent';
import { lengthsOf } from '../../../server/src/core/text/dual-svm';
import { trainLinearSvm } from '../../../server/src/core/text/linear-svm';
import { decide, rowOf, type LinearWeights } from '../../../server/src/core/text/linear-weights';
import type { SparseMatrix } from '../../../server/src/core/text/sparse';
import type { Targets } from '../../../server/src/core/text/targets';

const never = () => {};

const sparse = (rows: readonly (readonly number[])[], nColumns = rows[0]!.length): SparseMatrix => {
  const cells = rows.map((row) => [...row.entries()].filter(([, value]) => value !== 0));
  const rowStart = new Int32Array(rows.length + 1);
  cells.forEach((row, i) => (rowStart[i + 1] = rowStart[i]! + row.length));
  return {
    nRows: rows.length,
    nColumns,
    rowStart,
    columns: Int32Array.from(cells.flat().map(([column]) => column)),
    values: Float32Array.from(cells.flat().map(([, value]) => value)),
  };
};

const targetsOf = (labels: readonly (readonly number[])[], nLabels: number, exclusive: boolean): Targets => ({
  nRows: labels.length,
  members: [...Array(nLabels).keys()].map((k) =>
    Int32Array.from([...labels.keys()].filter((row) => labels[row]!.includes(k)))
  ),
  exclusive,
});
const classesOf = (classes: readonly number[], nLabels: number) =>
  targetsOf(
    classes.map((k) => [k]),
    nLabels,
    true
  );

/** (nLabels × nColumns) */
const byLabel = ({ weights, bias }: LinearWeights): number[][] =>
  [...bias.keys()].map((k) => [...weights.filter((_, slot) => slot % bias.length === k)]);

function expectNear(actual: readonly number[], expected: readonly number[], within: number): void {
  expect(actual.length).toBe(expected.length);
  const worst = Math.max(...actual.map((value, i) => Math.abs(value - expected[i]!)));
  expect(worst).toBeLessThan(within);
}

interface Weights {
  readonly weights: number[][];
  readonly bias: number[];
}
interface Reference {
  readonly X: number[][];
  readonly classOf: number[];
  readonly labelsOf: number[][];
  readonly rowWeights: number[];
  readonly svm: Readonly<Record<'plain' | 'c3' | 'balanced' | 'weighted' | 'several' | 'severalBalanced', Weights>>;
  readonly complementNb: Readonly<Record<'classes' | 'weighted' | 'several', number[][]>>;
}
/** Made by reference/make.py. */
const reference = JSON.parse(readFileSync(join(__dirname, 'reference', 'linear-models.json'), 'utf8')) as Reference;
const X = sparse(reference.X);
const classes = classesOf(reference.classOf, 3);
const several = targetsOf(
  reference.labelsOf.map((given) => [0, 1, 2].filter((k) => given[k] === 1)),
  3,
  false
);
const rowWeights = Float64Array.from(reference.rowWeights);

describe('the linear SVM', () => {
  it.each([
    ['plain', { c: 1, balanced: false }, classes, undefined],
    ['c3', { c: 3, balanced: false }, classes, undefined],
    ['balanced', { c: 1, balanced: true }, classes, undefined],
    ['weighted', { c: 1, balanced: false }, classes, rowWeights],
    ['several', { c: 1, balanced: false }, several, undefined],
    ['severalBalanced', { c: 1, balanced: true }, several, undefined],
  ] as const)('has the weights of scikit-learn: %s', (name, params, targets, weights) => {
    const found = trainLinearSvm(params)(X, targets, 1, never, weights);
    const { weights: expected, bias } = reference.svm[name];
    byLabel(found).forEach((own, k) => expectNear(own, expected[k]!, 1e-3));
    expectNear([...found.bias], bias, 1e-3);
  });

  it('counts a row of weight 2 as the row twice', () => {
    const doubled = [...reference.X, reference.X[4]!, reference.X[11]!];
    const labels = [...reference.classOf, reference.classOf[4]!, reference.classOf[11]!];
    const twice = Float64Array.from(reference.X, (_, row) => (row === 4 || row === 11 ? 2 : 1));
    for (const balanced of [false, true]) {
      const train = trainLinearSvm({ c: 1, balanced });
      const rows = train(sparse(doubled), classesOf(labels, 3), 1, never);
      expectNear([...train(X, classes, 1, never, twice).weights], [...rows.weights], 1e-3);
    }
  });

  it('learns each label by itself: their order changes nothing', () => {
    const order = [2, 0, 1];
    const { members } = several;
    const train = trainLinearSvm({ c: 1, balanced: true });
    const straight = train(X, several, 1, never);
    const permuted = train(X, { ...several, members: order.map((k) => members[k]!) }, 1, never);
    order.forEach((k, place) => expect(byLabel(permuted)[place]).toEqual(byLabel(straight)[k]));
    const alone = train(X, { ...several, members: [members[1]!] }, 1, never);
    expect(byLabel(alone)[0]).toEqual(byLabel(straight)[1]);
  });

  it('mirrors the decision of two classes, and leaves a label of no row or of all at 0', () => {
    const two = reference.classOf.map((k) => (k === 2 ? 1 : k));
    const { weights, bias } = trainLinearSvm({ c: 1, balanced: true })(X, classesOf(two, 2), 1, never);
    for (let j = 0; j < X.nColumns; j++) expect(weights[2 * j + 1]).toBe(-weights[2 * j]!);
    expect(bias[1]).toBe(-bias[0]!);

    const all = Int32Array.from({ length: X.nRows }, (_, row) => row);
    const trivial = { ...several, members: [new Int32Array(), all] };
    const none = trainLinearSvm({ c: 1, balanced: true })(X, trivial, 1, never);
    expect([...none.weights, ...none.bias].every((value) => value === 0)).toBe(true);
  });

  it('stops when the checkpoint throws', () => {
    let left = 5;
    const stop = () => {
      if (left-- === 0) throw new Error('stop');
    };
    expect(() => trainLinearSvm({ c: 1, balanced: true })(X, several, 1, stop)).toThrow('stop');
  });
});

describe('coordinate descent', () => {
  const problem = fc.record({
    nRows: fc.integer({ min: 2, max: 60 }),
    nColumns: fc.integer({ min: 1, max: 15 }),
    density: fc.constantFrom(0.1, 0.4, 1),
    cost: fc.constantFrom(0.1, 1, 10, 500),
    seed: fc.integer({ min: 0, max: 1e6 }),
  });

  it('ends where primal and dual meet, w is the sum of its rows, and no alpha is below 0', () => {
    fc.assert(
      fc.property(problem, ({ nRows, nColumns, density, cost, seed }) => {
        const random = createRandom(seed);
        const rows = Array.from({ length: nRows }, () => {
          const row = Array.from({ length: nColumns }, () => (random.next() < density ? random.next() : 0));
          const length = Math.hypot(...row) || 1;
          return row.map((value) => value / length);
        });
        const matrix = sparse(rows, nColumns);
        const sign = Int8Array.from(rows, (_, row) => (row === 0 || random.next() < 0.3 ? 1 : -1));
        const costs = Float64Array.from(sign, (s) => (s > 0 ? cost : 1));
        const slack = costs.map((c) => 0.5 / c);
        const svm = { X: matrix, sign, slack, ...lengthsOf(matrix) };
        const solver = new CoordinateDescent(nRows, nColumns);
        const { alpha, w } = solver.solve(svm, 1e-6, createRandom(1), never);

        const dense = (row: number) => {
          const out = new Float64Array(nColumns + 1);
          for (let k = matrix.rowStart[row]!; k < matrix.rowStart[row + 1]!; k++) {
            out[matrix.columns[k]!] = matrix.values[k]!;
          }
          out[nColumns] = 1;
          return out;
        };
        const sum = new Float64Array(nColumns + 1);
        let primal = 0.5 * w.reduce((total, x) => total + x * x, 0);
        let dual = -primal;
        for (let row = 0; row < nRows; row++) {
          const x = dense(row);
          const decision = x.reduce((dot, value, j) => dot + value * w[j]!, 0);
          primal += costs[row]! * Math.max(0, 1 - sign[row]! * decision) ** 2;
          dual += alpha[row]! - 0.5 * slack[row]! * alpha[row]! ** 2;
          x.forEach((value, j) => (sum[j]! += sign[row]! * alpha[row]! * value));
        }
        expect(Math.min(...alpha)).toBeGreaterThanOrEqual(0);
        expectNear([...w], [...sum], 1e-8 * Math.max(1, ...alpha));
        expect(primal - dual).toBeGreaterThan(-1e-8 * Math.max(1, primal));
        expect(primal - dual).toBeLessThan(1e-4 * Math.max(1, primal));
      }),
      { numRuns: 200 }
    );
  });

  it('finds the same from problem to problem as a new solver does', () => {
    const lengths = lengthsOf(X);
    const solver = new CoordinateDescent(X.nRows, X.nColumns);
    for (const k of [0, 1, 2, 0]) {
      const sign = Int8Array.from(reference.classOf, (own) => (own === k ? 1 : -1));
      const svm = { X, sign, slack: new Float64Array(X.nRows).fill(0.5), ...lengths };
      const fresh = new CoordinateDescent(X.nRows, X.nColumns).solve(svm, 1e-4, createRandom(3), never);
      expect([...solver.solve(svm, 1e-4, createRandom(3), never).w]).toEqual([...fresh.w]);
    }
  });
});

describe('complement naive Bayes', () => {
  const train = trainComplementNb({ alpha: 0.5 });
  const centred = (rows: number[][]) =>
    rows.map((row) => row.map((value, j) => value - rows.reduce((sum, other) => sum + other[j]! / rows.length, 0)));

  it('has the weights of scikit-learn, centred over the classes', () => {
    byLabel(train(X, classes, 1, never)).forEach((own, k) => {
      expectNear(own, centred(reference.complementNb.classes)[k]!, 1e-4);
    });
    byLabel(train(X, classes, 1, never, rowWeights)).forEach((own, k) => {
      expectNear(own, centred(reference.complementNb.weighted)[k]!, 1e-4);
    });
  });

  it('has, for several labels, the differences of scikit-learn’s two classes', () => {
    byLabel(train(X, several, 1, never)).forEach((own, k) => expectNear(own, reference.complementNb.several[k]!, 1e-4));
  });

  it('counts a row of weight 2 as the row twice, and labels in any order', () => {
    const doubled = sparse([...reference.X, reference.X[4]!]);
    const twice = Float64Array.from(reference.X, (_, row) => (row === 4 ? 2 : 1));
    const rows = train(doubled, classesOf([...reference.classOf, reference.classOf[4]!], 3), 1, never);
    expectNear([...train(X, classes, 1, never, twice).weights], [...rows.weights], 1e-5);

    const order = [2, 0, 1];
    const permuted = train(X, { ...classes, members: order.map((k) => classes.members[k]!) }, 1, never);
    const straight = byLabel(train(X, classes, 1, never));
    order.forEach((k, place) => expectNear(byLabel(permuted)[place]!, straight[k]!, 1e-6));
  });

  it('weighs what the other classes lack, by hand', () => {
    const counts = sparse([
      [3, 0],
      [0, 2],
      [1, 1],
    ]);
    const found = trainComplementNb({ alpha: 1 })(counts, classesOf([0, 1, 2], 3), 1, never);
    // Term 0: 3, 0, 1 in the classes; term 1: 0, 2, 1. Complements + 1: (2, 5, 4) and (4, 2, 3).
    const raw = [2 / 6, 5 / 7, 4 / 7].map((share) => -Math.log(share));
    const centre = raw.reduce((sum, x) => sum + x, 0) / 3;
    const decisions = decide(found, rowOf(counts, 0));
    raw.forEach((x, k) => expect(decisions[k]).toBeCloseTo(3 * (x - centre), 5));
  });
});
