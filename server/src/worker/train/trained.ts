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
export function rankerHeadline({ overall, byAge }: RankerReport): Headline {
  // The best simple guess of each age, as promotion compares: no single one is best at every age.
  const ages = byAge.flatMap(({ rows, scores }) => {
    const errors = scores.flatMap(({ name, rmse }) => (name !== 'model' && rmse !== null ? [rmse] : []));
    return errors.length === 0 ? [] : [{ rows, squares: rows * Math.min(...errors) ** 2 }];
  });
  const rows = ages.reduce((sum, age) => sum + age.rows, 0);
  return {
    metric: 'rmse',
    model: overall.find(({ name }) => name === 'model')?.rmse ?? null,
    baseline: rows === 0 ? null : Math.sqrt(ages.reduce((sum, { squares }) => sum + squares, 0) / rows),
    better: 'lower',
  };
}

export function textHeadline(kind: 'topic' | 'performance-text', { macroF1, auc, baseline }: TextReport): Headline {
  if (kind === 'topic') return { metric: 'macroF1', model: macroF1, baseline: baseline.macroF1, better: 'higher' };
  return { metric: 'auc', model: auc, baseline: baseline.auc, better: 'higher' };
}
