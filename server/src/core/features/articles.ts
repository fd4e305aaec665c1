import type { AgeCounter } from '../rollup/counters';
import { targetId, type TargetKey } from '../target';
import type { PublicationRecord, SiteHistory } from './types';

/** One document in one locale: all its published versions, oldest first, and what its readers did. */
export interface Article {
  readonly id: string;
  readonly key: TargetKey;
  readonly firstPublishedAt: number;
  readonly versions: readonly PublicationRecord[];
  readonly counters: readonly AgeCounter[];
}

/** The articles of a history by id, in order of id: how the history was read makes no difference. */
export function collectArticles(history: SiteHistory): Map<string, Article> {
  const versions = new Map<string, PublicationRecord[]>();
  for (const record of history.publications) {
    const id = targetId(record.key);
    const known = versions.get(id);
    if (known) known.push(record);
    else versions.set(id, [record]);
  }

  const articles = new Map<string, Article>();
  for (const id of [...versions.keys()].sort()) {
    const own = versions.get(id)!.sort((a, b) => a.versionPublishedAt - b.versionPublishedAt || a.version - b.version);
    const firstPublishedAt = Math.min(...own.map((record) => record.firstPublishedAt));
    articles.set(id, {
      id,
      key: own[0]!.key,
      firstPublishedAt,
      versions: own,
      counters: history.ageCounters.get(id) ?? [],
    });
  }
  return articles;
}

/**
 * The version readers saw at an instant: the latest one published by then, and the first one before any was
 * (entries older than the installation have one row, whose publication is not known exactly).
 */
export function versionAt(article: Article, instant: number): PublicationRecord {
  let low = 0;
  let high = article.versions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (article.versions[middle]!.versionPublishedAt <= instant) low = middle + 1;
    else high = middle;
  }
  return article.versions[Math.max(low - 1, 0)]!;
}
