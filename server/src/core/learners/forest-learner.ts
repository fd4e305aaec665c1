import { sketchLeaves, trainForest, type ForestParams, type GrowTrees } from '../forest';
import { createForestModel, decodeModelOf } from './forest-model';
import type { RegressionLearner } from './types';

/** The plugin's own histogram forest. @param growTrees Who grows the trees; without it the calling thread does. */
export const createForestLearner = (params: ForestParams, growTrees?: GrowTrees): RegressionLearner => ({
  name: 'forest',
  params,
  fit(input, onProgress, isCancelled) {
    const { forest, outOfBag } = trainForest(input, params, { onProgress, isCancelled, growTrees });
    return createForestModel(
      'forest',
      forest,
      { params: { ...params }, nRows: input.X.nRows },
      {
        outOfBag,
        ...(params.leafSketches ? { sketches: sketchLeaves(forest, input) } : {}),
      }
    );
  },
  decode: (bytes) => decodeModelOf('forest', bytes),
});
