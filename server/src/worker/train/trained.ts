import type { RankerReport, TextReport } from '../../core/evaluate/report';
import type { Decision, Headline, ModelMetrics } from '../../repositories/model-versions';

/** What a training brings back: everything the registry keeps of a version, and what its gate says. */
export interface Trained {
  readonly artifact: Uint8Array;
  readonly algorithm: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly recipeHash: string;
  readonly metrics: ModelMetrics;
  readonly lineage: Readonly<Record<string, unknown>>;
  readonly asOf: number;
  readonly rows: number;
  readonly promote: boolean;
  readonly decision: Decision;
}

/** The model against the simple guess that did best on the same later articles. */
export function rankerHeadline({ overall }: RankerReport): Headline {
  const errors = overall
    .filter(({ name, rmse }) => name !== 'model' && rmse !== null)
    .map(({ rmse }) => rmse as number);
  return {
    metric: 'rmse',
    model: overall.find(({ name }) => name === 'model')?.rmse ?? null,
    baseline: errors.length === 0 ? null : Math.min(...errors),
    better: 'lower',
  };
}

export function textHeadline(kind: 'topic' | 'performance-text', { macroF1, auc, baseline }: TextReport): Headline {
  if (kind === 'topic') return { metric: 'macroF1', model: macroF1, baseline: baseline.macroF1, better: 'higher' };
  return { metric: 'auc', model: auc, baseline: baseline.auc, better: 'higher' };
}
