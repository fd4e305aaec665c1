import { corrupt, decodeArtifact, encodeArtifact, expectArtifact, readArray } from '../artifact';
import { createTextModel, type TextModelParts } from './text-model';
import { TEXT_ALGORITHMS, type TextModel } from './types';

const KIND = 'text-classifier';
const FORMAT_VERSION = 1;

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeTextModel(parts: TextModelParts): Uint8Array {
  const { algorithm, classes, ngramMax, terms, idf, weights, bias, sigmoids, priors } = parts;
  return encodeArtifact({
    kind: KIND,
    formatVersion: FORMAT_VERSION,
    meta: { algorithm, classes, ngramMax },
    arrays: {
      // Tokens never hold a line break.
      terms: new TextEncoder().encode(terms.join('\n')),
      idf,
      weights,
      bias,
      sigmoids: Float64Array.from(sigmoids.flatMap(({ slope, offset }) => [slope, offset])),
      priors,
    },
  });
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeTextModel(bytes: Uint8Array): TextModel {
  const artifact = decodeArtifact(bytes);
  expectArtifact(artifact, KIND, [FORMAT_VERSION]);
  const { ngramMax, classes } = artifact.meta;
  const algorithm = TEXT_ALGORITHMS.find((name) => name === artifact.meta.algorithm);
  if (!algorithm || !isStrings(classes) || (ngramMax !== 1 && ngramMax !== 2)) {
    throw corrupt('algorithm, classes and ngramMax', JSON.stringify(artifact.meta).slice(0, 200));
  }

  const idf = readArray(artifact, 'idf', 'f32');
  const joined = new TextDecoder().decode(readArray(artifact, 'terms', 'u8'));
  const terms = joined === '' ? [] : joined.split('\n');
  if (terms.length !== idf.length) throw corrupt(`${idf.length} terms`, `${terms.length}`);
  const nClasses = classes.length;
  const flat = readArray(artifact, 'sigmoids', 'f64', 2 * nClasses);
  const parts: TextModelParts = {
    algorithm,
    classes,
    ngramMax,
    terms,
    idf,
    weights: readArray(artifact, 'weights', 'f32', nClasses * terms.length),
    bias: readArray(artifact, 'bias', 'f32', nClasses),
    sigmoids: classes.map((_, k) => ({ slope: flat[2 * k]!, offset: flat[2 * k + 1]! })),
    priors: readArray(artifact, 'priors', 'f64', nClasses),
  };
  return createTextModel(parts, () => encodeTextModel(parts));
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
