import { DAY_MS } from '../../rollup/zone-clock';
import { closingTime } from '../labels';
import { finding } from './finding';
import type { DataCheck, DataToCheck } from './types';

/** The site's pace is that of its last weeks. */
const PACE_DAYS = 28;
/** Over a shorter past one busy day would promise too much. */
const LEAST_PACE_DAYS = 7;

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
  const open = published
    .map((instant) => closingTime(instant, history.settings))
    .filter((instant) => instant > asOf)
    .sort((a, b) => a - b);
  const known = open[missing - 1];
  if (known !== undefined) return known;

  const first = published.reduce((earliest, instant) => Math.min(earliest, instant), asOf);
  const days = Math.min(PACE_DAYS, Math.max(LEAST_PACE_DAYS, (asOf - first) / DAY_MS));
  const perDay = published.filter((instant) => instant > asOf - days * DAY_MS).length / days;
  if (perDay === 0) return null;
  return closingTime(asOf, history.settings) + ((missing - open.length) / perDay) * DAY_MS;
}
