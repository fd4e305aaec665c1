import { lazy } from 'react';

import type { Overview } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { trafficFinding } from './trafficFinding';
import { usePlotColours } from './usePlotColours';

const TrafficChart = lazy(() => import('./charts/TrafficChart'));

/** Views per site day against what the weekday usually brings. */
export const TrafficPlot = ({ traffic: days }: { traffic: Overview['traffic'] }) => {
  const { t } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  const finding = trafficFinding(days);
  // The running day would look like a fall; the card above says how it goes.
  const traffic = days.slice(0, -1);
  const share = format.percent(Math.abs(finding.share ?? 0));
  const title = t(`traffic.finding.${finding.direction}`, { share });
  const total = traffic.reduce((sum, { views }) => sum + views, 0);
  return (
    <PlotFrame
      title={title}
      height={320}
      alternative={t('traffic.alternative', { days: traffic.length, views: format.integer(total), finding: title })}
      table={{
        columns: [t('column.day'), t('column.views'), t('column.expected')],
        rows: [...traffic]
          .reverse()
          .map(({ day, views, expected }) => [
            format.day(day),
            format.integer(views),
            expected === null ? t('none') : format.integer(expected),
          ]),
      }}
    >
      <TrafficChart
        traffic={traffic}
        colours={colours}
        names={{ views: t('column.views'), expected: t('column.expected'), axis: t('axis.views-per-day') }}
        formatDay={format.day}
        formatViews={format.compact}
      />
    </PlotFrame>
  );
};
