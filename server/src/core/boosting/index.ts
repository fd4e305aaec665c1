export { sigmoid, type Link, type LossName } from './loss';
export { DEFAULT_BOOSTING_PARAMS, resolveBoostingParams, type BoostingParams } from './params';
export { trainBoosting, type TrainedBoosting } from './train';
