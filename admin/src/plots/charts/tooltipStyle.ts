import type { PlotColours } from '../usePlotColours';

/** Recharts draws its tooltip with a white background unless told; dark mode needs ours. */
export const tooltipStyle = (colours: PlotColours) => ({
  contentStyle: { background: colours.surface, border: `1px solid ${colours.border}`, borderRadius: 4, fontSize: 12 },
  labelStyle: { color: colours.text },
  itemStyle: { color: colours.text },
});
