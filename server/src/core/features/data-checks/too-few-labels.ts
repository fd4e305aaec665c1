import { whenEnough } from '../../evaluate/when-enough';
import { closingTime } from '../labels';
import { finding } from './finding';
import type { DataCheck, DataToCheck } from './types';

/** Fewer closed labels than a model needs, and when there will be enough. Nobody can know better: never overridable. */
export const tooFewLabels: DataCheck = {
  concerns: 'labels',
  run: (data) => {
    const { labels, neededLabels: needed } = data;
    const missing = needed - labels.length;
    if (missing <= 0) return [];
    const by = enoughAt(data, missing);
    const values = { needed, got: labels.length, missing, by: by === null ? '' : new Date(by).toISOString() };
    return [finding('too-few-labels', 'blocking', values, { overridable: false })];
  },
};

/** When so many more labels will have closed: open articles at their known instants, later ones at the present pace. */
function enoughAt({ articles, history, asOf }: DataToCheck, missing: number): number | null {
  const published = [...articles.values()].map(({ firstPublishedAt }) => firstPublishedAt);
  const closings = published.map((instant) => closingTime(instant, history.settings));
  return whenEnough({ missing, closings, published, horizonMs: closingTime(asOf, history.settings) - asOf, now: asOf });
}
