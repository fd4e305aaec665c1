import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parseCsv } from './csv';
import type { DataArticle, DataEvent, DataSet } from './data-set';

const SEED = 0x1b0da7a5;
/** The invented period over which the reads are spread. */
const FROM = Date.UTC(2018, 0, 1);
const DAYS = 180;
const PERIOD_MS = DAYS * 86_400_000;

interface Text {
  readonly article_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly body: string | null;
}

/**
 * IBM Watson Studio community: articles with full text, and who read which, in order but without times. The reads are
 * spread evenly over an invented period, and the notes say so. Articles nobody read have no place in it and are left out.
 */
export async function readIbm(folder: string): Promise<DataSet> {
  const unzip = async (name: string) => gunzipSync(await readFile(path.join(folder, name))).toString('utf8');
  const texts = new Map<string, Text>();
  for (const line of (await unzip('articles.jsonl.gz')).split('\n')) {
    if (line.trim() === '') continue;
    const text = JSON.parse(line) as Text;
    texts.set(String(text.article_id), text);
  }

  const rows = parseCsv(await unzip('interactions.csv.gz'));
  const articles = new Map<string, DataArticle>();
  const events = rows.map(({ article_id = '', title = '', visitor = '' }, row): DataEvent => {
    const at = FROM + Math.floor((row / rows.length) * PERIOD_MS);
    const id = String(Number(article_id));
    if (!articles.has(id)) articles.set(id, articleOf(id, title, texts.get(id), at));
    return { article: id, type: 'view', at, visitor: visitor === '' ? 'unknown' : visitor };
  });
  const unread = [...texts.keys()].filter((id) => !articles.has(id)).length;
  const withBody = [...articles.values()].filter(({ body }) => body !== undefined).length;
  return {
    name: 'ibm',
    seed: SEED,
    articles: [...articles.values()],
    events,
    notes: [
      `The times are ARTIFICIAL: this data set has none. Its reads, in their order, are spread evenly over ${DAYS} days from 2018-01-01;`,
      'ages, hours, weekdays and decay in the report mean nothing, only texts and counts are real.',
      `${articles.size} articles were read, ${withBody} of them have a body; ${unread} that nobody read are left out.`,
    ],
  };
}

function articleOf(id: string, title: string, text: Text | undefined, publishedAt: number): DataArticle {
  const description = text?.description?.trim().slice(0, 400);
  const body = text?.body?.trim();
  return {
    id,
    title: (text?.title?.trim() || title || `Article ${id}`).slice(0, 255),
    ...(description ? { description } : {}),
    ...(body ? { body } : {}),
    publishedAt,
  };
}
