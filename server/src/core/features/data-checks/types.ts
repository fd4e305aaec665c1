import type { Article } from '../articles';
import type { ArticleLabel } from '../labels';
import type { TrainingMatrix } from '../training-matrix';
import type { SiteHistory } from '../types';
import type { DataFinding } from './finding';

/** What was seen of the raw events of the newest closed articles. */
export interface EventSample {
  readonly articles: number;
  /** Views of people whose visitor is known. */
  readonly views: number;
  /** Views beyond the first of the same visitor, article and second. */
  readonly repeats: number;
  /** Views of the one visitor who has the most. */
  readonly busiest: number;
  /** Events dated after they arrived. */
  readonly ahead: number;
  readonly firstViews: readonly FirstViews[];
}

export interface FirstViews {
  /** First view minus first publication, in minutes; below 0 = readers came first. */
  readonly lagMinutes: number;
  /** Views in the day before first publication, and in the day after it. */
  readonly before: number;
  readonly firstDay: number;
}

/** All that checks read. Nothing in it is newer than `asOf`. */
export interface DataToCheck {
  readonly history: SiteHistory;
  readonly asOf: number;
  /** Labels a model needs. */
  readonly neededLabels: number;
  readonly articles: ReadonlyMap<string, Article>;
  /** Closed labels within the window, in order of closing. */
  readonly labels: readonly ArticleLabel[];
  /** Rows that would be trained on. */
  readonly matrix: TrainingMatrix;
  /** Columns that the live model goes by; shares sum to at most 1. Empty without one. */
  readonly importance: readonly { readonly feature: string; readonly share: number }[];
  readonly events: EventSample;
}

/** What a check is about: a model that reads only texts is not stopped by counts. */
export type Concern = 'labels' | 'texts' | 'columns';

export interface DataCheck {
  readonly concerns: Concern;
  readonly run: (data: DataToCheck) => readonly DataFinding[];
}
