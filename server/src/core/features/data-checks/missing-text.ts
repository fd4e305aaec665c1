import type { Article } from '../articles';
import { finding, type DataFinding } from './finding';
import type { DataCheck } from './types';

/** Fewer of a type and locale are an exception, not a wrong mapping. */
const LEAST_ARTICLES = 20;
/** Some articles are only a film or a gallery; half of them without text are read from the wrong field. */
const HALF = 0.5;
const SOME = 0.1;

/** Articles read without title or text, by content type and locale: their roles are likely mapped wrongly. */
export const missingText: DataCheck = {
  concerns: 'texts',
  run: ({ articles }) => {
    const groups = new Map<string, Article[]>();
    for (const article of articles.values()) {
      const name = `${article.key.uid} ${article.key.locale}`;
      const group = groups.get(name);
      if (group) group.push(article);
      else groups.set(name, [article]);
    }
    return [...groups.values()].flatMap((group) => [
      ...missing('title', group, (article) => newest(article)?.title.trim() === ''),
      // A snapshot that never measured its text says nothing of it.
      ...missing('text', group, (article) => newest(article)?.features['textWords'] === 0),
    ]);
  },
};

const newest = ({ versions }: Article) => versions.at(-1)?.snapshot;

function missing(
  part: 'title' | 'text',
  group: readonly Article[],
  lacks: (article: Article) => boolean
): DataFinding[] {
  const [first] = group;
  const share = group.filter(lacks).length / group.length;
  if (first === undefined || group.length < LEAST_ARTICLES || share < SOME) return [];
  const { uid: contentType, locale } = first.key;
  const values = { part, share, articles: group.length, contentType, locale };
  return [finding('missing-text', share >= HALF ? 'warning' : 'info', values)];
}
