import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import type { PlotColours } from '../usePlotColours';

import { tooltipStyle } from './styles';

export interface IntervalRow {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface IntervalChartProps {
  readonly rows: readonly IntervalRow[];
  /** Where the dots should lie, or the line between better and worse. */
  readonly reference: number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly colours: PlotColours;
  readonly names: { readonly value: string };
  readonly format: (value: number) => string;
}

/** Room for the longest name, within reason: ages are short, reasons long. */
const widthFor = (rows: readonly IntervalRow[]): number =>
  Math.min(230, 28 + 6.5 * Math.max(...rows.map(({ name }) => name.length)));

/** One dot with whiskers per name, one below the other, beside a line to compare with. */
const IntervalChart = ({ rows, reference, domain, ticks, colours, names, format }: IntervalChartProps) => {
  const tick = { fill: colours.text, fontSize: 12 };
  const data = rows.map(({ name, value, low, high }) => ({ name, value, whiskers: [value - low, high - value] }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ScatterChart margin={{ top: 8, right: 24, bottom: 16, left: 0 }}>
        <CartesianGrid stroke={colours.grid} horizontal={false} />
        <XAxis
          type="number"
          dataKey="value"
          domain={[...domain]}
          ticks={[...ticks]}
          allowDataOverflow
          tick={tick}
          tickFormatter={(value: number) => format(value)}
          stroke={colours.border}
          label={{ value: names.value, position: 'bottom', offset: 0, fill: colours.text, fontSize: 12 }}
        />
        <YAxis
          type="category"
          dataKey="name"
          allowDuplicatedCategory={false}
          reversed
          tick={tick}
          width={widthFor(rows)}
          stroke={colours.border}
          interval={0}
          padding={{ top: 12, bottom: 12 }}
        />
        <ReferenceLine x={reference} stroke={colours.expected} strokeDasharray="4 4" />
        <Tooltip
          {...tooltipStyle(colours)}
          cursor={false}
          formatter={(value) => (typeof value === 'number' ? format(value) : value)}
        />
        <Scatter data={data} fill={colours.actual} isAnimationActive={false}>
          <ErrorBar dataKey="whiskers" direction="x" width={6} strokeWidth={1.5} stroke={colours.actual} />
        </Scatter>
      </ScatterChart>
    </ResponsiveContainer>
  );
};

export default IntervalChart;
