import { lazy } from 'react';

import type { RankerReport } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { featureName } from '../text/featureName';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const ImportanceChart = lazy(() => import('./charts/ImportanceChart'));

const SHOWN = 12;

/** What the model leans on, strongest first. The table holds all of it. */
export const ImportancePlot = ({ importance }: { importance: RankerReport['importance'] }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const colours = usePlotColours();
  const rows = importance.map(({ feature, share }) => ({ name: featureName(feature, text), share }));
  const shown = rows.slice(0, SHOWN);
  const title = t('importance.finding', { first: shown[0]?.name ?? t('none'), share: format.percent(shown[0]?.share) });
  return (
    <PlotFrame
      title={title}
      height={Math.max(160, 40 + shown.length * 28)}
      alternative={t('importance.alternative', {
        list: format.list(shown.map(({ name, share }) => t('importance.item', { name, share: format.percent(share) }))),
      })}
      table={{
        columns: [t('column.feature'), t('column.share')],
        rows: rows.map(({ name, share }) => [name, format.percent(share)]),
      }}
    >
      <ImportanceChart
        rows={shown}
        colours={colours}
        names={{ share: t('axis.importance') }}
        formatShare={(share) => format.percent(share)}
      />
    </PlotFrame>
  );
};
