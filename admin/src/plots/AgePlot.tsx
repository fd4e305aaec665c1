import { lazy } from 'react';

import type { RankerReport, RankerScore } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { PlotFrame } from './PlotFrame';
import { usePlotColours } from './usePlotColours';

const AgeChart = lazy(() => import('./charts/AgeChart'));

export const scorerNames = (byAge: RankerReport['byAge']): RankerScore['name'][] => {
  const names = new Set(byAge.flatMap(({ scores }) => scores.map(({ name }) => name)));
  return [...names];
};

export const scoreOf = (scores: readonly RankerScore[], name: RankerScore['name']): number | null =>
  scores.find((score) => score.name === name)?.rmse ?? null;

/** The age at which the model is furthest ahead of its best baseline, as a share of that baseline's error. */
export const bestLead = (byAge: RankerReport['byAge']): { ageHours: number; share: number } | null => {
  const leads = byAge.flatMap(({ ageHours, scores }) => {
    const model = scoreOf(scores, 'model');
    const others = scores.flatMap(({ name, rmse }) => (name !== 'model' && rmse !== null ? [rmse] : []));
    const best = Math.min(...others);
    return model === null || others.length === 0 || best <= 0 ? [] : [{ ageHours, share: 1 - model / best }];
  });
  return leads.sort((a, b) => b.share - a.share)[0] ?? null;
};

/** Error of the model and of each simple guess, by the age at which they guessed. */
export const AgePlot = ({ byAge }: { byAge: RankerReport['byAge'] }) => {
  const { t, named } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  const names = scorerNames(byAge);
  const lead = bestLead(byAge);
  const title =
    lead && lead.share > 0
      ? t('age-plot.ahead', { age: format.age(lead.ageHours), share: format.percent(lead.share) })
      : t('age-plot.behind');
  const label = (name: RankerScore['name']) => named('baseline', name, name);
  return (
    <PlotFrame
      title={title}
      height={320}
      alternative={t('age-plot.alternative', { finding: title })}
      table={{
        columns: [t('column.age'), ...names.map(label)],
        rows: byAge.map(({ ageHours, scores }) => [
          format.age(ageHours),
          ...names.map((name) => format.decimal(scoreOf(scores, name), 3)),
        ]),
      }}
    >
      <AgeChart
        rows={byAge.map(({ ageHours, scores }) => ({
          age: format.age(ageHours),
          values: Object.fromEntries(names.map((name) => [name, scoreOf(scores, name)])),
        }))}
        lines={names.map((name) => ({ name, label: label(name), colour: colours[name] }))}
        colours={colours}
        names={{ age: t('axis.age'), error: t('axis.error') }}
        formatError={(value) => format.decimal(value)}
      />
    </PlotFrame>
  );
};
