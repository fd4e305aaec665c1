import type { ModelKind } from '../../repositories/model-versions';
import type { TaskContext } from '../context';
import type { LearningSettings } from '../learning-settings';
import { trainRanker } from '../train/ranker';
import { trainTextKind } from '../train/text';
import type { Trained } from '../train/trained';

export interface TrainPayload {
  readonly kind: ModelKind;
  /** Nothing after this instant is read. */
  readonly asOf: number;
  readonly settings: LearningSettings;
  readonly pluginVersion: string;
  /** Train whatever is found in the data, as far as that can be. */
  readonly despiteFindings: boolean;
}

/** Train one kind of model, judge it on later data and beside the live version. Registers nothing. */
export const trainTask = (payload: TrainPayload, context: TaskContext): Promise<Trained> =>
  payload.kind === 'ranker' ? trainRanker(payload, context) : trainTextKind(payload.kind, payload, context);
