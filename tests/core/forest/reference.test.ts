/**
 * One tree that sees everything beside scikit-learn's own: it parts the rows alike. (Between two rows of a node that lie
 * bins apart it cuts half-way in bins, not in values, so rows it has not seen may go another way.)
 */
import {
  forestImportance,
  predictForest,
  resolveForestParams,
  trainClassForest,
  trainForest,
} from '../../../server/src/core/forest';
import { matrix } from './problems';
import reference from './reference/scikit-learn-trees.json';

const X = matrix(reference.X);
const y = Float64Array.from(reference.y);
const classes = Uint16Array.from(reference.classes);

/** scikit-learn's names are ours in another spelling. */
const paramsOf = (given: Readonly<Record<string, number | undefined>>) =>
  resolveForestParams({
    nEstimators: 1,
    bootstrap: false,
    maxFeatures: 1,
    maxDepth: given['max_depth'] ?? 64,
    minSamplesLeaf: given['min_samples_leaf'] ?? 1e-9,
    maxLeafNodes: given['max_leaf_nodes'] ?? null,
  });

describe.each(reference.cases)('a tree of $params, weighted: $weighted', (known) => {
  const params = paramsOf(known.params);
  const weights = known.weighted ? { weights: Float64Array.from(reference.weights) } : {};

  it('predicts values as scikit-learn does, and gives columns the same importance', () => {
    const { forest } = trainForest({ X, y, ...weights }, params);
    predictForest(forest, X).forEach((value, row) => expect(value).toBeCloseTo(known.regression[row]!, 5));
    forestImportance(forest).forEach((share, column) =>
      expect(share).toBeCloseTo(known.regressionImportance[column]!, 5)
    );
  });

  it('predicts classes as scikit-learn does, and gives columns the same importance', () => {
    const { forest } = trainClassForest({ X, classes, nClasses: 3, ...weights }, params);
    predictForest(forest, X).forEach((p, i) => expect(p).toBeCloseTo(known.classification[i]!, 5));
    forestImportance(forest).forEach((share, column) =>
      expect(share).toBeCloseTo(known.classificationImportance[column]!, 5)
    );
  });
});
