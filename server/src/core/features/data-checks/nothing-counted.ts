import { finding } from './finding';
import type { DataCheck } from './types';

/** Labels below which "none was read" may be chance. */
const LEAST_LABELS = 20;
/** Where so many articles have no reader at all, the tracker is missing on a part of the site, or the weights count nothing. */
const MOSTLY = 0.8;

/** Labels that say nothing: no article was read, or hardly any was. */
export const nothingCounted: DataCheck = {
  concerns: 'labels',
  run: ({ labels }) => {
    if (labels.length < LEAST_LABELS) return [];
    const unread = labels.filter(({ views }) => views <= 0).length;
    const values = { labels: labels.length, unread, share: unread / labels.length };
    if (unread === labels.length) return [finding('nothing-counted', 'blocking', values, { overridable: false })];
    return unread >= MOSTLY * labels.length ? [finding('mostly-unread', 'warning', values)] : [];
  },
};
