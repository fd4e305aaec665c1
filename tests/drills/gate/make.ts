import { evaluateRanker, type RankerEvaluation } from '../../../server/src/core/evaluate/evaluate-ranker';
import type { RankerModel } from '../../../server/src/core/evaluate/ranker-model';
import type { RankerOptions } from '../../../server/src/core/evaluate/ranker-options';
import { fitRanker } from '../../../server/src/core/evaluate/train-ranker';
import type { SiteHistory } from '../../../server/src/core/features/types';
import type { GrowTrees } from '../../../server/src/core/forest';

/** Fewer than the product's hundred: that only makes two forests of one recipe less alike. */
const TREES = 20;

/** What was judged, and the model that was fitted on everything afterwards. */
export interface Made {
  readonly options: RankerOptions;
  readonly evaluation: RankerEvaluation;
  readonly model: RankerModel;
}

export interface Recipe {
  readonly asOf: number;
  readonly seed: number;
  readonly minSamplesLeaf?: number;
  readonly growTrees?: GrowTrees;
}

export function make(history: SiteHistory, { asOf, seed, minSamplesLeaf = 5, growTrees }: Recipe): Made {
  const params = { nEstimators: TREES, minSamplesLeaf, maxFeatures: 0.4, seed };
  const options: RankerOptions = {
    asOf,
    ageHours: [0, 1, 6, 24, 72],
    learner: { name: 'forest', params, ...(growTrees ? { growTrees } : {}) },
  };
  const evaluation = evaluateRanker(history, options);
  return { options, evaluation, model: fitRanker(history, evaluation, options) };
}
