import { buildLabels } from './labels';
import type { SiteHistory } from './types';

/** Share of the locale's closed articles that did worse, ties counting half; null before any label closed. */
export function percentileOf(history: SiteHistory, asOf: number, locale: string, views: number): number | null {
  const closed = buildLabels(history, asOf).filter(({ key }) => key.locale === locale);
  return percentileAmong(Float64Array.from(closed, (label) => label.views).sort(), views);
}

/** Share of sorted values below one, ties counting half; null for no values. */
export function percentileAmong(sorted: ArrayLike<number>, value: number): number | null {
  if (sorted.length === 0) return null;
  let below = 0;
  let equal = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i]! < value) below++;
    else if (sorted[i] === value) equal++;
  }
  return (below + equal / 2) / sorted.length;
}
