/** Deskdrop as the features read it: by the product's own counting, without a database. */
import path from 'node:path';

import { DEFAULT_WEIGHTS, type RawEvent } from '../../server/src/core/events/event-types';
import type { SiteHistory } from '../../server/src/core/features/types';
import { ageLadder, countAges, DAY_MS, HOUR_MS } from '../../server/src/core/rollup';
import { targetId, type TargetKey } from '../../server/src/core/target';
import { readDeskdrop } from '../../playground/src/readers/deskdrop';
import type { DataArticle, DataSet } from '../../playground/src/readers/data-set';

const HORIZON_MINUTES = 14 * 24 * 60;

export interface Deskdrop {
  readonly history: SiteHistory;
  /** The latest event of the set. */
  readonly asOf: number;
}

/** @param folder Where `deskdrop/` lies. */
export async function loadDeskdrop(folder: string): Promise<Deskdrop> {
  return historyOf(await readDeskdrop(path.join(folder, 'deskdrop')));
}

function historyOf({ articles, events }: DataSet): Deskdrop {
  const byArticle = new Map<string, RawEvent[]>(articles.map(({ id }) => [id, []]));
  for (const { article, type, at, visitor, session } of events) {
    byArticle.get(article)?.push({ type, occurredAt: at, visitor, session: session ?? null, bot: false });
  }
  const [first, last] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
  const history: SiteHistory = {
    settings: { horizonMinutes: HORIZON_MINUTES, weights: DEFAULT_WEIGHTS, timeZone: 'UTC' },
    publications: articles.map(publicationOf),
    ageCounters: new Map(
      articles.map(({ id, publishedAt }) => [
        targetId(keyOf(id)),
        countAges(byArticle.get(id) ?? [], publishedAt, ageLadder(HORIZON_MINUTES)),
      ])
    ),
    days: dayTotals(events),
    hours: hourTotals(events),
    coverage: [{ from: first, to: last, source: 'import' }],
  };
  return { history, asOf: last };
}

const keyOf = (documentId: string): TargetKey => ({ uid: 'api::article.article', documentId, locale: 'en' });

const publicationOf = ({ id, title, author, publishedAt }: DataArticle): SiteHistory['publications'][number] => ({
  key: keyOf(id),
  version: 1,
  firstPublishedAt: publishedAt,
  versionPublishedAt: publishedAt,
  versionUnpublishedAt: null,
  snapshot: { title, category: null, author: author ?? null, tags: [], features: {} },
});

function dayTotals(events: DataSet['events']): SiteHistory['days'] {
  const days = new Map<number, { views: number; visitors: Set<string> }>();
  for (const { at, type, visitor } of events) {
    const dayStart = Math.floor(at / DAY_MS) * DAY_MS;
    const day = days.get(dayStart) ?? { views: 0, visitors: new Set<string>() };
    days.set(dayStart, day);
    if (type === 'view') day.views++;
    day.visitors.add(visitor);
  }
  return [...days].map(([dayStart, { views, visitors }]) => ({
    locale: 'en',
    dayStart,
    views,
    visitors: visitors.size,
  }));
}

function hourTotals(events: DataSet['events']): SiteHistory['hours'] {
  const views = new Map<number, number>();
  for (const { at, type } of events) {
    if (type !== 'view') continue;
    const hourStart = Math.floor(at / HOUR_MS) * HOUR_MS;
    views.set(hourStart, (views.get(hourStart) ?? 0) + 1);
  }
  return [...views].map(([hourStart, count]) => ({ locale: 'en', hourStart, views: count }));
}
