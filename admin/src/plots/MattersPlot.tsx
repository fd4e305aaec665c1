import { lazy } from 'react';

import type { ReasonImportance } from '../../../server/src/contracts/admin';
import { measured } from '../format/measured';
import { useFormat } from '../format/useFormat';
import { featureName } from '../text/featureName';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { steps } from './steps';
import { usePlotColours } from './usePlotColours';

const IntervalChart = lazy(() => import('./charts/IntervalChart'));

const SHOWN = 12;

/** By how much errors grow without each thing it knows, strongest first. The table holds all of it. */
export const MattersPlot = ({ importance }: { importance: readonly ReasonImportance[] }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const colours = usePlotColours();
  const share = (value: number) => format.percent(value, 1);
  const rows = importance.map(({ feature, growth }) => ({ name: featureName(feature, text), growth }));
  const shown = rows.slice(0, SHOWN);
  const [first] = shown;
  const title = first
    ? t('matters.finding', { first: first.name, share: share(first.growth.value) })
    : t('matters.nothing');
  const ticks = steps([0, ...shown.flatMap(({ growth }) => [growth.low, growth.high])]);
  return (
    <PlotFrame
      title={title}
      height={64 + shown.length * 30}
      alternative={t('matters.alternative', {
        list: format.list(shown.map(({ name, growth }) => t('importance.item', { name, share: share(growth.value) }))),
      })}
      table={{
        columns: [t('column.feature'), t('column.growth')],
        rows: rows.map(({ name, growth }) => [name, measured(growth, share, text)]),
      }}
    >
      <IntervalChart
        rows={shown.map(({ name, growth }) => ({ name, ...growth }))}
        reference={0}
        domain={[ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1]}
        ticks={ticks}
        colours={colours}
        names={{ value: t('axis.growth') }}
        format={share}
      />
    </PlotFrame>
  );
};
