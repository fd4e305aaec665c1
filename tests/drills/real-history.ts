import { DEFAULT_WEIGHTS, type RawEvent } from '../../server/src/core/events/event-types';
import type { SiteHistory } from '../../server/src/core/features/types';
import { ageLadder, countAges, DAY_MS, HOUR_MS } from '../../server/src/core/rollup';
import { targetId, type TargetKey } from '../../server/src/core/target';
import type { DataSet } from '../../playground/src/readers/data-set';

const keyOf = (documentId: string): TargetKey => ({ uid: 'api::article.article', documentId, locale: 'en' });

/** A data set as the features read it, counted by the product's own code and with no database; texts are left out. */
export function historyOf({ articles, events }: DataSet, horizonDays: number): { history: SiteHistory; asOf: number } {
  const horizonMinutes = horizonDays * 24 * 60;
  const byArticle = new Map<string, RawEvent[]>(articles.map(({ id }) => [id, []]));
  const days = new Map<number, { views: number; visitors: Set<string> }>();
  const hours = new Map<number, number>();
  for (const { article, type, at, visitor, session } of events) {
    byArticle.get(article)?.push({ type, occurredAt: at, visitor, session: session ?? null, bot: false });
    const dayStart = Math.floor(at / DAY_MS) * DAY_MS;
    const day = days.get(dayStart) ?? { views: 0, visitors: new Set<string>() };
    days.set(dayStart, day);
    if (type === 'view') {
      const hourStart = Math.floor(at / HOUR_MS) * HOUR_MS;
      hours.set(hourStart, (hours.get(hourStart) ?? 0) + 1);
      day.views++;
    }
    day.visitors.add(visitor);
  }
  const instants = events.map(({ at }) => at);
  const [from, asOf] = [Math.min(...instants), Math.max(...instants)];
  const history: SiteHistory = {
    settings: { horizonMinutes, weights: DEFAULT_WEIGHTS, timeZone: 'UTC' },
    publications: articles.map(({ id, title, author, publishedAt }) => ({
      key: keyOf(id),
      version: 1,
      firstPublishedAt: publishedAt,
      versionPublishedAt: publishedAt,
      versionUnpublishedAt: null,
      snapshot: { title, category: null, author: author ?? null, tags: [], features: {} },
    })),
    ageCounters: new Map(
      articles.map(({ id, publishedAt }) => [
        targetId(keyOf(id)),
        countAges(byArticle.get(id) ?? [], publishedAt, ageLadder(horizonMinutes)),
      ])
    ),
    days: [...days].map(([dayStart, { views, visitors }]) => ({
      locale: 'en',
      dayStart,
      views,
      visitors: visitors.size,
    })),
    hours: [...hours].map(([hourStart, views]) => ({ locale: 'en', hourStart, views })),
    coverage: [{ from, to: asOf, source: 'import' }],
  };
  return { history, asOf };
}
