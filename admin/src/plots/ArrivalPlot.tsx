import { lazy } from 'react';

import type { ArrivingAnswer } from '../../../server/src/contracts/events-page';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { kindTotals, leadingKind } from './kindTotals';
import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const StackedChart = lazy(() => import('./charts/StackedChart'));

/** Accepted events by hour, each bar made up of their types. */
export const ArrivalPlot = ({ hours }: { hours: ArrivingAnswer['data']['hours'] }) => {
  const { t, named } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  const totals = kindTotals(hours.map(({ types }) => types));
  const nameOf = (type: string) => named('event', type, t('events.unknown-type'));
  const count = totals.reduce((sum, [, each]) => sum + each, 0);
  const leading = leadingKind(totals);
  const title = leading
    ? t('arriving.finding', {
        count,
        hours: hours.length,
        share: format.percent(leading.share),
        type: nameOf(leading.kind),
      })
    : t('arriving.count', { count, hours: hours.length });
  return (
    <PlotFrame
      title={title}
      height={300}
      headingLevel="h3"
      alternative={t('arriving.alternative', {
        finding: title,
        list: format.list(
          totals.map(([type, each]) => t('arriving.item', { type: nameOf(type), count: format.integer(each) }))
        ),
      })}
      table={{
        columns: [t('column.hour'), ...totals.map(([type]) => nameOf(type))],
        rows: [...hours]
          .reverse()
          .map(({ hour, types }) => [
            format.dateTime(hour),
            ...totals.map(([type]) => format.integer((types as Readonly<Record<string, number>>)[type] ?? 0)),
          ]),
      }}
    >
      <StackedChart
        stacks={hours.map(({ hour, types }) => ({ at: hour, counts: types }))}
        kinds={totals.map(([code]) => ({
          code,
          name: nameOf(code),
          colour: (colours.event as Readonly<Record<string, string>>)[code] ?? colours.expected,
        }))}
        colours={colours}
        axis={t('axis.events-per-hour')}
        formatAt={format.hour}
        formatCount={format.compact}
      />
    </PlotFrame>
  );
};
