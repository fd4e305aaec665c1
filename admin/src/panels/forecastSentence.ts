import { useMemo } from 'react';

import type { Panel } from '../../../server/src/contracts/admin';
import { useFormat, type Format } from '../format/useFormat';
import { useText, type Text } from '../text/useText';

export interface ForecastSentence {
  readonly main: string;
  readonly detail: string | null;
}

type Said = Pick<Panel, 'state' | 'forecast' | 'source' | 'missingLabels'>;

/** In how many of ten articles this one does better: never ten and never none, nothing is that sure. */
export const betterThan = (percentile: number): number => Math.min(9, Math.max(1, Math.round(percentile * 10)));

/**
 * What an editor reads first. One sentence says what to expect, in views and beside the site's other articles; when
 * it is too early to say, that is the sentence.
 */
export const forecastSentence = (panel: Said, text: Text, format: Format): ForecastSentence => {
  const { t } = text;
  const missing = panel.missingLabels ?? 0;
  if (!panel.forecast) {
    if (missing > 0) return { main: t('panel.too-early', { missing }), detail: t('panel.too-early.detail') };
    return { main: text.named('fallback', panel.source.fallback ?? 'none', t('panel.not-ready')), detail: null };
  }
  const main =
    panel.state === 'published' ? published(panel.forecast, text, format) : draft(panel.forecast, text, format);
  if (missing > 0) return { main, detail: t('panel.rough', { missing }) };
  if (panel.source.fallback)
    return { main, detail: text.named('fallback', panel.source.fallback, t('panel.not-ready')) };
  return { main, detail: null };
};

type Forecast = NonNullable<Panel['forecast']>;

const draft = ({ percentile, interval, horizonDays }: Forecast, { t }: Text, format: Format): string => {
  const range = format.viewRange(interval.low, interval.high);
  const horizon = t('horizon', { days: horizonDays });
  if (percentile === null) return t('panel.draft.range', { range, horizon });
  const better = betterThan(percentile);
  if (better === 5) return t('panel.draft.usual', { range, horizon });
  return better > 5
    ? t('panel.draft.better', { count: better, range, horizon })
    : t('panel.draft.worse', { count: 10 - better, range, horizon });
};

const published = (forecast: Forecast, { t }: Text, format: Format): string => {
  const { ageHours, horizonDays, viewsSoFar, interval, percentile } = forecast;
  const horizon = t('horizon', { days: horizonDays });
  const views = Math.round(viewsSoFar);
  if (ageHours >= horizonDays * 24) {
    if (percentile === null) return t('panel.closed', { views, horizon });
    const better = betterThan(percentile);
    return better >= 5
      ? t('panel.closed.better', { views, horizon, count: better })
      : t('panel.closed.worse', { views, horizon, count: 10 - better });
  }
  return t('panel.open', {
    views,
    age: format.age(ageHours),
    range: format.viewRange(interval.low, interval.high),
    horizon,
  });
};

export const useForecastSentence = (panel: Said): ForecastSentence => {
  const text = useText();
  const format = useFormat();
  return useMemo(() => forecastSentence(panel, text, format), [panel, text, format]);
};
