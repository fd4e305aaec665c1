import { median, quantile } from '../../math/quantile';
import { finding, type DataFinding } from './finding';
import type { DataCheck, EventSample } from './types';

/** An article with so many views in its first day is seen within minutes, unless clocks disagree. */
const READ_AT_ONCE = 20;
const LEAST_ARTICLES = 20;
/** The earliest first views, less the lucky few. */
const EARLIEST = 0.05;
/** Zones differ by whole hours (some by halves and quarters, which look like late readers); slack for readers and clocks. */
const LATE_MINUTES = 20;
const EARLY_MINUTES = 5;
/** Clocks that disagree move all first readers alike; previews come at any time. */
const ALIKE_MINUTES = 60;
/** Previews and links in newsletters that go out early are a few in a hundred. */
const BEFORE = 0.05;
const LEAST_VIEWS = 200;

/** Instants that can't be: events dated after they arrived, readers before publication, all readers whole hours late. */
export const clockSkew: DataCheck = {
  concerns: 'labels',
  run: ({ events }) => [...eventsAhead(events), ...shift(events)],
};

const eventsAhead = ({ ahead, articles }: EventSample): DataFinding[] =>
  ahead === 0 ? [] : [finding('events-ahead', 'warning', { events: ahead, articles })];

function shift({ firstViews }: EventSample): DataFinding[] {
  const early = earlyReaders(firstViews);
  const busy = firstViews.filter(({ before, firstDay }) => before + firstDay >= READ_AT_ONCE);
  if (busy.length < LEAST_ARTICLES) return early;
  const lags = busy.map(({ lagMinutes }) => lagMinutes);
  const articles = busy.length;

  // Readers of most articles come first: what is counted at an age was read at another.
  const typical = median(lags);
  const spread = quantile(lags, 0.9) - quantile(lags, 0.1);
  if (isShift(typical, -1) && spread <= ALIKE_MINUTES) {
    return [finding('shifted-clock', 'blocking', { hours: Math.round(-typical / 60), side: 'before', articles })];
  }
  // A newsletter every morning does the same, so this only warns.
  const soonest = quantile(lags, EARLIEST);
  if (isShift(soonest, 1)) {
    return [
      ...early,
      finding('shifted-clock', 'warning', { hours: Math.round(soonest / 60), side: 'after', articles }),
    ];
  }
  return early;
}

function earlyReaders(firstViews: EventSample['firstViews']): DataFinding[] {
  const before = firstViews.reduce((sum, one) => sum + one.before, 0);
  const views = firstViews.reduce((sum, one) => sum + one.before + one.firstDay, 0);
  if (views < LEAST_VIEWS || before / views < BEFORE) return [];
  const values = { share: before / views, views: before, articles: firstViews.length };
  return [finding('views-before-publication', 'warning', values)];
}

/** Whether first readers come one or more whole hours after publication (side 1) or before it (side -1). */
const isShift = (minutes: number, side: 1 | -1): boolean => {
  const hours = Math.round((minutes - LATE_MINUTES / 2) / 60);
  const rest = minutes - 60 * hours;
  return side * hours >= 1 && rest >= -EARLY_MINUTES && rest <= LATE_MINUTES;
};
