import {
  findLeaf,
  predictQuantiles,
  resolveForestParams,
  sketchesFit,
  sketchLeaves,
  trainForest,
} from '../../../server/src/core/forest';
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
    const sketches = sketchLeaves(forest, X, rounded);
    expect([...predictQuantiles(forest, sketches, later, QUANTILES)]).toEqual(byDefinition(forest, X, rounded, later));
    expect(sketchesFit(forest, sketches)).toBe(true);
  });

  it('stay close to them where they are not: large leaves, every target its own', () => {
    const { X, y } = friedman(1500, 3);
    const { forest } = trainForest({ X, y }, resolveForestParams({ nEstimators: 10, minSamplesLeaf: 60 }));
    const later = friedman(40, 4).X;
    const exact = byDefinition(forest, X, y, later);
    const spread = Math.max(...y) - Math.min(...y);
    predictQuantiles(forest, sketchLeaves(forest, X, y), later, QUANTILES).forEach((value, i) =>
      expect(Math.abs(value - exact[i]!) / spread).toBeLessThan(0.03)
    );
  });

  it('cover later rows about as often as they say', () => {
    const { X, y } = friedman(1200, 5);
    const { forest } = trainForest({ X, y }, resolveForestParams({ nEstimators: 40 }));
    const later = friedman(600, 6);
    const bounds = predictQuantiles(forest, sketchLeaves(forest, X, y), later.X, [0.05, 0.95]);
    const low = bounds.filter((_, i) => i % 2 === 0);
    const high = bounds.filter((_, i) => i % 2 === 1);
    expect(coverage(later.y, low, high)).toBeGreaterThan(0.85);
  });

  it('are told from those of another forest', () => {
    const { X, y } = friedman(100, 7);
    const forestOf = (seed: number) => trainForest({ X, y }, resolveForestParams({ nEstimators: 2, seed })).forest;
    expect(sketchesFit(forestOf(1), sketchLeaves(forestOf(2), X, y))).toBe(false);
  });
});
