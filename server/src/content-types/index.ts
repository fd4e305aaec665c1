import event from './event/schema.json';
import modelVersion from './model-version/schema.json';
import prediction from './prediction/schema.json';
import publication from './publication/schema.json';
import rollup from './rollup/schema.json';
import trainingRun from './training-run/schema.json';

/** Rows the plugin shows itself: hidden from the content manager and the content-type builder. */
export const contentTypes = {
  event: { schema: event },
  rollup: { schema: rollup },
  publication: { schema: publication },
  'model-version': { schema: modelVersion },
  'training-run': { schema: trainingRun },
  prediction: { schema: prediction },
};
