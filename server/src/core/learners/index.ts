export type { BoostingParams } from '../boosting';
export {
  DEFAULT_FOREST_PARAMS,
  type ClassFitInput,
  type FitInput,
  type ForestParams,
  type GrowTrees,
  type IsCancelled,
  type OnProgress,
} from '../forest';
export type { Matrix } from '../math/matrix';
export { createClassificationLearner, decodeClassificationModel } from './class-forest';
export { createRegressionLearner } from './create';
export { decodeRegressionModel } from './forest-model';
export {
  REGRESSION_ALGORITHMS,
  type ClassificationLearner,
  type ClassificationModel,
  type RegressionAlgorithm,
  type RegressionLearner,
  type RegressionModel,
  type RegressionParams,
} from './types';
