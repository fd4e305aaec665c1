import { median } from '../../math/quantile';
import { DAY_MS } from '../../rollup/zone-clock';
import { finding } from './finding';
import type { DataCheck } from './types';

/** As long as the site's level looks back. */
const RECENT_DAYS = 28;
/** A median of fewer jumps by itself. */
const LEAST_LABELS = 20;
/** Growth and seasons move the median of a month by less; a tracker put in twice, or on fewer pages, by more. */
const FACTOR = 4;

/** What articles usually reach changed at once by more than a factor of 4. */
export const levelShift: DataCheck = {
  concerns: 'labels',
  run: ({ labels, asOf }) => {
    const isRecent = ({ closesAt }: { closesAt: number }) => closesAt > asOf - RECENT_DAYS * DAY_MS;
    const recent = labels.filter(isRecent).map(({ views }) => views);
    const before = labels.filter((label) => !isRecent(label)).map(({ views }) => views);
    if (recent.length < LEAST_LABELS || before.length < LEAST_LABELS) return [];
    const [now, then] = [median(recent), median(before)];
    // One more of each: from nothing to three views is no shift.
    const ratio = (now + 1) / (then + 1);
    if (Math.max(ratio, 1 / ratio) <= FACTOR) return [];
    return [finding('level-shift', 'warning', { now, then, side: ratio > 1 ? 'up' : 'down' })];
  },
};
