import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Legend,
  Line,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { steps } from '../steps';
import type { PlotColours } from '../usePlotColours';

import { LEGEND, tooltipStyle } from './styles';

export interface TrendRow {
  readonly step: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What stands beside it: the simple guess, or a fitted line. */
  readonly line: number | null;
}

interface TrendChartProps {
  readonly rows: readonly TrendRow[];
  readonly colours: PlotColours;
  readonly names: { readonly step: string; readonly axis: string; readonly value: string; readonly line: string };
  readonly format: (value: number) => string;
}

/** Dots with whiskers from step to step, and a dashed line beside them. */
const TrendChart = ({ rows, colours, names, format }: TrendChartProps) => {
  const tick = { fill: colours.text, fontSize: 12 };
  const data = rows.map(({ step, value, low, high, line }) => ({
    step,
    value,
    line,
    whiskers: [value - low, high - value],
  }));
  const ticks = steps([0, ...rows.flatMap(({ high, line }) => [high, line ?? 0])]);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 8, right: 24, bottom: 16, left: 8 }}>
        <CartesianGrid stroke={colours.grid} vertical={false} />
        <XAxis
          dataKey="step"
          tick={tick}
          stroke={colours.border}
          padding={{ left: 24, right: 24 }}
          label={{ value: names.step, position: 'bottom', offset: 0, fill: colours.text, fontSize: 12 }}
        />
        <YAxis
          tick={tick}
          tickFormatter={(value: number) => format(value)}
          width={64}
          domain={[0, ticks[ticks.length - 1] ?? 1]}
          ticks={ticks}
          stroke={colours.border}
          label={{ value: names.axis, angle: -90, position: 'insideLeft', fill: colours.text, fontSize: 12, dy: 60 }}
        />
        <Tooltip
          {...tooltipStyle(colours)}
          formatter={(value) => (typeof value === 'number' ? format(value) : value)}
        />
        <Legend verticalAlign="top" wrapperStyle={LEGEND} iconSize={10} />
        <Line
          name={names.line}
          dataKey="line"
          stroke={colours.expected}
          strokeDasharray="4 4"
          strokeWidth={1.5}
          dot={false}
          legendType="plainline"
          isAnimationActive={false}
        />
        <Scatter name={names.value} dataKey="value" fill={colours.actual} isAnimationActive={false}>
          <ErrorBar dataKey="whiskers" direction="y" width={6} strokeWidth={1.5} stroke={colours.actual} />
        </Scatter>
      </ComposedChart>
    </ResponsiveContainer>
  );
};

export default TrendChart;
