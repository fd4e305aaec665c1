import { lazy } from 'react';

import type { RankerReport } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const OutcomeChart = lazy(() => import('./charts/OutcomeChart'));

/** Share of articles whose views came within half and twice of what was expected. */
export const withinFactorTwo = (points: RankerReport['points']): number =>
  points.filter(({ expected, actual }) => {
    const ratio = (actual + 1) / (expected + 1);
    return ratio >= 0.5 && ratio <= 2;
  }).length / Math.max(1, points.length);

interface OutcomePlotProps {
  readonly points: RankerReport['points'];
  readonly headingLevel?: 'h2' | 'h3';
}

/** What was expected before publishing against what came, one point per later article. */
export const OutcomePlot = ({ points, headingLevel = 'h3' }: OutcomePlotProps) => {
  const { t } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  const title = t('outcome.finding', { share: format.percent(withinFactorTwo(points)), count: points.length });
  return (
    <PlotFrame
      title={title}
      headingLevel={headingLevel}
      height={320}
      alternative={t('outcome.alternative', { finding: title })}
      table={{
        columns: [t('column.article'), t('column.expected'), t('column.actual')],
        rows: points.map(({ title: name, expected, actual }) => [
          name,
          format.integer(expected),
          format.integer(actual),
        ]),
      }}
    >
      <OutcomeChart
        points={points}
        colours={colours}
        names={{ expected: t('axis.expected-views'), actual: t('axis.actual-views'), article: t('column.article') }}
        formatViews={format.compact}
      />
    </PlotFrame>
  );
};
