import { lazy } from 'react';

import type { AgeDetails } from '../../../server/src/contracts/admin';
import { measured } from '../format/measured';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { steps } from './steps';
import { usePlotColours } from './usePlotColours';

const IntervalChart = lazy(() => import('./charts/IntervalChart'));

const PROMISED = 0.9;

/** Ages whose ranges hold clearly more seldom than promised: the whole interval lies below. */
export const tooNarrow = (ages: readonly AgeDetails[]): AgeDetails[] =>
  ages.filter(({ reliability }) => reliability !== null && reliability.inside.high < PROMISED);

/** How often the 90 % ranges held, age by age. */
export const ReliabilityPlot = ({ ages }: { ages: readonly AgeDetails[] }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const colours = usePlotColours();
  const judged = ages.flatMap(({ ageHours, reliability }) => (reliability ? [{ ageHours, ...reliability }] : []));
  const narrow = tooNarrow(ages);
  const title =
    narrow.length === 0
      ? t('reliability.holds')
      : t('reliability.narrow', { ages: format.list(narrow.map(({ ageHours }) => format.age(ageHours))) });
  const ticks = steps([...judged.map(({ inside }) => inside.low), PROMISED, 1]);
  return (
    <PlotFrame
      title={title}
      height={320}
      alternative={t('reliability.alternative', { finding: title })}
      table={{
        columns: [
          t('column.age'),
          t('column.coverage'),
          t('column.below'),
          t('column.above'),
          t('column.width'),
          t('column.articles'),
        ],
        rows: judged.map(({ ageHours, inside, below, above, width, rows }) => [
          format.age(ageHours),
          measured(inside, format.percent, text),
          format.percent(below),
          format.percent(above),
          t('report.times', { factor: format.decimal(Math.exp(width), 1) }),
          format.integer(rows),
        ]),
      }}
    >
      <IntervalChart
        rows={judged.map(({ ageHours, inside }) => ({ name: format.age(ageHours), ...inside }))}
        reference={PROMISED}
        domain={[ticks[0] ?? 0, 1]}
        ticks={ticks.filter((tick) => tick <= 1)}
        colours={colours}
        names={{ value: t('axis.inside') }}
        format={format.percent}
      />
    </PlotFrame>
  );
};
