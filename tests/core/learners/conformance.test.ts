import { CoreError } from '../../../server/src/core/errors';
import {
  createRegressionLearner,
  decodeRegressionModel,
  REGRESSION_ALGORITHMS,
  type FitInput,
} from '../../../server/src/core/learners';
import { spearman } from '../../../server/src/core/metrics';
import { friedman, matrix, rowOf } from '../forest/problems';

/** Every learner, whoever wrote it, must pass this. */
describe.each(REGRESSION_ALGORITHMS)('%s', (name) => {
  const learner = createRegressionLearner(name, { nEstimators: 10 });
  const { X, y } = friedman(150, 1, { missing: 0.05 });
  const model = learner.fit({ X, y });

  it('learns: it orders later rows, and training rows it did not see', () => {
    const later = friedman(150, 2);
    const predicted = model.outOfBag!();
    const seen = [...y].filter((_, row) => !Number.isNaN(predicted[row]!));
    const oob = [...predicted].filter((value) => !Number.isNaN(value));

    expect(model.algorithm).toBe(name);
    expect(spearman(later.y, model.predict(later.X))).toBeGreaterThan(0.6);
    // Bags leave nearly every row out once; boosting holds out the newest fifth.
    expect(oob.length).toBeGreaterThan(name === 'boosting' ? 29 : 130);
    expect(spearman(seen, oob)).toBeGreaterThan(0.5);
  });

  it('predicts the same after saving and loading, and has no predictions of unseen training rows then', () => {
    for (const loaded of [learner.decode(model.encode()), decodeRegressionModel(model.encode())]) {
      expect(loaded.predict(X)).toEqual(model.predict(X));
      expect(loaded.importance()).toEqual(model.importance());
      expect(loaded.algorithm).toBe(name);
      expect(loaded.outOfBag).toBeUndefined();
    }
  });

  it('gives equal bytes for equal input and seed, and encodes what it decoded', () => {
    const again = learner.fit({ X, y });
    expect(Buffer.from(again.encode()).equals(model.encode())).toBe(true);
    expect(Buffer.from(learner.decode(model.encode()).encode()).equals(model.encode())).toBe(true);
  });

  it.each(['contributions', 'explain'] as const)('explains each prediction completely: %s', (reasons) => {
    const predicted = model.predict(X);
    for (let row = 0; row < X.nRows; row++) {
      const { base, values } = model[reasons](rowOf(X, row));
      const sum = values.reduce((total, value) => total + value, base);
      expect(Math.abs(sum - predicted[row]!)).toBeLessThan(1e-9);
    }
  });

  it('shares out importance, most of it to the columns that matter', () => {
    const importance = [...model.importance()];
    expect(importance.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(importance.slice(0, 5).reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.7);
  });

  it('predicts a row alike in any batch, with missing values too', () => {
    const rows = [rowOf(X, 3), new Float32Array(X.nColumns).fill(NaN), rowOf(X, 5)];
    const together = model.predict(matrix(rows.map((row) => [...row])));
    const alone = rows.map((row) => model.predict(matrix([[...row]]))[0]);

    expect([...together]).toEqual(alone);
    expect([...together].every(Number.isFinite)).toBe(true);
    expect([...model.predict({ nRows: 0, nColumns: X.nColumns, data: new Float32Array() })]).toEqual([]);
  });

  it('keeps the rows of a group together, seen or unseen', () => {
    const groups = Int32Array.from(y, (_, row) => Math.floor(row / 3));
    const oob = createRegressionLearner(name, { nEstimators: 1 }).fit({ X, y, groups }).outOfBag!();
    const outside = [...oob].map((value) => !Number.isNaN(value));

    expect(outside.some(Boolean) && !outside.every(Boolean)).toBe(true);
    outside.forEach((out, row) => expect(out).toBe(outside[row - (row % 3)]));
  });

  it('lets weights decide which rows count', () => {
    const weights = Float64Array.from(y, (_, row) => (row < 75 ? 2 : 0));
    const spoilt = y.map((value, row) => (row < 75 ? value : 1e6));
    expect(Math.max(...learner.fit({ X, y: spoilt, weights }).predict(X))).toBeLessThan(100);
  });

  it.each([
    ['a constant target', { X, y: new Float64Array(X.nRows).fill(0.1) }],
    ['one row', { X: matrix([[1, NaN]]), y: Float64Array.of(0.1) }],
    ['constant columns', { X: matrix(Array(20).fill([1, NaN])), y: new Float64Array(20).fill(0.1) }],
  ])('becomes a constant model on %s', (_, input: FitInput) => {
    const constant = learner.fit(input);
    for (const value of constant.predict(input.X)) expect(value).toBeCloseTo(0.1, 12);
    expect([...constant.importance()]).toEqual(Array(input.X.nColumns).fill(0));
  });

  it.each<[string, string, FitInput]>([
    ['INVALID_SHAPE', 'no rows', { X: { nRows: 0, nColumns: 2, data: new Float32Array() }, y: new Float64Array() }],
    ['INVALID_SHAPE', 'half a row', { X: { ...X, data: X.data.slice(1) }, y }],
    ['INVALID_SHAPE', 'too few targets', { X, y: y.slice(1) }],
    ['INVALID_SHAPE', 'too few groups', { X, y, groups: new Int32Array(3) }],
    ['INVALID_SHAPE', 'too many weights', { X, y, weights: new Float64Array(1000) }],
    ['INVALID_VALUE', 'a target of NaN', { X, y: y.map((value, row) => (row === 7 ? NaN : value)) }],
    ['INVALID_VALUE', 'a negative weight', { X, y, weights: y.map(() => -1) }],
    ['INVALID_VALUE', 'no weight at all', { X, y, weights: y.map(() => 0) }],
  ])('refuses with %s: %s', (code, _, input) => {
    expect(() => learner.fit(input)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses rows of another width', () => {
    const wide = matrix([[1, 2, 3]]);
    expect(() => model.predict(wide)).toThrow(expect.objectContaining({ code: 'INVALID_SHAPE' }));
    expect(() => model.contributions(wide.data)).toThrow(expect.objectContaining({ code: 'INVALID_SHAPE' }));
    expect(() => model.explain(wide.data)).toThrow(expect.objectContaining({ code: 'INVALID_SHAPE' }));
  });

  it('reports progress and stops when told to', () => {
    const seen: number[] = [];
    learner.fit({ X, y }, (done, total) => seen.push(done / total));
    expect(seen.length).toBeGreaterThanOrEqual(10);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);

    const stopped = () => learner.fit({ X, y }, undefined, () => true);
    expect(stopped).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
  });

  it('refuses a model of the other learner, and damaged bytes', () => {
    const other = createRegressionLearner(name === 'forest' ? 'ml-random-forest' : 'forest');
    const bytes = model.encode();
    const damaged = bytes.slice();
    damaged[bytes.length >> 1]! ^= 1;

    expect(() => other.decode(bytes)).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
    expect(() => learner.decode(damaged)).toThrow(expect.objectContaining({ code: 'ARTIFACT_CORRUPT' }));
  });

  it.each([
    { nEstimators: 0 },
    { maxDepth: 1.5 },
    { maxLeafNodes: 1 },
    { minSamplesLeaf: 0 },
    { maxFeatures: -1 },
    { maxFeatures: 1.5 },
    { maxBins: 256 },
    { seed: NaN },
  ])('refuses the parameters %p', (params) => {
    expect(() => createRegressionLearner(name, params)).toThrow(CoreError);
  });
});

describe('the learners', () => {
  it('agree with the truth and with each other', () => {
    const { X, y } = friedman(300, 3, { noise: 1 });
    const later = friedman(300, 4, { noise: 1 });
    const predictions = REGRESSION_ALGORITHMS.map((name) =>
      createRegressionLearner(name, { nEstimators: 40, minSamplesLeaf: 2, maxFeatures: 0.75 })
        .fit({ X, y })
        .predict(later.X)
    );

    for (const predicted of predictions) expect(spearman(later.y, predicted)).toBeGreaterThan(0.8);
    expect(spearman(predictions[0]!, predictions[1]!)).toBeGreaterThan(0.85);
  });
});
