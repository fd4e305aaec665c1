import type { ForesightConfig } from '../config/schema';
import type { LearningSettings } from '../worker/learning-settings';

const DAY_MINUTES = 24 * 60;

/** What training and scoring threads get of the configuration. */
export const learningSettings = ({
  horizonDays,
  weights,
  timeZone,
  ranker,
  text,
}: ForesightConfig): LearningSettings => ({
  labels: { horizonMinutes: Math.round(horizonDays * DAY_MINUTES), weights, timeZone },
  ranker,
  text,
});
