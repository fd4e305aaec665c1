/** A simulated site as the checks see it: its history, and what the database would say of its raw events. */
import { DEFAULT_WORLD, type SimEvent } from '../../../playground/src/simulator';
import {
  dataToCheck,
  runDataChecks,
  sampledArticles,
  type DataFinding,
  type DataToCheck,
  type EventSample,
} from '../../../server/src/core/features/data-checks';
import { collectArticles } from '../../../server/src/core/features/articles';
import { NEEDED_LABELS } from '../../../server/src/core/evaluate';
import { closedLabels } from '../../../server/src/core/features/labels';
import { DAY_MS, SNAPSHOT_AGE_HOURS } from '../../../server/src/core/rollup';
import { simulatedSite, type SimulatedSite } from '../simulated-history';

export const ARTICLES = 300;

export interface CheckedWorld extends Pick<SimulatedSite, 'history' | 'asOf' | 'events'> {
  /** What the live model goes by. */
  readonly importance?: DataToCheck['importance'];
  /** Events dated after they arrived: the simulator knows no arrival. */
  readonly ahead?: number;
}

export const cleanWorld = (seed: number, articles = ARTICLES): CheckedWorld =>
  simulatedSite(seed, articles, DEFAULT_WORLD);

/** All findings of a world; those about events by counting them here as the database does. Without ages, none of columns. */
export function findingsOf(
  { history, asOf, events, importance = [], ahead = 0 }: CheckedWorld,
  ageHours: readonly number[] = SNAPSHOT_AGE_HOURS
): DataFinding[] {
  const labels = closedLabels(history, collectArticles(history), asOf);
  const sampled = sampledArticles(labels, history, { articles: 100, events: 200_000 });
  const data = dataToCheck(
    history,
    { asOf, ageHours },
    { neededLabels: NEEDED_LABELS, importance, events: { ...sampleOf(events, sampled), ahead } }
  );
  return runDataChecks(data, ['labels', 'texts', 'columns']);
}

function sampleOf(
  events: readonly SimEvent[],
  sampled: readonly { key: { documentId: string }; firstPublishedAt: number; closesAt: number }[]
): Omit<EventSample, 'ahead'> {
  const articles = new Map(sampled.map((article) => [article.key.documentId, article]));
  const perSecond = new Map<string, number>();
  const perVisitor = new Map<string, number>();
  const first = new Map<string, { at: number; before: number; firstDay: number }>();
  let views = 0;
  for (const { type, bot, at, article, visitor } of events) {
    const known = articles.get(article);
    if (known === undefined || type !== 'view' || bot) continue;
    const age = at - known.firstPublishedAt;
    if (Math.abs(age) <= DAY_MS) {
      const seen = first.get(article) ?? { at, before: 0, firstDay: 0 };
      first.set(article, seen);
      seen.at = Math.min(seen.at, at);
      if (age < 0) seen.before++;
      else seen.firstDay++;
    }
    if (age < 0 || at >= known.closesAt) continue;
    views++;
    const second = `${article}|${visitor}|${Math.floor(at / 1000)}`;
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    perVisitor.set(visitor, (perVisitor.get(visitor) ?? 0) + 1);
  }
  return {
    articles: sampled.length,
    views,
    repeats: views - perSecond.size,
    busiest: Math.max(0, ...perVisitor.values()),
    firstViews: [...first].map(([article, { at, before, firstDay }]) => ({
      lagMinutes: (at - (articles.get(article)?.firstPublishedAt ?? at)) / 60_000,
      before,
      firstDay,
    })),
  };
}
