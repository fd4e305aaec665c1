import type { AgeCounter } from '../rollup/counters';
import { HOUR_MS, wallClock } from '../rollup/zone-clock';
import type { SnapshotState } from './definition';
import { counterAt, performanceOf } from './performance';
import type { SiteKnowledge } from './site-knowledge';
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
  const { settings, level, pasts, trend, weekdayTraffic, earlier } = knowledge;
  const { locale, snapshot, firstPublishedAt, snapshotAt, ageHours, counters } = of;
  const { author, category, tags } = snapshot;
  const clock = wallClock(firstPublishedAt, settings.timeZone);
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
    tags: pasts.tags(locale, tags, snapshotAt),
    weekday: pasts.weekday(locale, clock.weekday, snapshotAt),
    hour: pasts.hour(locale, clock.hour, snapshotAt),
    clock,
    siteTrend: trend(locale, snapshotAt),
    weekdayTraffic: weekdayTraffic(locale, clock.weekday, snapshotAt),
    earlier: earlier(locale, snapshot, Math.min(firstPublishedAt, snapshotAt)),
    early: observed
      ? { now, half: counterAt(counters, ageMinutes / 2), quarter: counterAt(counters, ageMinutes / 4) }
      : null,
    seen: ageMinutes > 0 ? performanceOf(now, settings.weights) : 0,
    usualSoFar: ageHours > 0 ? knowledge.rhythm.usual(locale, firstPublishedAt, firstPublishedAt, ageHours) : NaN,
    usualAhead: knowledge.rhythm.usual(locale, snapshotAt, firstPublishedAt + ageHours * HOUR_MS, AHEAD_HOURS),
    siteViews: observed ? knowledge.rhythm.views(locale, firstPublishedAt, snapshotAt) : NaN,
  };
}
