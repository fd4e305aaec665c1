import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import type { PlotColours } from '../usePlotColours';

import { tooltipStyle } from './styles';

interface ColumnChartProps {
  readonly columns: readonly { readonly name: string; readonly value: number }[];
  readonly colours: PlotColours;
  readonly names: { readonly value: string; readonly across: string };
  readonly format: (value: number) => string;
}

/** One column for each of a few values. */
const ColumnChart = ({ columns, colours, names, format }: ColumnChartProps) => {
  const tick = { fill: colours.text, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...columns]} margin={{ top: 8, right: 8, bottom: 20, left: 8 }} barCategoryGap="12%">
        <CartesianGrid stroke={colours.grid} vertical={false} />
        <XAxis
          dataKey="name"
          tick={tick}
          stroke={colours.border}
          label={{ value: names.across, position: 'bottom', offset: 4, fill: colours.text, fontSize: 12 }}
        />
        <YAxis
          tick={tick}
          tickFormatter={format}
          width={72}
          stroke={colours.border}
          label={{ value: names.value, angle: -90, position: 'insideLeft', fill: colours.text, fontSize: 12, dy: 40 }}
        />
        <Tooltip
          {...tooltipStyle(colours)}
          cursor={{ fill: colours.band, fillOpacity: 0.5 }}
          formatter={(value) => format(Number(value))}
        />
        <Bar name={names.value} dataKey="value" fill={colours.actual} maxBarSize={48} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
};

export default ColumnChart;
