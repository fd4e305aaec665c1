import type { ForesightConfig } from '../config/schema';
import type { LabelSettings } from '../core/features/types';

/** The part of the configuration that learning reads, as plain data for a thread; kept in every model's lineage. */
export interface LearningSettings {
  readonly labels: LabelSettings;
  readonly ranker: ForesightConfig['ranker'];
  readonly text: ForesightConfig['text'];
}
