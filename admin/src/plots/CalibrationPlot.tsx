import { lazy } from 'react';

import type { AgeDetails } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const CalibrationChart = lazy(() => import('./charts/CalibrationChart'));

type Bins = AgeDetails['bins'];

/** Bins whose whole interval lies on one side of what was expected: too little was promised, or too much. */
export const biasOf = (bins: Bins): { low: number; high: number } => ({
  low: bins.filter(({ predicted, actual }) => actual.low > predicted).length,
  high: bins.filter(({ predicted, actual }) => actual.high < predicted).length,
});

const viewsOf = (log: number) => Math.max(1, Math.expm1(log));

/** Expected against actual in tenths of the articles: does "about 500" mean about 500? */
export const CalibrationPlot = ({ bins, age }: { bins: Bins; age: string }) => {
  const { t } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  const { low, high } = biasOf(bins);
  const finding = low === 0 && high === 0 ? 'even' : low > 0 && high > 0 ? 'both' : low > 0 ? 'low' : 'high';
  const title = t(`calibration.${finding}`, { age, count: bins.length, off: low + high });
  const shown = bins.map(({ predicted, actual, rows }) => ({
    rows,
    expected: viewsOf(predicted),
    actual: viewsOf(actual.value),
    low: viewsOf(actual.low),
    high: viewsOf(actual.high),
  }));
  return (
    <PlotFrame
      title={title}
      height={320}
      alternative={t('calibration.alternative', { finding: title })}
      table={{
        columns: [t('column.expected'), t('column.actual'), t('column.range'), t('column.articles')],
        rows: shown.map((bin) => [
          format.integer(bin.expected),
          format.integer(bin.actual),
          format.viewRange(bin.low, bin.high),
          format.integer(bin.rows),
        ]),
      }}
    >
      <CalibrationChart
        bins={shown}
        colours={colours}
        names={{ expected: t('axis.expected-views'), actual: t('axis.actual-views') }}
        formatViews={format.compact}
      />
    </PlotFrame>
  );
};
