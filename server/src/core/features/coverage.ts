import type { CoverageSpan } from './types';

/** Says whether events were collected during the whole of a stretch [from, to]. */
export type Covers = (from: number, to: number) => boolean;

/** Observed time: all tracked and imported spans together, less outages. Cost O(n log n), a question O(log n). */
export function observedCoverage(spans: readonly CoverageSpan[]): Covers {
  const observed = union(spans.filter(({ source }) => source !== 'outage'));
  const outages = union(spans.filter(({ source }) => source === 'outage'));

  return (from, to) => {
    const inside = latest(observed, (start) => start <= from);
    if (inside === undefined || inside.to < to) return false;
    const outage = latest(outages, (start) => start < to);
    return outage === undefined || outage.to <= from;
  };
}

interface Span {
  from: number;
  to: number;
}

/** Disjoint spans in time order; those that overlap or touch become one. */
function union(spans: readonly CoverageSpan[]): Span[] {
  const sorted = spans.map(({ from, to }) => ({ from, to: to ?? Infinity })).sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of sorted) {
    const latest = merged[merged.length - 1];
    if (latest && span.from <= latest.to) latest.to = Math.max(latest.to, span.to);
    else if (span.to > span.from) merged.push(span);
  }
  return merged;
}

/** The last span whose start passes; what passes comes before what does not. */
function latest(spans: readonly Span[], passes: (start: number) => boolean): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(spans[middle]!.from)) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}
