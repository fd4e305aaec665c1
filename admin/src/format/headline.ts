import type { ModelKind, ModelSummary } from '../../../server/src/contracts/admin';
import type { Text } from '../text/useText';

import type { Format } from './useFormat';

/** Differences below this share are no difference worth a word. */
const SAME = 0.01;

/** How much better a version is than the simple guess, in words; null when there is nothing to compare. */
export const headlineSentence = (
  kind: ModelKind,
  headline: ModelSummary['headline'],
  { t }: Text,
  format: Format
): string | null => {
  if (!headline || headline.model === null || headline.baseline === null) return null;
  const { metric, model, baseline } = headline;
  if (metric === 'rmse') {
    if (baseline <= 0) return null;
    const gain = 1 - model / baseline;
    if (Math.abs(gain) < SAME) return t('headline.rmse.same');
    return t(gain > 0 ? 'headline.rmse.better' : 'headline.rmse.worse', { share: format.percent(Math.abs(gain)) });
  }
  if (metric === 'auc') return t('headline.auc', { model: format.percent(model), baseline: format.percent(baseline) });
  if (metric === 'spearman') {
    return t('headline.spearman', { model: format.decimal(model), baseline: format.decimal(baseline) });
  }
  return t(kind === 'topic' ? 'headline.macroF1.topic' : 'headline.macroF1.performance-text', {
    model: format.decimal(model),
    baseline: format.decimal(baseline),
  });
};
