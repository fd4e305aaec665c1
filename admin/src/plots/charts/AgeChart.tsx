import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import type { PlotColours } from '../usePlotColours';

import { LEGEND, tooltipStyle } from './styles';

interface AgeChartProps {
  readonly rows: readonly { readonly age: string; readonly values: Readonly<Record<string, number | null>> }[];
  readonly lines: readonly { readonly name: string; readonly label: string; readonly colour: string }[];
  readonly colours: PlotColours;
  readonly names: { readonly age: string; readonly error: string };
  readonly formatError: (error: number) => string;
}

const AgeChart = ({ rows, lines, colours, names, formatError }: AgeChartProps) => {
  const tick = { fill: colours.text, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={rows.map(({ age, values }) => ({ age, ...values }))}
        margin={{ top: 8, right: 16, bottom: 16, left: 8 }}
      >
        <CartesianGrid stroke={colours.grid} vertical={false} />
        <XAxis
          dataKey="age"
          tick={tick}
          stroke={colours.border}
          label={{ value: names.age, position: 'bottom', offset: 0, fill: colours.text, fontSize: 12 }}
        />
        <YAxis
          tick={tick}
          tickFormatter={formatError}
          width={64}
          stroke={colours.border}
          label={{ value: names.error, angle: -90, position: 'insideLeft', fill: colours.text, fontSize: 12, dy: 60 }}
        />
        <Tooltip {...tooltipStyle(colours)} formatter={(error) => formatError(Number(error))} />
        <Legend verticalAlign="top" wrapperStyle={LEGEND} iconType="plainline" />
        {lines.map(({ name, label, colour }) => (
          <Line
            key={name}
            name={label}
            dataKey={name}
            stroke={colour}
            strokeWidth={name === 'model' ? 2.5 : 1.5}
            {...(name === 'model' ? {} : { strokeDasharray: '4 4' })}
            dot={{ r: 3, strokeDasharray: '', fill: colours.surface }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
};

export default AgeChart;
