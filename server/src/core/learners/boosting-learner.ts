import { trainBoosting, type BoostingParams } from '../boosting';
import { createForestModel, decodeModelOf } from './forest-model';
import type { RegressionLearner } from './types';

/** Gradient boosting. Its held-out predictions are those of the newest rows, by the trees grown on older ones. */
export const createBoostingLearner = (params: BoostingParams): RegressionLearner => ({
  name: 'boosting',
  params,
  fit(input, onProgress, isCancelled) {
    const { forest, link, heldOut } = trainBoosting(input, params, 'squared', onProgress, isCancelled);
    return createForestModel(
      'boosting',
      forest,
      { params: { ...params }, nRows: input.X.nRows, link },
      { outOfBag: () => heldOut }
    );
  },
  decode: (bytes) => decodeModelOf('boosting', bytes),
});
