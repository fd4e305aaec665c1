import path from 'node:path';

import {
  decidePromotion,
  decodeRanker,
  encodeRanker,
  EVALUATION_WEEKS,
  forwardScores,
  hasText,
  judgedRowsOf,
  performanceExamples,
  SCORED_ARTICLES,
  trainRanker as train,
  withTextScores,
  type ForwardScores,
  type RankerOptions,
} from '../../core/evaluate';
import { CoreError } from '../../core/errors';
import { buildLabels } from '../../core/features/labels';
import { buildTrainingMatrix } from '../../core/features/training-matrix';
import { SNAPSHOT_AGE_HOURS } from '../../core/rollup/counters';
import type { GrowTrees } from '../../core/learners';
import type { SiteHistory } from '../../core/features/types';
import { readHistory, readTexts } from '../../repositories/history';
import type { TaskContext } from '../context';
import { createForestThreads } from '../forest/forest-threads';
import { liveModel } from '../live-models';
import type { TrainPayload } from '../tasks/train';
import { checkRankerData } from './check-data';
import { catalogVersion, hashOf, recipeHashOf } from './fingerprint';
import { rankerHeadline, type Trained } from './trained';

/** Beside the bundle this file ends up in, dist/worker/index.js. */
const FOREST_THREAD = path.join(__dirname, '..', 'forest-thread', 'index.js');

/** Each fit ends when its time is up, with the trees it has. */
const within =
  (seconds: number, growTrees: GrowTrees): GrowTrees =>
  (plan, control) => {
    const end = performance.now() + seconds * 1_000;
    return growTrees(plan, { ...control, isOutOfTime: () => performance.now() > end });
  };

/** Judge and fit a ranker on everything known at `asOf`. @throws {CoreError} NOT_ENOUGH_ROWS, DATA_BLOCKED, CANCELLED. */
export async function trainRanker(payload: TrainPayload, context: TaskContext): Promise<Trained> {
  const { asOf, settings, pluginVersion } = payload;
  const { knex, progress, isCancelled } = context;
  const { algorithm, windowDays, threads, maxFitSeconds, ...params } = settings.ranker;
  progress('reading', 0, 1);
  const read = await readHistory(knex, settings.labels, new Date(asOf), { windowDays });
  const live = await liveModel(knex, 'ranker', decodeRanker);
  const { history: counted, findings } = await checkRankerData(knex, read, live.model, payload);
  const { scores, scorer } = await learnTexts(counted, asOf, params.seed, context);
  const history = withTextScores(counted, scores);

  const forestThreads = createForestThreads(threads, FOREST_THREAD);
  const options: RankerOptions = {
    asOf,
    windowDays,
    weeks: EVALUATION_WEEKS,
    ageHours: SNAPSHOT_AGE_HOURS,
    details: true,
    text: scorer,
    learner: { name: algorithm, params, growTrees: within(maxFitSeconds, forestThreads.growTrees) },
  };
  const steps = {
    evaluating: (done: number, total: number) => progress('evaluating', done, total),
    fitting: (done: number, total: number) => progress('fitting', done, total),
  };
  progress('features', 0, 1);
  let trained: ReturnType<typeof train>;
  try {
    trained = train(history, options, steps, isCancelled);
  } finally {
    forestThreads.close();
  }
  const { model, report, outOfFold, damage, rows } = trained;
  if (model === null) {
    throw new CoreError('NOT_ENOUGH_ROWS', { expected: `${report.neededLabels}`, got: `${report.closedLabels}` });
  }

  const { horizonMinutes, weights } = settings.labels;
  const recipe = {
    algorithm,
    params,
    columns: model.columns,
    ageHours: model.ageHours,
    windowDays,
    horizonMinutes,
    weights,
  };
  const recipeHash = recipeHashOf(recipe);
  const { promote, ...decision } = decidePromotion(
    {
      recipe: recipeHash,
      closedLabels: report.closedLabels,
      neededLabels: report.neededLabels,
      judged: judgedRowsOf(outOfFold),
      damage,
    },
    live.model && { recipe: live.recipeHash, judged: judgedRowsOf(live.model.outOfFold) },
    params.seed
  );
  const { X, y } = buildTrainingMatrix(history, options);
  return {
    artifact: encodeRanker(model),
    algorithm,
    recipe,
    recipeHash,
    metrics: {
      headline: rankerHeadline(report),
      decisionValues: decision.values,
      ranker: report,
      text: null,
      findings,
    },
    lineage: {
      asOf: new Date(asOf).toISOString(),
      windowDays,
      articles: report.closedLabels,
      rows,
      closedLabels: report.closedLabels,
      seed: params.seed,
      featureNames: model.columns,
      trees: model.ages.reduce((sum, { regression }) => sum + regression.nTrees, 0),
      settings: settings.labels,
      catalogVersion: catalogVersion(),
      dataHash: hashOf(X.data, y),
      comparedWith: live.modelVersion,
      damage,
      pluginVersion,
      nodeVersion: process.version,
    },
    asOf,
    rows,
    promote,
    decision,
  };
}

const DAY_MS = 86_400_000;

/** What the words of articles say, as known when each was published; nothing for a site without texts. */
async function learnTexts(
  history: SiteHistory,
  asOf: number,
  seed: number,
  { knex, progress, isCancelled }: TaskContext
): Promise<ForwardScores> {
  const labels = buildLabels(history, asOf).slice(-SCORED_ARTICLES);
  const oldest = labels.reduce((first, { firstPublishedAt }) => Math.min(first, firstPublishedAt), asOf);
  progress('text', 0, 1);
  // A day more: the column's instants are cut to the millisecond, and one article too many costs nothing.
  const texts = await readTexts(knex, new Date(asOf), 'first', { windowDays: (asOf - oldest) / DAY_MS + 1 });
  const examples = performanceExamples(texts.filter(hasText), labels);
  return forwardScores(examples, seed, (done, total) => progress('text', done, total), isCancelled);
}
