import { CoreError } from '../errors';
import { decide, type LinearWeights } from './linear-weights';
import type { Sigmoid } from './sigmoid';
import { createAnalyzers, type Token } from './tokenize';
import type { TermWeight, TextAlgorithm, TextDocument } from './types';
import { termsOf } from './vectorize';
import { createVectorizer } from './vectorizer';

/** What every fitted text model is made of; the codec writes these and nothing else. */
export interface TextModelParts extends LinearWeights {
  readonly algorithm: TextAlgorithm;
  readonly classes: readonly string[];
  readonly ngramMax: number;
  /** (nTerms,) stems, pairs joined by a space. */
  readonly terms: readonly string[];
  /** (nTerms,) */
  readonly idf: Float32Array;
  /** (nLabels,) */
  readonly sigmoids: readonly Sigmoid[];
  /** (nLabels,) share of each label in training. */
  readonly priors: Float64Array;
}

export interface LinearText {
  /** (nLabels,) decisions about a text, overwritten by the next call; undefined when it has no known term. */
  decide(document: TextDocument): Float64Array | undefined;
  /** See TextModel. */
  topTerms(document: TextDocument, label: string, k: number): TermWeight[];
}

/** What models of one and of several labels have in common. Holds the stems of words it has seen. */
export function createLinearText(parts: TextModelParts): LinearText {
  const { classes, ngramMax, terms, idf, weights } = parts;
  const vectorizer = createVectorizer(terms, idf);
  const analyze = createAnalyzers();
  const rowOf = (tokens: readonly Token[]) => vectorizer.ofWords(tokens.map(({ stem }) => stem));
  const decisions = new Float64Array(classes.length);

  return {
    decide({ text, language }) {
      const row = rowOf(analyze(text, language));
      return row.end === 0 ? undefined : decide(parts, row, decisions);
    },
    topTerms({ text, language }, label, k) {
      const number = classes.indexOf(label);
      if (number < 0) {
        throw new CoreError('INVALID_VALUE', { name: 'label', expected: 'one of the model’s classes', got: label });
      }
      const tokens = analyze(text, language);
      const { columns, values, end } = rowOf(tokens);
      const written = writtenTerms(tokens, ngramMax);
      return Array.from(columns.subarray(0, end), (column, i) => ({
        term: written.get(terms[column]!) ?? terms[column]!,
        weight: values[i]! * weights[column * classes.length + number]!,
      }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, k);
    },
  };
}

/** Term as counted -> as this text first writes it. */
function writtenTerms(tokens: readonly Token[], ngramMax: number): Map<string, string> {
  const stems = tokens.map(({ stem }) => stem);
  const words = tokens.map(({ written }) => written);
  const asWritten = termsOf(words, ngramMax);
  const pairs = termsOf(stems, ngramMax).map((term, i): [string, string] => [term, asWritten[i]!]);
  return new Map(pairs.reverse());
}
