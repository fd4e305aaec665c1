import { CoreError } from '../errors';
import { resolveForestParams, type ForestParams, type GrowTrees } from '../forest';
import { createForestLearner } from './forest-learner';
import { createMlRandomForestLearner } from './ml-random-forest';
import { REGRESSION_ALGORITHMS, type RegressionAlgorithm, type RegressionLearner } from './types';

const LEARNERS: Readonly<
  Record<RegressionAlgorithm, (params: ForestParams, growTrees?: GrowTrees) => RegressionLearner>
> = {
  forest: createForestLearner,
  'ml-random-forest': createMlRandomForestLearner,
};

/**
 * A learner by name; parameters left out take their defaults.
 *
 * @param growTrees Who grows a forest's trees, where the learner is one that leaves that open.
 * @throws {CoreError} INVALID_VALUE.
 */
export function createRegressionLearner(
  name: RegressionAlgorithm,
  params: Partial<ForestParams> = {},
  growTrees?: GrowTrees
): RegressionLearner {
  if (!REGRESSION_ALGORITHMS.includes(name)) {
    throw new CoreError('INVALID_VALUE', {
      name: 'algorithm',
      expected: REGRESSION_ALGORITHMS.join(' or '),
      got: name,
    });
  }
  return LEARNERS[name](resolveForestParams(params), growTrees);
}
