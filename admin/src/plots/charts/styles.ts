import type { PlotColours } from '../usePlotColours';

/** Recharts draws its tooltip with a white background unless told; dark mode needs ours. */
export const tooltipStyle = (colours: PlotColours) => ({
  contentStyle: { background: colours.surface, border: `1px solid ${colours.border}`, borderRadius: 4, fontSize: 12 },
  labelStyle: { color: colours.text },
  itemStyle: { color: colours.text },
});

/** Room below, so that a legend as wide as the plot does not touch the topmost tick. */
export const LEGEND = { fontSize: 12, paddingBottom: 12 } as const;
