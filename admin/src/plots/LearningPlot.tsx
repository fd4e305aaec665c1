import { lazy } from 'react';

import type { LearningCurve } from '../../../server/src/contracts/admin';
import { measured } from '../format/measured';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const TrendChart = lazy(() => import('./charts/TrendChart'));

/** Error by the number of articles learned from. */
export const LearningPlot = ({ curve }: { curve: LearningCurve }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const colours = usePlotColours();
  const error = (value: number) => format.decimal(value);
  const gained = Math.max(0, curve.gain.value);
  // Nothing is said to fall by 0 %.
  const stayed = curve.verdict === 'hardly' && Math.round(100 * gained) === 0;
  const title = stayed
    ? t('learning.hardly-at-all')
    : t(`learning.${curve.verdict}`, { share: format.percent(gained) });
  return (
    <PlotFrame
      title={title}
      height={320}
      alternative={t('learning.alternative', { finding: title })}
      table={{
        columns: [t('column.learned-from'), t('metric.rmse'), t('column.fitted')],
        rows: curve.points.map(({ articles, rmse, fitted }) => [
          format.integer(articles),
          measured(rmse, error, text),
          format.decimal(fitted),
        ]),
      }}
    >
      <TrendChart
        rows={curve.points.map(({ articles, rmse, fitted }) => ({
          step: format.integer(articles),
          ...rmse,
          line: fitted,
        }))}
        colours={colours}
        names={{
          step: t('axis.learned-from'),
          axis: t('axis.error'),
          value: t('learning.measured'),
          line: t('learning.fitted'),
        }}
        format={error}
      />
    </PlotFrame>
  );
};
