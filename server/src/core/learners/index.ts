export type { BoostingParams } from '../boosting';
export { DEFAULT_FOREST_PARAMS, type FitInput, type ForestParams, type IsCancelled, type OnProgress } from '../forest';
export type { Matrix } from '../math/matrix';
export { createRegressionLearner } from './create';
export { decodeRegressionModel } from './forest-model';
export {
  REGRESSION_ALGORITHMS,
  type RegressionAlgorithm,
  type RegressionLearner,
  type RegressionModel,
  type RegressionParams,
} from './types';
