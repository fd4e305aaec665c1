import { LIMITS } from '../../config/defaults';
import { type IndexedArticle, readArticleIndex } from '../../repositories/article-index';
import type { TaskContext } from '../context';
import type { LearningSettings } from '../learning-settings';

/** The list of published articles that rankings, the admin and the panel are answered from. */
export const articleIndexTask = (
  { settings }: { readonly settings: LearningSettings },
  { knex }: TaskContext
): Promise<IndexedArticle[]> =>
  readArticleIndex(knex, { weights: settings.labels.weights, limit: LIMITS.rankedArticles });
