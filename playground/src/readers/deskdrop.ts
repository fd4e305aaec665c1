import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parseCsv } from './csv';
import type { DataArticle, DataEvent, DataSet } from './data-set';

const SEED = 0xde5cd409;

/**
 * CI&T Deskdrop: who read, liked, bookmarked, commented on and followed what in a company's article-sharing platform.
 * VIEW is a view, everything else a custom event under its own name. The set has no texts and no publication times: an
 * article's first event stands for its publication, and whoever made it for its author.
 */
export async function readDeskdrop(folder: string): Promise<DataSet> {
  const rows = parseCsv(gunzipSync(await readFile(path.join(folder, 'events.csv.gz'))).toString('utf8'));
  const articles = new Map<string, DataArticle>();
  const events: DataEvent[] = [];

  for (const {
    timestamp = '',
    eventType = '',
    contentId = '',
    personId = '',
    sessionId = '',
    userAgent = '',
  } of rows) {
    const at = Number(timestamp) * 1000;
    if (!Number.isFinite(at) || contentId === '') throw new Error(`deskdrop: row ${events.length + 1} is not an event`);
    const known = articles.get(contentId);
    if (!known || at < known.publishedAt) {
      articles.set(contentId, {
        id: contentId,
        title: `Article ${contentId}`,
        author: `Person ${personId}`,
        publishedAt: at,
      });
    }
    events.push({
      article: contentId,
      ...(eventType === 'VIEW'
        ? { type: 'view' }
        : { type: 'custom', name: eventType.toLowerCase().replace(' ', '-') }),
      at,
      visitor: personId,
      ...(sessionId === '' ? {} : { session: sessionId }),
      ...(userAgent === '' ? {} : { userAgent: userAgent.slice(0, 512) }),
    });
  }
  return {
    name: 'deskdrop',
    seed: SEED,
    articles: [...articles.values()].sort((a, b) => a.publishedAt - b.publishedAt),
    events: events.sort((a, b) => a.at - b.at),
    notes: [
      'Deskdrop has no texts: an article is its id, its first event stands for its publication; views only count.',
    ],
  };
}
