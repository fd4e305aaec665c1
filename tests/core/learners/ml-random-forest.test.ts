import fc from 'fast-check';
import { RandomForestRegression } from 'ml-random-forest';

import { joinTrees, predictForest } from '../../../server/src/core/forest';
import { flattenMlCartTree, float32Below, type MlCartNode } from '../../../server/src/core/learners/ml-cart-tree';
import { decodeArtifact } from '../../../server/src/core/artifact';
import { createRegressionLearner } from '../../../server/src/core/learners';
import { MAX_ROWS } from '../../../server/src/core/learners/ml-random-forest';
import { friedman } from '../forest/problems';

describe('ml-random-forest behind the interface', () => {
  it('predicts from flat nodes what the library predicts from its own', () => {
    const { X, y, rows } = friedman(120, 1);
    const complete = rows.map((row) => row.map(Math.fround));
    const target = [...y];
    const library = new RandomForestRegression({
      nEstimators: 5,
      seed: 1,
      useSampleBagging: false,
      maxFeatures: 0.8,
      treeOptions: { gainThreshold: -1 },
    });
    library.train(complete, target);
    const model = library.toJSON().baseModel as unknown as { indexes: number[][]; estimators: { root: MlCartNode }[] };
    const medians = new Float32Array(X.nColumns).fill(0.5);
    const trees = model.estimators.map(({ root }, i) =>
      flattenMlCartTree(root, model.indexes[i]!, medians, complete, target)
    );

    const fresh = friedman(100, 2);
    const expected = library.predict(fresh.rows.map((row) => row.map(Math.fround)));
    predictForest(joinTrees(trees, { nColumns: X.nColumns, base: new Float64Array(1) }), fresh.X).forEach(
      (value, row) => expect(value).toBeCloseTo(expected[row]!, 4)
    );
  });

  it('puts the median in for what is missing', () => {
    const { X, y } = friedman(100, 3, { missing: 0.2 });
    const model = createRegressionLearner('ml-random-forest', { nEstimators: 5 }).fit({ X, y });
    const medians = decodeArtifact(model.encode()).meta.medians as number[];
    const filled = X.data.map((x, i) => (Number.isNaN(x) ? medians[i % X.nColumns]! : x));

    expect(model.predict(X)).toEqual(model.predict({ ...X, data: filled }));
  });

  it('reads at most MAX_ROWS rows, whole groups of them, and says how many', () => {
    const { X, y } = friedman(3 * MAX_ROWS, 4, { nColumns: 5 });
    const groups = Int32Array.from(y, (_, row) => Math.floor(row / 7));
    const params = { nEstimators: 1, maxDepth: 1, maxFeatures: 1 };
    const { meta } = decodeArtifact(createRegressionLearner('ml-random-forest', params).fit({ X, y, groups }).encode());

    expect(meta.nRows).toBe(3 * MAX_ROWS);
    expect(meta.sampledRows).toBeLessThanOrEqual(MAX_ROWS);
    expect(meta.sampledRows).toBeGreaterThan(MAX_ROWS - 7);
  });

  it('finds the float32 just below a number', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }),
        fc.float({ noNaN: true }),
        (v, x) => {
          // x < v and x <= float32Below(v) must be the same question for every float32.
          for (const near of [x, Math.fround(v), float32Below(v)]) expect(near <= float32Below(v)).toBe(near < v);
        }
      )
    );
  });
});
