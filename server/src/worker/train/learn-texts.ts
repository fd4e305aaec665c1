import { forwardScores, hasText, performanceExamples, SCORED_ARTICLES, type ForwardScores } from '../../core/evaluate';
import { buildLabels } from '../../core/features/labels';
import type { SiteHistory } from '../../core/features/types';
import { readTexts } from '../../repositories/history';
import type { TaskContext } from '../context';

const DAY_MS = 86_400_000;

/** What the words of articles say, as known when each was published; nothing for a site without texts. */
export async function learnTexts(
  history: SiteHistory,
  asOf: number,
  seed: number,
  { knex, progress, isCancelled }: TaskContext
): Promise<ForwardScores> {
  const labels = buildLabels(history, asOf).slice(-SCORED_ARTICLES);
  const oldest = labels.reduce((first, { firstPublishedAt }) => Math.min(first, firstPublishedAt), asOf);
  progress('text', 0, 1);
  // A day more: the column's instants are cut to the millisecond, and one article too many costs nothing.
  const texts = await readTexts(knex, new Date(asOf), 'first', { windowDays: (asOf - oldest) / DAY_MS + 1 });
  const examples = performanceExamples(texts.filter(hasText), labels);
  return forwardScores(examples, seed, (done, total) => progress('text', done, total), isCancelled);
}
