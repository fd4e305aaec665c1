import { createLinearText, type TextModelParts } from './linear-text';
import { applySigmoid } from './sigmoid';
import type { TagModel } from './types';

export interface TagModelParts extends TextModelParts {
  /** (nLabels,) probability from which on each label is given. */
  readonly thresholds: Float64Array;
}

export function createTagModel(parts: TagModelParts, encode: () => Uint8Array): TagModel {
  const { algorithm, classes, priors, sigmoids, thresholds } = parts;
  const { decide, topTerms } = createLinearText(parts);
  return {
    algorithm,
    classes,
    thresholds,
    tag(document) {
      const decisions = decide(document);
      return classes
        .map((label, k) => {
          const probability = decisions ? applySigmoid(sigmoids[k]!, decisions[k]!) : priors[k]!;
          return { label, probability, given: decisions !== undefined && probability >= thresholds[k]! };
        })
        .sort((a, b) => b.probability - a.probability);
    },
    topTerms,
    encode,
  };
}
