import { LIMITS } from '../../config/defaults';
import { type IndexedArticle, readArticleIndex } from '../../repositories/article-index';
import { findLiveVersion } from '../../repositories/model-versions';
import { BASELINE_VERSION } from '../../repositories/predictions';
import type { TaskContext } from '../context';
import type { LearningSettings } from '../learning-settings';

/** The list of published articles that rankings, the admin and the panel are answered from. */
export const articleIndexTask = async (
  { settings }: { readonly settings: LearningSettings },
  { knex }: TaskContext
): Promise<IndexedArticle[]> => {
  const servingVersion = (await findLiveVersion(knex, 'ranker'))?.modelVersion ?? BASELINE_VERSION;
  return readArticleIndex(knex, {
    weights: settings.labels.weights,
    limit: LIMITS.rankedArticles,
    servingVersion,
  });
};
