import {
  corrupt,
  decodeArtifact,
  encodeArtifact,
  expectArtifact,
  readArray,
  type Artifact,
  type TypedArray,
} from '../artifact';
import type { TextModelParts } from './linear-text';
import { createTagModel, type TagModelParts } from './tag-model';
import { createTextModel } from './text-model';
import { TEXT_ALGORITHMS, type TagModel, type TextModel } from './types';

/**
 * `text-classifier`: one label per text. Format 1 had its weights by class (nClasses × nTerms) and three arrays of what
 * is known of a class; format 2 has them by term, and one.
 * `text-tagger`: several labels per text; format 1 is the classifier's format 2 and thresholds.
 */
const CLASSIFIER = 'text-classifier';
const CLASSIFIER_FORMATS = [1, 2];
const TAGGER = 'text-tagger';
const TAGGER_FORMAT = 1;

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeTextModel(parts: TextModelParts): Uint8Array {
  const { sigmoids, priors } = parts;
  const perLabel = sigmoids.flatMap(({ slope, offset }, k) => [slope, offset, priors[k]!]);
  return encodeArtifact({ kind: CLASSIFIER, formatVersion: 2, ...contentOf(parts, perLabel) });
}

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeTagModel(parts: TagModelParts): Uint8Array {
  const { sigmoids, priors, thresholds } = parts;
  const perLabel = sigmoids.flatMap(({ slope, offset }, k) => [slope, offset, priors[k]!, thresholds[k]!]);
  return encodeArtifact({ kind: TAGGER, formatVersion: TAGGER_FORMAT, ...contentOf(parts, perLabel) });
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeTextModel(bytes: Uint8Array): TextModel {
  const artifact = decodeArtifact(bytes);
  expectArtifact(artifact, CLASSIFIER, CLASSIFIER_FORMATS);
  const common = readCommon(artifact);
  const nClasses = common.classes.length;
  const parts =
    artifact.formatVersion === 1 ? { ...common, ...formatOne(artifact, common) } : withLabels(artifact, common, 3);
  const share = parts.priors.reduce((sum, prior) => sum + prior, 0);
  if (Math.abs(share - 1) > 1e-6) throw corrupt(`shares of ${nClasses} classes that sum to 1`, `${share}`);
  return createTextModel(parts, () => encodeTextModel(parts));
}

/** @throws {CoreError} ARTIFACT_CORRUPT, UNKNOWN_ARTIFACT_VERSION, ARTIFACT_TOO_LARGE. */
export function decodeTagModel(bytes: Uint8Array): TagModel {
  const artifact = decodeArtifact(bytes);
  expectArtifact(artifact, TAGGER, [TAGGER_FORMAT]);
  const common = readCommon(artifact);
  const perLabel = perLabelOf(artifact, common.classes.length, 4);
  const thresholds = Float64Array.from(common.classes, (_, k) => perLabel[4 * k + 3]!);
  if (!thresholds.every(isShare)) throw corrupt('thresholds between 0 and 1', 'others');
  const parts: TagModelParts = { ...withLabels(artifact, common, 4), thresholds };
  return createTagModel(parts, () => encodeTagModel(parts));
}

function contentOf(parts: TextModelParts, perLabel: readonly number[]): Pick<Artifact, 'meta' | 'arrays'> {
  const { algorithm, classes, ngramMax, terms, idf, weights, bias } = parts;
  return {
    meta: { algorithm, classes, ngramMax },
    arrays: {
      // Tokens never hold a line break.
      terms: new TextEncoder().encode(terms.join('\n')),
      idf,
      weights,
      bias,
      perLabel: Float64Array.from(perLabel),
    },
  };
}

type Common = Omit<TextModelParts, 'sigmoids' | 'priors'>;

function readCommon(artifact: Artifact): Common {
  const { ngramMax, classes } = artifact.meta;
  const algorithm = TEXT_ALGORITHMS.find((name) => name === artifact.meta.algorithm);
  if (!algorithm || !isStrings(classes) || (ngramMax !== 1 && ngramMax !== 2)) {
    throw corrupt('algorithm, classes and ngramMax', JSON.stringify(artifact.meta).slice(0, 200));
  }
  const idf = finite(readArray(artifact, 'idf', 'f32'), 'idf');
  const joined = new TextDecoder().decode(readArray(artifact, 'terms', 'u8'));
  const terms = joined === '' ? [] : joined.split('\n');
  if (terms.length !== idf.length) throw corrupt(`${idf.length} terms`, `${terms.length}`);
  if (new Set(terms).size !== terms.length) throw corrupt('different terms', 'repeated ones');
  if (!idf.every((value) => value >= LEAST_IDF)) throw corrupt('inverse document frequencies of 1 and more', 'less');
  return {
    algorithm,
    classes,
    ngramMax,
    terms,
    idf,
    weights: finite(readArray(artifact, 'weights', 'f32', classes.length * terms.length), 'weights'),
    bias: finite(readArray(artifact, 'bias', 'f32', classes.length), 'bias'),
  };
}

/** ln((1 + n) / (1 + df)) + 1 with df at most n, rounded to float32. */
const LEAST_IDF = 1 - 1e-6;

const perLabelOf = (artifact: Artifact, nLabels: number, width: number) =>
  finite(readArray(artifact, 'perLabel', 'f64', width * nLabels), 'perLabel');

function withLabels(artifact: Artifact, common: Common, width: number): TextModelParts {
  const perLabel = perLabelOf(artifact, common.classes.length, width);
  const sigmoids = common.classes.map((_, k) => ({ slope: perLabel[width * k]!, offset: perLabel[width * k + 1]! }));
  const priors = Float64Array.from(common.classes, (_, k) => perLabel[width * k + 2]!);
  return checked({ ...common, sigmoids, priors });
}

function formatOne(artifact: Artifact, { classes, terms, weights }: Common) {
  const nClasses = classes.length;
  const flat = finite(readArray(artifact, 'sigmoids', 'f64', 2 * nClasses), 'sigmoids');
  const byTerm = new Float32Array(weights.length);
  for (let k = 0; k < nClasses; k++) {
    for (let j = 0; j < terms.length; j++) byTerm[j * nClasses + k] = weights[k * terms.length + j]!;
  }
  return checked({
    weights: byTerm,
    sigmoids: classes.map((_, k) => ({ slope: flat[2 * k]!, offset: flat[2 * k + 1]! })),
    priors: finite(readArray(artifact, 'priors', 'f64', nClasses), 'priors'),
  });
}

function checked<T extends Pick<TextModelParts, 'sigmoids' | 'priors'>>(parts: T): T {
  if (!parts.priors.every(isShare)) throw corrupt('shares between 0 and 1', 'others');
  if (!parts.sigmoids.every(({ slope }) => slope <= 0)) throw corrupt('slopes of at most 0', 'others');
  return parts;
}

function finite<T extends TypedArray>(array: T, name: string): T {
  for (const value of array) if (!Number.isFinite(value)) throw corrupt(`numbers in ${name}`, String(value));
  return array;
}

const isShare = (value: number) => value >= 0 && value <= 1;

/** Different strings in ascending order, one at least. */
const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item, k) => typeof item === 'string' && (k === 0 || value[k - 1] < item));
