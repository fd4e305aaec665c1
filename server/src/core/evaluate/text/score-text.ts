import { accuracy, auc, f1, logLoss } from '../../metrics';
import type { ClassProbability } from '../../text';
import { TOP_QUARTER } from './examples';

export interface TextScore {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly logLoss: number;
  /** Only where `TOP_QUARTER` is a class; null with one class only in the truth. */
  readonly auc: number | null;
  /** (n,) multi-class Brier score of each document, 0..2. */
  readonly brier: Float64Array;
}

/** Judge answers (likeliest class first) against the truth, (n,) and (n,). @throws {CoreError} INVALID_SHAPE. */
export function scoreText(truth: readonly string[], answers: readonly (readonly ClassProbability[])[]): TextScore {
  const guesses = answers.map(([best]) => best?.label ?? '');
  const given = (i: number, label: string) => answers[i]!.find((each) => each.label === label)?.probability ?? 0;
  const positive = truth.map((label) => label === TOP_QUARTER);
  const area = auc(
    positive,
    truth.map((_, i) => given(i, TOP_QUARTER))
  );
  return {
    accuracy: accuracy(truth, guesses),
    macroF1: f1(asSets(truth), asSets(guesses), [...new Set(truth)]).macro,
    logLoss: logLoss(
      truth.map(() => true),
      truth.map((label, i) => given(i, label))
    ),
    auc: Number.isNaN(area) ? null : area,
    brier: Float64Array.from(truth, (label, i) => brierOf(label, answers[i]!)),
  };
}

/** F1 of one class against all others. */
export function classF1(truth: readonly string[], guesses: readonly string[], label: string): number {
  return f1(asSets(truth), asSets(guesses), [label]).macro;
}

/** Σ over classes of (probability - truth)²; a class the model does not know costs its 1. */
function brierOf(truth: string, answer: readonly ClassProbability[]): number {
  const known = answer.some(({ label }) => label === truth);
  const sum = answer.reduce(
    (total, { label, probability }) => total + (probability - (label === truth ? 1 : 0)) ** 2,
    0
  );
  return known ? sum : sum + 1;
}

const asSets = (labels: readonly string[]) => labels.map((label) => [label]);
