import { corrupt, decodeArtifact, encodeArtifact, expectArtifact, readArray } from '../../artifact';
import { decodeTextModel, type ClassProbability, type TermWeight, type TextDocument, type TextModel } from '../../text';
import type { JudgedRows } from '../out-of-fold';

export const TEXT_KINDS = ['topic', 'performance-text'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

const FORMAT_VERSION = 1;

/** A text classifier, when it keeps silent, and how it did on later data; one artifact of kind `topic` or `performance-text`. */
export interface TextBundle {
  readonly kind: TextKind;
  readonly model: TextModel;
  /** It answers only when its best class is at least this likely. */
  readonly abstainBelow: number;
  readonly judged: JudgedRows;
}

export interface TextAnswer {
  /** Every class, likeliest first; empty when it abstains. */
  readonly labels: readonly ClassProbability[];
  readonly abstained: boolean;
  /** Terms of the text that speak most for the first label. */
  readonly terms: readonly TermWeight[];
}

/** Classify one text, or keep silent. */
export function classifyText({ model, abstainBelow }: TextBundle, document: TextDocument, nTerms: number): TextAnswer {
  const labels = model.classify(document);
  const [best] = labels;
  if (!best || best.probability < abstainBelow) return { labels: [], abstained: true, terms: [] };
  return { labels, abstained: false, terms: model.topTerms(document, best.label, nTerms) };
}

/** @throws {CoreError} ARTIFACT_TOO_LARGE. */
export function encodeTextBundle({ kind, model, abstainBelow, judged }: TextBundle): Uint8Array {
  return encodeArtifact({
    kind,
    formatVersion: FORMAT_VERSION,
    meta: { abstainBelow, ids: judged.ids, articles: judged.articles },
    arrays: { model: model.encode(), loss: judged.loss, baselineLoss: judged.baselineLoss },
  });
}

/** @throws {CoreError} ARTIFACT_CORRUPT, also for the other kind; UNKNOWN_ARTIFACT_VERSION. */
export function decodeTextBundle(bytes: Uint8Array, kind: TextKind): TextBundle {
  const artifact = decodeArtifact(bytes);
  expectArtifact(artifact, kind, [FORMAT_VERSION]);
  const { abstainBelow, ids, articles } = artifact.meta;
  if (typeof abstainBelow !== 'number') throw corrupt('abstainBelow', typeof abstainBelow);
  if (!isStrings(ids) || !isStrings(articles) || ids.length !== articles.length) throw corrupt('judged ids', 'other');
  return {
    kind,
    model: decodeTextModel(readArray(artifact, 'model', 'u8')),
    abstainBelow,
    judged: {
      ids,
      articles,
      loss: readArray(artifact, 'loss', 'f64', ids.length),
      baselineLoss: readArray(artifact, 'baselineLoss', 'f64', ids.length),
    },
  };
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
