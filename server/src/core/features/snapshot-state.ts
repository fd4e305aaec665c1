import type { AgeCounter } from '../rollup/counters';
import { DAY_MS, HOUR_MS, wallClock } from '../rollup/zone-clock';
import type { SnapshotState } from './definition';
import { counterAt, performanceOf } from './performance';
import { countBefore, type SiteKnowledge } from './site-knowledge';
import type { ContentSnapshot } from './types';

/** How far ahead the site's usual traffic is looked at: most readers of an article come within a day. */
const AHEAD_HOURS = 24;

export interface SnapshotOf {
  readonly locale: string;
  readonly snapshot: ContentSnapshot;
  readonly version: number;
  readonly firstPublishedAt: number;
  readonly snapshotAt: number;
  readonly ageHours: number;
  readonly counters: readonly AgeCounter[];
}

/** Gather what was known of an article at an instant. Reads nothing that happened after `snapshotAt`. */
export function snapshotState(knowledge: SiteKnowledge, of: SnapshotOf): SnapshotState {
  const { settings, level, pasts, trend } = knowledge;
  const { locale, snapshot, firstPublishedAt, snapshotAt, ageHours, counters } = of;
  const { author, category } = snapshot;
  const ageMinutes = Math.round(ageHours * 60);
  const observed = ageMinutes > 0 && knowledge.covers(firstPublishedAt, firstPublishedAt + ageMinutes * 60_000);
  const now = counterAt(counters, ageMinutes);

  return {
    snapshot,
    locale,
    version: of.version,
    firstPublishedAt,
    snapshotAt,
    ageHours,
    level: level(locale, snapshotAt),
    usual: pasts.usual(locale, snapshotAt),
    author: pasts.author(locale, author, snapshotAt),
    category: pasts.category(locale, category, snapshotAt),
    clock: wallClock(firstPublishedAt, settings.timeZone),
    siteTrend: trend(locale, snapshotAt),
    ...rhythm(knowledge.publications(locale), Math.min(firstPublishedAt, snapshotAt)),
    early: observed
      ? { now, half: counterAt(counters, ageMinutes / 2), quarter: counterAt(counters, ageMinutes / 4) }
      : null,
    seen: ageMinutes > 0 ? performanceOf(now, settings.weights) : 0,
    usualSoFar: ageHours > 0 ? knowledge.rhythm.usual(locale, firstPublishedAt, firstPublishedAt, ageHours) : NaN,
    usualAhead: knowledge.rhythm.usual(locale, snapshotAt, firstPublishedAt + ageHours * HOUR_MS, AHEAD_HOURS),
    siteViews: observed ? knowledge.rhythm.views(locale, firstPublishedAt, snapshotAt) : NaN,
  };
}

/** How often the locale published before an instant. */
function rhythm(publications: Float64Array, instant: number) {
  const before = countBefore(publications, instant);
  const previous = publications[before - 1];
  return {
    daysSincePrevious: previous === undefined ? NaN : (instant - previous) / DAY_MS,
    articlesLast7Days: before - countBefore(publications, instant - 7 * DAY_MS),
  };
}
