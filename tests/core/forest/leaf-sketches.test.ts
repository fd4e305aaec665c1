import { decodeArtifact, encodeArtifact } from '../../../server/src/core/artifact';
import {
  findLeaf,
  predictQuantiles,
  resolveForestParams,
  sketchLeaves,
  trainForest,
} from '../../../server/src/core/forest';
import { createRegressionLearner, decodeRegressionModel } from '../../../server/src/core/learners';
import { weightedQuantile } from '../../../server/src/core/math/quantile';
import { coverage } from '../../../server/src/core/metrics';
import { friedman } from './problems';

const QUANTILES = [0.05, 0.5, 0.95];

/** Meinshausen's quantiles from their definition: every training row with its weight. */
function byDefinition(
  forest: Parameters<typeof findLeaf>[0],
  X: ReturnType<typeof friedman>['X'],
  y: Float64Array,
  at: typeof X
) {
  const leavesOf = (matrix: typeof X) =>
    Array.from(forest.root, (root) =>
      Array.from({ length: matrix.nRows }, (_, row) => findLeaf(forest, root, matrix.data, row * matrix.nColumns))
    );
  const trained = leavesOf(X);
  const asked = leavesOf(at);
  return Array.from({ length: at.nRows }, (_, row) => {
    const weights = new Float64Array(y.length);
    trained.forEach((leaves, tree) => {
      const mates = [...y.keys()].filter((other) => leaves[other] === asked[tree]![row]);
      for (const mate of mates) weights[mate]! += 1 / mates.length;
    });
    return QUANTILES.map((q) => weightedQuantile(y, weights, q));
  }).flat();
}

describe('leaf sketches', () => {
  it('give the quantiles of the definition where targets and leaves are few enough to keep all', () => {
    const { X, y } = friedman(200, 1, { missing: 0.1 });
    const rounded = y.map((value) => Math.round(value));
    const { forest } = trainForest({ X, y: rounded }, resolveForestParams({ nEstimators: 8 }));
    const later = friedman(60, 2).X;
    const sketches = sketchLeaves(forest, { X, y: rounded });
    expect([...predictQuantiles(forest, sketches, later, QUANTILES)]).toEqual(byDefinition(forest, X, rounded, later));
  });

  it('stay close to them where they are not: large leaves, every target its own', () => {
    const { X, y } = friedman(1500, 3);
    const { forest } = trainForest({ X, y }, resolveForestParams({ nEstimators: 10, minSamplesLeaf: 60 }));
    const later = friedman(40, 4).X;
    const exact = byDefinition(forest, X, y, later);
    const spread = Math.max(...y) - Math.min(...y);
    predictQuantiles(forest, sketchLeaves(forest, { X, y }), later, QUANTILES).forEach((value, i) =>
      expect(Math.abs(value - exact[i]!) / spread).toBeLessThan(0.03)
    );
  });

  it('cover later rows about as often as they say', () => {
    const { X, y } = friedman(1200, 5);
    const { forest } = trainForest({ X, y }, resolveForestParams({ nEstimators: 40 }));
    const later = friedman(600, 6);
    const bounds = predictQuantiles(forest, sketchLeaves(forest, { X, y }), later.X, [0.05, 0.95]);
    const low = bounds.filter((_, i) => i % 2 === 0);
    const high = bounds.filter((_, i) => i % 2 === 1);
    expect(coverage(later.y, low, high)).toBeGreaterThan(0.85);
  });

  it('leave out rows of weight 0', () => {
    const { X, y } = friedman(200, 7);
    const weights = Float64Array.from(y, (_, row) => (row < 150 ? 1 : 0));
    const spoilt = y.map((value, row) => (row < 150 ? value : 1e6));
    const { forest } = trainForest({ X, y: spoilt, weights }, resolveForestParams({ nEstimators: 5 }));
    const top = predictQuantiles(forest, sketchLeaves(forest, { X, y: spoilt, weights }), X, [1]);
    expect(Math.max(...top)).toBeLessThan(100);
  });

  it('travel with a model that was trained with them, and are refused when they belong to another', () => {
    const { X, y } = friedman(100, 7);
    const modelOf = (seed: number) =>
      createRegressionLearner('forest', { nEstimators: 2, seed, leafSketches: true }).fit({ X, y });
    const model = modelOf(1);
    const loaded = decodeRegressionModel(model.encode());
    expect(loaded.quantiles!(X, QUANTILES)).toEqual(model.quantiles!(X, QUANTILES));
    expect(Buffer.from(loaded.encode()).equals(model.encode())).toBe(true);
    expect(createRegressionLearner('forest', { nEstimators: 2 }).fit({ X, y }).quantiles).toBeUndefined();
    expect(() => model.quantiles!(X, [1.1])).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));

    const [mine, other] = [decodeArtifact(model.encode()), decodeArtifact(modelOf(2).encode())];
    const { sketchLevels, sketchStart, sketchRanks } = other.arrays;
    const forged = [
      { ...mine.arrays, sketchLevels: sketchLevels!, sketchStart: sketchStart!, sketchRanks: sketchRanks! },
      { ...mine.arrays, sketchLevels: sketchLevels!.slice(0, 3) },
      { ...mine.arrays, sketchRanks: sketchRanks!.slice(1) },
    ];
    for (const arrays of forged) {
      expect(() => decodeRegressionModel(encodeArtifact({ ...mine, arrays }))).toThrow(
        expect.objectContaining({ code: 'ARTIFACT_CORRUPT' })
      );
    }
  });
});
