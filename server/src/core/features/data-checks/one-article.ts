import { entryOf, finding } from './finding';
import type { DataCheck } from './types';

const LEAST_LABELS = 20;
const LEAST_VIEWS = 100;
/** Above it, "what articles here reach on average" is what this one reached. */
const HALF = 0.5;

/**
 * One article with more than half of all views. Targets are logarithms, so it bends no tree; but the site's level is a
 * mean, and follows it for 28 days.
 */
export const oneArticle: DataCheck = {
  concerns: 'labels',
  run: ({ labels }) => {
    const views = labels.reduce((sum, label) => sum + label.views, 0);
    if (labels.length < LEAST_LABELS || views < LEAST_VIEWS) return [];
    const most = labels.reduce((top, label) => (label.views > top.views ? label : top));
    if (most.views <= HALF * views) return [];
    const title = most.article.versions[0]?.snapshot.title ?? '';
    const values = { share: most.views / views, title };
    return [finding('one-article', 'warning', values, { entry: entryOf(most.key, title) })];
  },
};
