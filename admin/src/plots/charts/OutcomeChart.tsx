import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import type { RankerReport } from '../../../../server/src/contracts/admin';
import type { PlotColours } from '../usePlotColours';

import { decades } from './decades';
import { tooltipStyle } from './styles';

interface OutcomeChartProps {
  readonly points: RankerReport['points'];
  readonly colours: PlotColours;
  readonly names: { readonly expected: string; readonly actual: string; readonly article: string };
  readonly formatViews: (views: number) => string;
}

/** As expected, half of it and twice as much. */
const GUIDES = [1, 0.5, 2];

const OutcomeChart = ({ points, colours, names, formatViews }: OutcomeChartProps) => {
  const ticks = decades(
    points.flatMap(({ expected, actual }) => [expected, actual].map((views) => Math.max(1, views)))
  );
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
  const data = points.map(({ title, expected, actual }) => ({
    title,
    expected: Math.max(1, expected),
    actual: Math.max(1, actual),
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
        {GUIDES.map((factor) => (
          <ReferenceLine
            key={factor}
            segment={[
              { x: Math.max(first, first / factor), y: Math.max(first, first * factor) },
              { x: Math.min(last, last / factor), y: Math.min(last, last * factor) },
            ]}
            stroke={factor === 1 ? colours.expected : colours.border}
            strokeDasharray="4 4"
            ifOverflow="hidden"
          />
        ))}
        <Tooltip {...tooltipStyle(colours)} formatter={(views) => formatViews(Number(views))} />
        <Scatter data={data} fill={colours.actual} fillOpacity={0.55} isAnimationActive={false} />
      </ScatterChart>
    </ResponsiveContainer>
  );
};

export default OutcomeChart;
