import { lazy } from 'react';

import type { ReportDetails } from '../../../server/src/contracts/admin';
import { measured } from '../format/measured';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const TrendChart = lazy(() => import('./charts/TrendChart'));

/** Whether errors grow from week to week; an interval around none says that they don't. */
export const trendOf = (trend: ReportDetails['trend']): 'unknown' | 'steady' | 'growing' | 'falling' => {
  if (trend === null) return 'unknown';
  if (trend.low > 0) return 'growing';
  return trend.high < 0 ? 'falling' : 'steady';
};

/** Errors by the week in which articles were published, beside the simple guess. */
export const PeriodPlot = ({ periods, trend }: Pick<ReportDetails, 'periods' | 'trend'>) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const colours = usePlotColours();
  const title = t(`period-plot.${trendOf(trend)}`, { share: format.percent(Math.abs(trend?.value ?? 0)) });
  const day = (at: number) => format.day(new Date(at).toISOString().slice(0, 10));
  const error = (value: number) => format.decimal(value);
  return (
    <PlotFrame
      title={title}
      alternative={t('period-plot.alternative', { finding: title })}
      table={{
        columns: [t('column.week'), t('metric.rmse'), t('column.baseline'), t('column.articles')],
        rows: periods.map(({ from, rmse, guess, articles }) => [
          day(from),
          measured(rmse, error, text),
          format.decimal(guess),
          format.integer(articles),
        ]),
      }}
    >
      <TrendChart
        rows={periods.map(({ from, rmse, guess }) => ({ step: day(from), ...rmse, line: guess }))}
        colours={colours}
        names={{
          step: t('axis.week'),
          axis: t('axis.error'),
          value: t('baseline.model'),
          line: t('column.baseline'),
        }}
        format={error}
      />
    </PlotFrame>
  );
};
