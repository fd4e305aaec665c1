import { classifyText, decodeTextBundle, textOf, TOP_QUARTER, type TextKind } from '../../core/evaluate';
import type { TaskContext } from '../context';
import { liveModel } from '../live-models';

/** Terms an answer names. */
const TERMS = 8;

export interface ClassifyPayload {
  readonly title: string;
  readonly text: string;
  /** A locale such as `en` or `pt-BR`; empty where unknown. */
  readonly language: string;
}

export interface ClassifyResult {
  readonly topic: {
    /** null when no topic classifier is live. */
    readonly modelVersion: string | null;
    readonly fallback: 'no-live-model' | 'model-unavailable' | null;
    /** Likeliest first; empty when it abstains. */
    readonly labels: { readonly label: string; readonly probability: number }[];
    readonly abstained: boolean;
    readonly terms: string[];
  };
  readonly performance: {
    readonly modelVersion: string | null;
    readonly fallback: 'no-live-model' | 'model-unavailable' | null;
    /** Probability of ending in the site's top quarter. */
    readonly topQuarter: number | null;
    readonly terms: string[];
  };
}

/** Which category a text fits, and whether it reads like the site's top quarter. */
export async function classifyTask(
  { title, text, language }: ClassifyPayload,
  { knex }: TaskContext
): Promise<ClassifyResult> {
  const document = { text: textOf({ title, text }), language };
  const answerOf = async (kind: TextKind) => {
    const { model, ...source } = await liveModel(knex, kind, (bytes) => decodeTextBundle(bytes, kind));
    return { source, model, answer: model === null ? null : classifyText(model, document, TERMS) };
  };
  const topic = await answerOf('topic');
  const performance = await answerOf('performance-text');
  const { modelVersion, fallback } = performance.source;
  return {
    topic: {
      modelVersion: topic.source.modelVersion,
      fallback: topic.source.fallback,
      labels: (topic.answer?.labels ?? []).map(({ label, probability }) => ({ label, probability })),
      abstained: topic.answer?.abstained ?? true,
      terms: (topic.answer?.terms ?? []).map(({ term }) => term),
    },
    performance: {
      modelVersion,
      fallback,
      topQuarter: performance.answer?.labels.find(({ label }) => label === TOP_QUARTER)?.probability ?? null,
      // What speaks for the top quarter, also where the text reads more like the others.
      terms:
        performance.model === null
          ? []
          : performance.model.model.topTerms(document, TOP_QUARTER, TERMS).map(({ term }) => term),
    },
  };
}
