import { lazy } from 'react';

import type { Contest } from '../../../server/src/contracts/admin';
import { contestVerdict } from '../format/contestVerdict';
import { measured } from '../format/measured';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame, type PlotTable } from './PlotFrame';
import { steps } from './steps';
import { usePlotColours } from './usePlotColours';

const IntervalChart = lazy(() => import('./charts/IntervalChart'));

interface ContestPlotProps {
  readonly title: string;
  readonly alternative: string;
  readonly rows: readonly { readonly name: string; readonly contest: Contest }[];
  readonly names: { readonly row: string; readonly model: string; readonly guess: string; readonly axis: string };
}

/** By how much the first's errors differ from the second's, row by row; left of the line it is ahead. */
export const ContestPlot = ({ title, alternative, rows, names }: ContestPlotProps) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const colours = usePlotColours();
  const judged = rows.flatMap(({ name, contest }) => {
    const verdict = contestVerdict(contest);
    return verdict ? [{ name, ...verdict.share }] : [];
  });
  const error = (value: number) => format.decimal(value);
  const table: PlotTable = {
    columns: [names.row, names.model, names.guess, t('column.difference'), t('column.articles')],
    rows: rows.map(({ name, contest: { model, guess, difference, articles } }) => [
      name,
      measured(model.rmse, error, text),
      measured(guess.rmse, error, text),
      measured(difference.rmse, error, text),
      format.integer(articles),
    ]),
  };
  const ticks = steps([0, ...judged.flatMap(({ low, high }) => [low, high])]);
  return (
    <PlotFrame title={title} alternative={alternative} table={table} height={80 + judged.length * 34}>
      <IntervalChart
        rows={judged}
        reference={0}
        domain={[ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1]}
        ticks={ticks}
        colours={colours}
        names={{ value: names.axis }}
        format={format.percent}
      />
    </PlotFrame>
  );
};
