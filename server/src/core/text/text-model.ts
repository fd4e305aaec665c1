import { createLinearText, type TextModelParts } from './linear-text';
import { applySigmoid } from './sigmoid';
import type { TextModel } from './types';

export function createTextModel(parts: TextModelParts, encode: () => Uint8Array): TextModel {
  const { algorithm, classes, priors } = parts;
  const { decide, topTerms } = createLinearText(parts);
  return {
    algorithm,
    classes,
    classify(document) {
      const decisions = decide(document);
      const probabilities = decisions ? toProbabilities(parts, decisions) : priors;
      // Where later texts could not tell the probabilities apart, the decisions may still.
      const order = [...classes.keys()].sort(
        (a, b) => probabilities[b]! - probabilities[a]! || (decisions ? decisions[b]! - decisions[a]! : 0)
      );
      return order.map((k) => ({ label: classes[k]!, probability: probabilities[k]! }));
    },
    topTerms,
    encode,
  };
}

/** Calibrated one class against the rest, then brought to a sum of 1. */
function toProbabilities({ sigmoids, priors }: TextModelParts, decisions: Float64Array): Float64Array {
  if (decisions.length === 1) return Float64Array.of(1);
  if (decisions.length === 2) {
    // The two decisions mirror each other: one sigmoid says both.
    const second = applySigmoid(sigmoids[1]!, decisions[1]!);
    return Float64Array.of(1 - second, second);
  }
  const each = decisions.map((decision, k) => applySigmoid(sigmoids[k]!, decision));
  const sum = each.reduce((total, p) => total + p, 0);
  return sum > 0 ? each.map((p) => p / sum) : priors;
}
