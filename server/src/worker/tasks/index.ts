import { articleIndexTask } from './article-index';
import { classifyTask } from './classify';
import { compareModelsTask } from './compare-models';
import { eraseTask } from './erase';
import { extractTask } from './extract';
import { forecastTask } from './forecast';
import { inspectModelTask } from './inspect-model';
import { recomputeTask } from './recompute';
import { retentionTask } from './retention';
import { rollupTask } from './rollup';
import { scoreTask } from './score';
import { siteNumbersTask } from './site-numbers';
import { storeTask } from './store';
import { trainTask } from './train';
import { whatIfTask } from './what-if';

/** Tasks that need no database: their thread opens no connection for them. */
export const PURE_TASKS = { extract: extractTask, inspectModel: inspectModelTask } as const;

/** Every task a thread can do, by name. */
export const TASKS = {
  ...PURE_TASKS,
  store: storeTask,
  rollup: rollupTask,
  recompute: recomputeTask,
  retention: retentionTask,
  erase: eraseTask,
  train: trainTask,
  score: scoreTask,
  forecast: forecastTask,
  whatIf: whatIfTask,
  classify: classifyTask,
  articleIndex: articleIndexTask,
  siteNumbers: siteNumbersTask,
  compareModels: compareModelsTask,
} as const;

export type TaskName = keyof typeof TASKS;
export type PayloadOf<K extends TaskName> = Parameters<(typeof TASKS)[K]>[0];
export type ResultOf<K extends TaskName> = Awaited<ReturnType<(typeof TASKS)[K]>>;
