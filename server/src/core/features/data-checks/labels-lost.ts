import { DAY_MS } from '../../rollup/zone-clock';
import { observedCoverage } from '../coverage';
import { closingTime } from '../labels';
import { finding } from './finding';
import type { DataCheck } from './types';

/** One label in ten: below it, outages cost less than a week of publishing more would bring. */
const MANY = 0.1;

/** Articles that have no label because an outage fell into their time. */
export const labelsLost: DataCheck = {
  concerns: 'labels',
  run: ({ history, articles, labels, asOf }) => {
    const whole = observedCoverage(history.coverage.filter(({ source }) => source !== 'outage'));
    const observed = observedCoverage(history.coverage);
    const lost = [...articles.values()].filter(({ firstPublishedAt }) => {
      const closesAt = closingTime(firstPublishedAt, history.settings);
      return closesAt <= asOf && whole(firstPublishedAt, closesAt) && !observed(firstPublishedAt, closesAt);
    }).length;
    if (lost === 0) return [];
    const outages = history.coverage.filter(({ source, from }) => source === 'outage' && from < asOf);
    const days = outages.reduce((sum, { from, to }) => sum + (Math.min(to ?? asOf, asOf) - from), 0) / DAY_MS;
    const severity = lost >= MANY * (lost + labels.length) ? 'warning' : 'info';
    return [finding('labels-lost', severity, { lost, labels: labels.length, days: Math.round(days * 10) / 10 })];
  },
};
