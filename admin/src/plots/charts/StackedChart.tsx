import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import type { PlotColours } from '../usePlotColours';

import { LEGEND, tooltipStyle } from './styles';

/** Pixels of a bar: a few days are no walls. */
const WIDEST = 48;

export interface Stack {
  readonly at: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface StackedChartProps {
  readonly stacks: readonly Stack[];
  /** From the bottom up. */
  readonly kinds: readonly { readonly code: string; readonly name: string; readonly colour: string }[];
  readonly colours: PlotColours;
  readonly axis: string;
  readonly formatAt: (at: string) => string;
  readonly formatCount: (count: number) => string;
}

/** One bar for each hour or day, of what it is made up of. */
const StackedChart = ({ stacks, kinds, colours, axis, formatAt, formatCount }: StackedChartProps) => {
  const tick = { fill: colours.text, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={stacks.map(({ at, counts }) => ({ at, ...counts }))}
        margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
        barCategoryGap="12%"
      >
        <CartesianGrid stroke={colours.grid} vertical={false} />
        <XAxis dataKey="at" tick={tick} tickFormatter={formatAt} minTickGap={32} stroke={colours.border} />
        <YAxis
          tick={tick}
          tickFormatter={formatCount}
          allowDecimals={false}
          width={64}
          stroke={colours.border}
          label={{ value: axis, angle: -90, position: 'insideLeft', fill: colours.text, fontSize: 12, dy: 40 }}
        />
        <Tooltip
          {...tooltipStyle(colours)}
          cursor={{ fill: colours.band, fillOpacity: 0.5 }}
          labelFormatter={(at) => formatAt(String(at))}
          formatter={(count) => formatCount(Number(count))}
        />
        <Legend
          verticalAlign="top"
          align="right"
          wrapperStyle={LEGEND}
          iconType="square"
          formatter={(name) => <span style={{ color: colours.text }}>{name}</span>}
        />
        {kinds.map(({ code, name, colour }) => (
          <Bar
            key={code}
            name={name}
            dataKey={code}
            stackId="all"
            fill={colour}
            maxBarSize={WIDEST}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
};

export default StackedChart;
