import { resolveBoostingParams } from '../boosting';
import { CoreError } from '../errors';
import { resolveForestParams, type GrowTrees } from '../forest';
import { createBoostingLearner } from './boosting-learner';
import { createForestLearner } from './forest-learner';
import { createMlRandomForestLearner } from './ml-random-forest';
import { REGRESSION_ALGORITHMS, type ParamsOf, type RegressionAlgorithm, type RegressionLearner } from './types';

const LEARNERS: {
  readonly [A in RegressionAlgorithm]: (params: Partial<ParamsOf[A]>, growTrees?: GrowTrees) => RegressionLearner;
} = {
  forest: (params, growTrees) => createForestLearner(resolveForestParams(params), growTrees),
  'ml-random-forest': (params) => createMlRandomForestLearner(resolveForestParams(params)),
  boosting: (params) => createBoostingLearner(resolveBoostingParams(params)),
};

/**
 * A learner by name; parameters left out take their defaults.
 *
 * @param growTrees Who grows a forest's trees; without it the calling thread does.
 * @throws {CoreError} INVALID_VALUE.
 */
export function createRegressionLearner<A extends RegressionAlgorithm>(
  name: A,
  params: Partial<ParamsOf[A]> = {},
  growTrees?: GrowTrees
): RegressionLearner {
  if (!REGRESSION_ALGORITHMS.includes(name)) {
    throw new CoreError('INVALID_VALUE', {
      name: 'algorithm',
      expected: REGRESSION_ALGORITHMS.join(' or '),
      got: name,
    });
  }
  return LEARNERS[name](params, growTrees);
}
