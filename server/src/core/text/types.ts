import type { TextParams } from './params';

export const TEXT_ALGORITHMS = ['linear-svm', 'complement-nb'] as const;
export type TextAlgorithm = (typeof TEXT_ALGORITHMS)[number];

export interface TextDocument {
  readonly text: string;
  /** A locale such as `en` or `pt-BR`; the empty string where unknown. */
  readonly language: string;
}

/** Documents oldest first: calibration judges each part by what came before it. They are read once, one by one. */
export interface TextFitInput {
  readonly documents: Iterable<TextDocument>;
  /** (nDocuments,) one label each. */
  readonly labels: readonly string[];
}

/** As TextFitInput, with any number of labels each. */
export interface TagFitInput {
  readonly documents: Iterable<TextDocument>;
  /** (nDocuments,) the labels of each; the order within one and repetitions do not count. */
  readonly labels: readonly (readonly string[])[];
}

export interface ClassProbability {
  readonly label: string;
  readonly probability: number;
}

/** A label with how likely it is by itself, and whether that is enough to give it. */
export interface TagProbability extends ClassProbability {
  readonly given: boolean;
}

export interface TermWeight {
  /** In lower case and otherwise as the text has it. */
  readonly term: string;
  /** What the term added to the label's decision; above 0. */
  readonly weight: number;
}

interface FittedText {
  readonly algorithm: TextAlgorithm;
  /** In ascending order. */
  readonly classes: readonly string[];
  /** The terms of this text that speak most for a label. @throws {CoreError} INVALID_VALUE for an unknown label. */
  topTerms(document: TextDocument, label: string, k: number): TermWeight[];
  /** The model as an artifact. @throws {CoreError} ARTIFACT_TOO_LARGE. */
  encode(): Uint8Array;
}

/** One label per text. */
export interface TextModel extends FittedText {
  /** Every class, likeliest first; probabilities sum to 1. A text without a known term gets the training shares. */
  classify(document: TextDocument): ClassProbability[];
}

/** Several labels per text, each with its own threshold. */
export interface TagModel extends FittedText {
  /** (nLabels,) probability from which on each label is given. */
  readonly thresholds: Float64Array;
  /**
   * Every label, likeliest first, those that are given marked; none given is an abstention. A text without a known
   * term gets the training shares and no label.
   */
  tag(document: TextDocument): TagProbability[];
}

type Progress = (done: number, total: number) => void;

export interface TextLearner {
  readonly name: TextAlgorithm;
  readonly params: TextParams;
  /**
   * @throws {CoreError} NOT_ENOUGH_ROWS without documents, INVALID_SHAPE when labels don't match them, INVALID_VALUE for
   *   more than 65,535 classes, CANCELLED.
   */
  fit(input: TextFitInput, onProgress?: Progress, isCancelled?: () => boolean): TextModel;
  /** As fit, for several labels per text. @throws {CoreError} also INVALID_VALUE when no document has a label. */
  fitTags(input: TagFitInput, onProgress?: Progress, isCancelled?: () => boolean): TagModel;
}
