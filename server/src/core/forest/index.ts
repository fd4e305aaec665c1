export { decodeForest, encodeForest } from './codec';
export { forestContributions } from './contributions';
export { checkFitInput, type FitInput } from './fit-input';
export { allocateNodes, joinTrees, LEAF, type Forest, type Nodes } from './forest';
export { forestImportance } from './importance';
export { DEFAULT_FOREST_PARAMS, resolveForestParams, type ForestParams } from './params';
export { findLeaf, predictForest } from './predict';
export { trainForest, type IsCancelled, type OnProgress, type TrainedForest } from './train';
