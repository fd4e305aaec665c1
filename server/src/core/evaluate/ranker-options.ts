import type { TextScorer } from './text/text-scorer';
import type { GrowTrees, RegressionAlgorithm, RegressionParams } from '../learners';

/** Weeks of later data a ranker is judged on. */
export const EVALUATION_WEEKS = 8;

/** What trains a ranker; with the columns it is the recipe. */
export interface RankerOptions {
  /** Nothing after this instant is read. */
  readonly asOf: number;
  readonly learner: {
    readonly name: RegressionAlgorithm;
    readonly params?: Partial<RegressionParams>;
    /** No part of the recipe: whoever grows the trees, they are the same. */
    readonly growTrees?: GrowTrees;
  };
  /** Ages at which snapshots are taken: of 0, 1, 6, 12, 24, 72. */
  readonly ageHours: readonly number[];
  readonly windowDays?: number;
  readonly weeks?: number;
  /** Work out what only a report shows as well: intervals, groups, importance, learning curve. No part of the recipe. */
  readonly details?: boolean;
  /** What made the text scores of the history (`forwardScores`): goes into the model as it is, for texts to come. */
  readonly text?: TextScorer | null;
}

/** Steps done of all: origins judged and trees grown count alike. */
export type OnProgress = (done: number, total: number) => void;
export type IsCancelled = () => boolean;
