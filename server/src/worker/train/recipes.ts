import { CoreError } from '../../core/errors';
import {
  challenge,
  evaluateRanker,
  judgedRowsOf,
  type RankerEvaluation,
  type RankerOptions,
  type RecipeTried,
} from '../../core/evaluate';
import type { SiteHistory } from '../../core/features/types';

/** A recipe with how it did on later articles. */
export interface Judged {
  readonly options: RankerOptions;
  readonly evaluation: RankerEvaluation;
}

interface Control {
  readonly onProgress: (done: number, total: number) => void;
  readonly isCancelled: () => boolean;
  /** All challengers together; those that take longer are left out. */
  readonly challengersMs: number;
}

/**
 * Judge the incumbent's recipe and its challengers at the same origins; a challenger takes its place only when it is
 * better beyond doubt.
 *
 * @throws {CoreError} CANCELLED.
 */
export function judgeRecipes(
  history: SiteHistory,
  incumbent: RankerOptions,
  challengers: readonly RankerOptions[],
  { onProgress, isCancelled, challengersMs }: Control
): { chosen: Judged; recipes: RecipeTried[] } {
  const own = { options: incumbent, evaluation: evaluateRanker(history, incumbent, onProgress, isCancelled) };
  const end = performance.now() + challengersMs;
  const tried = challengers.map((options) => ({
    options,
    // What a report tells beside the scores is worked out for the one that is chosen.
    evaluation: evaluateUntil(end, history, { ...options, details: false }, { onProgress, isCancelled }),
  }));
  const judged = tried.flatMap(({ options, evaluation }): Judged[] => (evaluation ? [{ options, evaluation }] : []));
  const { winner } = challenge(contender(own), judged.map(contender), incumbent.learner.params?.seed ?? 0);
  const better = judged.find(({ options }) => options.learner.name === winner);
  const chosen = better
    ? { ...better, evaluation: evaluateRanker(history, better.options, onProgress, isCancelled) }
    : own;

  const recipes = [
    recipeTried('incumbent', incumbent, own.evaluation, chosen === own ? 'kept' : 'replaced'),
    ...tried.map(({ options, evaluation }) => {
      if (evaluation === null) return recipeTried('challenger', options, null, 'out-of-time');
      return recipeTried('challenger', options, evaluation, options === chosen.options ? 'better' : 'not-better');
    }),
  ];
  return { chosen, recipes };
}

/** null when the time was up first. */
function evaluateUntil(
  end: number,
  history: SiteHistory,
  options: RankerOptions,
  { onProgress, isCancelled }: Pick<Control, 'onProgress' | 'isCancelled'>
): RankerEvaluation | null {
  const isOver = () => performance.now() > end;
  try {
    return evaluateRanker(history, options, onProgress, () => isCancelled() || isOver());
  } catch (error) {
    if (error instanceof CoreError && error.code === 'CANCELLED' && !isCancelled()) return null;
    throw error;
  }
}

const contender = ({ options, evaluation }: Judged) => ({
  name: options.learner.name,
  judged: judgedRowsOf(evaluation.outOfFold),
});

function recipeTried(
  role: RecipeTried['role'],
  { learner }: RankerOptions,
  evaluation: RankerEvaluation | null,
  outcome: RecipeTried['outcome']
): RecipeTried {
  const own = evaluation?.report.overall.find(({ name }) => name === 'model');
  const { rmse = null, spearman = null, ndcgAt10 = null } = own ?? {};
  return { algorithm: learner.name, role, rmse, spearman, ndcgAt10, outcome };
}
