import { CoreError } from '../errors';
import { decide, type LinearWeights } from './linear-weights';
import { applySigmoid, type Sigmoid } from './sigmoid';
import { createAnalyzers, type Token } from './tokenize';
import type { TextAlgorithm, TextModel } from './types';
import { termsOf, vectorizeOne } from './vectorize';

/** Everything a fitted text model is; the codec writes these and nothing else. */
export interface TextModelParts extends LinearWeights {
  readonly algorithm: TextAlgorithm;
  readonly classes: readonly string[];
  readonly ngramMax: number;
  /** (nTerms,) stems, pairs joined by a space. */
  readonly terms: readonly string[];
  /** (nTerms,) */
  readonly idf: Float32Array;
  /** (nClasses,) */
  readonly sigmoids: readonly Sigmoid[];
  /** (nClasses,) share of each class in training. */
  readonly priors: Float64Array;
}

export function createTextModel(parts: TextModelParts, encode: () => Uint8Array): TextModel {
  const { classes, ngramMax, terms, idf, weights, priors } = parts;
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  const analyze = createAnalyzers();
  const vector = (tokens: readonly Token[]) =>
    vectorizeOne(
      tokens.map(({ stem }) => stem),
      columnOf,
      idf,
      ngramMax
    );

  return {
    algorithm: parts.algorithm,
    classes,
    classify({ text, language }) {
      const x = vector(analyze(text, language));
      const probabilities = x.columns.length === 0 ? priors : toProbabilities(parts, decide(parts, x, 0));
      return classes
        .map((label, k) => ({ label, probability: probabilities[k]! }))
        .sort((a, b) => b.probability - a.probability);
    },
    topTerms({ text, language }, label, k) {
      const offset = classes.indexOf(label) * terms.length;
      if (offset < 0) {
        throw new CoreError('INVALID_VALUE', { name: 'label', expected: 'one of the model’s classes', got: label });
      }
      const tokens = analyze(text, language);
      const { columns, values } = vector(tokens);
      const written = writtenTerms(tokens, ngramMax);
      return Array.from(columns, (column, i) => ({
        term: written.get(terms[column]!) ?? terms[column]!,
        weight: values[i]! * weights[offset + column]!,
      }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, k);
    },
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

/** Term as counted -> as this text first writes it. */
function writtenTerms(tokens: readonly Token[], ngramMax: number): Map<string, string> {
  const stems = tokens.map(({ stem }) => stem);
  const words = tokens.map(({ written }) => written);
  const asWritten = termsOf(words, ngramMax);
  const pairs = termsOf(stems, ngramMax).map((term, i): [string, string] => [term, asWritten[i]!]);
  return new Map(pairs.reverse());
}
