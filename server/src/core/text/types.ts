import type { TextParams } from './params';

export const TEXT_ALGORITHMS = ['linear-svm', 'complement-nb'] as const;
export type TextAlgorithm = (typeof TEXT_ALGORITHMS)[number];

export interface TextDocument {
  readonly text: string;
  /** A locale such as `en` or `pt-BR`; the empty string where unknown. */
  readonly language: string;
}

export interface TextFitInput {
  /** Oldest first: calibration judges each part by what came before it. */
  readonly documents: readonly TextDocument[];
  /** (nDocuments,) one label each. */
  readonly labels: readonly string[];
}

export interface ClassProbability {
  readonly label: string;
  readonly probability: number;
}

export interface TermWeight {
  /** In lower case and otherwise as the text has it. */
  readonly term: string;
  /** What the term added to the label's decision; above 0. */
  readonly weight: number;
}

export interface TextModel {
  readonly algorithm: TextAlgorithm;
  /** In ascending order. */
  readonly classes: readonly string[];
  /** Every class, likeliest first; probabilities sum to 1. A text without a known term gets the training shares. */
  classify(document: TextDocument): ClassProbability[];
  /** The terms of this text that speak most for a label. @throws {CoreError} INVALID_VALUE for an unknown label. */
  topTerms(document: TextDocument, label: string, k: number): TermWeight[];
  /** The model as an artifact. @throws {CoreError} ARTIFACT_TOO_LARGE. */
  encode(): Uint8Array;
}

export interface TextLearner {
  readonly name: TextAlgorithm;
  readonly params: TextParams;
  /**
   * @throws {CoreError} NOT_ENOUGH_ROWS without documents, INVALID_SHAPE when labels don't match them, INVALID_VALUE for
   *   more than 65,535 classes, CANCELLED.
   */
  fit(input: TextFitInput, onProgress?: (done: number, total: number) => void, isCancelled?: () => boolean): TextModel;
}
