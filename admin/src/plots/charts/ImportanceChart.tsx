import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

import type { PlotColours } from '../usePlotColours';

import { tooltipStyle } from './styles';

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2];

interface ImportanceChartProps {
  readonly rows: readonly { readonly name: string; readonly share: number }[];
  readonly colours: PlotColours;
  readonly names: { readonly share: string };
  readonly formatShare: (share: number) => string;
}

/** At most five round steps from zero to beyond the largest share. */
const ticksFor = (largest: number): number[] => {
  const step = STEPS.find((each) => largest / each <= 5) ?? 0.25;
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, n) => n * step);
};

const ImportanceChart = ({ rows, colours, names, formatShare }: ImportanceChartProps) => {
  const ticks = ticksFor(Math.max(0.01, ...rows.map(({ share }) => share)));
  const tick = { fill: colours.text, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...rows]} layout="vertical" margin={{ top: 0, right: 16, bottom: 16, left: 0 }}>
        <CartesianGrid stroke={colours.grid} horizontal={false} />
        <XAxis
          type="number"
          ticks={ticks}
          domain={[0, ticks[ticks.length - 1] ?? 1]}
          tick={tick}
          tickFormatter={formatShare}
          stroke={colours.border}
          label={{ value: names.share, position: 'bottom', offset: 0, fill: colours.text, fontSize: 12 }}
        />
        <YAxis type="category" dataKey="name" tick={tick} width={225} stroke={colours.border} interval={0} />
        <Tooltip
          {...tooltipStyle(colours)}
          cursor={{ fill: colours.grid }}
          formatter={(share) => [formatShare(Number(share)), names.share]}
        />
        <Bar dataKey="share" fill={colours.model} radius={[0, 3, 3, 0]} barSize={14} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
};

export default ImportanceChart;
