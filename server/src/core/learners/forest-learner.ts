import { trainForest, type ForestParams } from '../forest';
import { createForestModel, decodeModelOf } from './forest-model';
import type { RegressionLearner } from './types';

/** The plugin's own histogram forest. */
export const createForestLearner = (params: ForestParams): RegressionLearner => ({
  name: 'forest',
  params,
  fit(input, onProgress, isCancelled) {
    const { forest, oob } = trainForest(input, params, onProgress, isCancelled);
    return createForestModel('forest', forest, { params: { ...params }, nRows: input.X.nRows }, oob);
  },
  decode: (bytes) => decodeModelOf('forest', bytes),
});
