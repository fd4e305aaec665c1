import { Area, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import type { Overview } from '../../../../server/src/contracts/admin';
import type { PlotColours } from '../usePlotColours';

import { LEGEND, tooltipStyle } from './styles';

interface TrafficChartProps {
  readonly traffic: Overview['traffic'];
  readonly colours: PlotColours;
  readonly names: { readonly views: string; readonly expected: string; readonly axis: string };
  readonly formatDay: (day: string) => string;
  readonly formatViews: (views: number) => string;
}

const TrafficChart = ({ traffic, colours, names, formatDay, formatViews }: TrafficChartProps) => {
  const tick = { fill: colours.text, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...traffic]} margin={{ top: 8, right: 8, bottom: 0, left: 8 }}>
        <CartesianGrid stroke={colours.grid} vertical={false} />
        <XAxis dataKey="day" tick={tick} tickFormatter={formatDay} minTickGap={32} stroke={colours.border} />
        <YAxis
          tick={tick}
          tickFormatter={formatViews}
          width={64}
          stroke={colours.border}
          label={{ value: names.axis, angle: -90, position: 'insideLeft', fill: colours.text, fontSize: 12, dy: 40 }}
        />
        <Tooltip
          {...tooltipStyle(colours)}
          labelFormatter={(day) => formatDay(String(day))}
          formatter={(views) => formatViews(Number(views))}
        />
        <Legend verticalAlign="top" align="right" wrapperStyle={LEGEND} iconType="plainline" />
        <Area
          name={names.views}
          dataKey="views"
          stroke={colours.actual}
          strokeWidth={2}
          fill={colours.actual}
          fillOpacity={0.12}
          isAnimationActive={false}
        />
        <Line
          name={names.expected}
          dataKey="expected"
          stroke={colours.expected}
          strokeDasharray="4 4"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
};

export default TrafficChart;
