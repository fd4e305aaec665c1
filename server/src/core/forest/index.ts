export { decodeForest, encodeForest } from './codec';
export { forestContributions } from './contributions';
export { createExplainer, type Explanation } from './explain';
export { predictQuantiles, sketchLeaves, type LeafSketches } from './leaf-sketches';
export { checkFitInput, type ClassFitInput, type FitInput } from './fit-input';
export { allocateNodes, joinTrees, LEAF, type Forest, type Nodes } from './forest';
export { forestImportance } from './importance';
export { DEFAULT_FOREST_PARAMS, resolveForestParams, type ForestParams } from './params';
export { permutationImportance, type PermutationImportance, type PermutationInput } from './permutation-importance';
export { findLeaf, predictForest, predictRow } from './predict';
export {
  cancelledAfter,
  trainClassForest,
  trainForest,
  type GrowthControl,
  type GrowTrees,
  type IsCancelled,
  type OnProgress,
  type TrainedForest,
} from './train';
export { createTreeGrower, type ForestPlan } from './plan';
