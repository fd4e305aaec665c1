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

import { decades } from './decades';
import { tooltipStyle } from './styles';

interface CalibrationChartProps {
  /** Views, one or more each. */
  readonly bins: readonly {
    readonly expected: number;
    readonly actual: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly colours: PlotColours;
  readonly names: { readonly expected: string; readonly actual: string };
  readonly formatViews: (views: number) => string;
}

/** A dot with whiskers per tenth of the articles; on the dashed line as much came as was expected. */
const CalibrationChart = ({ bins, colours, names, formatViews }: CalibrationChartProps) => {
  const ticks = decades(bins.flatMap(({ expected, low, high }) => [expected, low, high]));
  const [first, last] = [ticks[0] ?? 1, ticks[ticks.length - 1] ?? 10];
  const domain: [number, number] = [first, last];
  const axis = {
    type: 'number',
    scale: 'log',
    domain,
    ticks,
    tick: { fill: colours.text, fontSize: 12 },
    tickFormatter: formatViews,
    stroke: colours.border,
  } as const;
  const data = bins.map(({ expected, actual, low, high }) => ({
    expected,
    actual,
    whiskers: [actual - low, high - actual],
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ScatterChart margin={{ top: 8, right: 16, bottom: 24, left: 8 }}>
        <CartesianGrid stroke={colours.grid} />
        <XAxis
          {...axis}
          dataKey="expected"
          name={names.expected}
          label={{ value: names.expected, position: 'bottom', offset: 4, fill: colours.text, fontSize: 12 }}
        />
        <YAxis
          {...axis}
          dataKey="actual"
          name={names.actual}
          width={64}
          label={{ value: names.actual, angle: -90, position: 'insideLeft', fill: colours.text, fontSize: 12, dy: 40 }}
        />
        <ReferenceLine
          segment={[
            { x: first, y: first },
            { x: last, y: last },
          ]}
          stroke={colours.expected}
          strokeDasharray="4 4"
        />
        <Tooltip
          {...tooltipStyle(colours)}
          cursor={false}
          formatter={(views) => (typeof views === 'number' ? formatViews(views) : views)}
        />
        <Scatter data={data} fill={colours.actual} isAnimationActive={false}>
          <ErrorBar dataKey="whiskers" direction="y" width={6} strokeWidth={1.5} stroke={colours.actual} />
        </Scatter>
      </ScatterChart>
    </ResponsiveContainer>
  );
};

export default CalibrationChart;
