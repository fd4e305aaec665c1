import path from 'node:path';

import { LIMITS } from '../../config/defaults';
import {
  checkGuardrails,
  currentMatrix,
  decidePromotion,
  decodeRanker,
  encodeRanker,
  EVALUATION_WEEKS,
  expectedOf,
  finishRanker,
  judgedRowsOf,
  recipesTonight,
  withTextScores,
  type Guarded,
  type RankerModel,
  type RankerOptions,
} from '../../core/evaluate';
import { CoreError } from '../../core/errors';
import type { SiteHistory } from '../../core/features/types';
import { SNAPSHOT_AGE_HOURS } from '../../core/rollup/counters';
import type { GrowTrees, RegressionAlgorithm, RegressionParams } from '../../core/learners';
import { readHistory } from '../../repositories/history';
import { listModelVersions } from '../../repositories/model-versions';
import type { TaskContext } from '../context';
import { createForestThreads } from '../forest/forest-threads';
import type { LearningSettings } from '../learning-settings';
import { liveModel } from '../live-models';
import type { TrainPayload } from '../tasks/train';
import { checkRankerData } from './check-data';
import { catalogVersion, hashOf, recipeHashOf } from './fingerprint';
import { learnTexts } from './learn-texts';
import { msPerForecast } from './measure';
import { judgeRecipes } from './recipes';
import { rankerHeadline, type Trained } from './trained';

const MINUTE_MS = 60_000;
/** Beside the bundle this file ends up in, dist/worker/index.js. */
const FOREST_THREAD = path.join(__dirname, '..', 'forest-thread', 'index.js');

/** Each fit ends when its time is up, with the trees it has. */
const within =
  (seconds: number, growTrees: GrowTrees): GrowTrees =>
  (plan, control) => {
    const end = performance.now() + seconds * 1_000;
    return growTrees(plan, { ...control, isOutOfTime: () => performance.now() > end });
  };

/**
 * Parameters of an algorithm. The configured number of trees and features per split is meant for the one that is asked
 * for; where several compete, boosting keeps its own, for its trees are small and stop by themselves.
 */
function paramsOf(algorithm: RegressionAlgorithm, ranker: LearningSettings['ranker']): Partial<RegressionParams> {
  const { nEstimators, minSamplesLeaf, maxFeatures, seed } = ranker;
  if (ranker.algorithm === 'auto' && algorithm === 'boosting') return { minSamplesLeaf, seed };
  return { nEstimators, minSamplesLeaf, maxFeatures, seed };
}

/** When challengers were last looked at, by the versions there are; null when never. */
async function lastLook(knex: TaskContext['knex']): Promise<number | null> {
  const looks = (await listModelVersions(knex, 'ranker')).map(({ lineage }) => Number(lineage.challengedAt ?? 0));
  const newest = Math.max(0, ...looks);
  return newest === 0 ? null : newest;
}

/** What is guarded of a model as its bytes say it. */
function guardedOf(model: RankerModel, bytes: number, history: SiteHistory, asOf: number): Guarded {
  const matrix = currentMatrix(history, asOf, model);
  return {
    outOfFold: model.outOfFold,
    horizonMs: history.settings.horizonMinutes * MINUTE_MS,
    bytes,
    msPerForecast: msPerForecast(model, matrix),
    current: expectedOf(model, matrix),
  };
}

/**
 * Judge recipes and fit the one that is chosen on everything known at `asOf`.
 *
 * @throws {CoreError} NOT_ENOUGH_ROWS, DATA_BLOCKED, CANCELLED.
 */
export async function trainRanker(payload: TrainPayload, context: TaskContext): Promise<Trained> {
  const { asOf, settings, pluginVersion } = payload;
  const { knex, progress, isCancelled } = context;
  const { windowDays, threads, maxFitSeconds, seed } = settings.ranker;
  progress('reading', 0, 1);
  const read = await readHistory(knex, settings.labels, new Date(asOf), { windowDays });
  const live = await liveModel(knex, 'ranker', decodeRanker);
  const { history: counted, findings } = await checkRankerData(knex, read, live.model, payload);
  const { scores, scorer } = await learnTexts(counted, asOf, seed, context);
  const history = withTextScores(counted, scores);
  const { incumbent, challengers } = recipesTonight(
    settings.ranker.algorithm,
    live.model?.ages[0]?.regression.algorithm ?? null,
    await lastLook(knex),
    asOf
  );

  const forestThreads = createForestThreads(threads, FOREST_THREAD);
  const optionsOf = (algorithm: RegressionAlgorithm): RankerOptions => ({
    asOf,
    windowDays,
    weeks: EVALUATION_WEEKS,
    ageHours: SNAPSHOT_AGE_HOURS,
    details: true,
    text: scorer,
    learner: {
      name: algorithm,
      params: paramsOf(algorithm, settings.ranker),
      growTrees: within(maxFitSeconds, forestThreads.growTrees),
    },
  });
  progress('features', 0, 1);
  const train = () => {
    const { chosen, recipes } = judgeRecipes(history, optionsOf(incumbent), challengers.map(optionsOf), {
      onProgress: (done, total) => progress('evaluating', done, total),
      isCancelled,
      challengersMs: LIMITS.challengersMs,
    });
    const fitting = (done: number, total: number) => progress('fitting', done, total);
    const { evaluation, options } = chosen;
    return { chosen, recipes, ...finishRanker(history, evaluation, options, live.model, fitting, isCancelled) };
  };
  let trained: ReturnType<typeof train>;
  try {
    trained = train();
  } finally {
    forestThreads.close();
  }
  const { model, report, outOfFold, damage, rows, chosen, recipes } = trained;
  if (model === null) {
    throw new CoreError('NOT_ENOUGH_ROWS', { expected: `${report.neededLabels}`, got: `${report.closedLabels}` });
  }

  const { horizonMinutes, weights } = settings.labels;
  const { name: algorithm, params } = chosen.options.learner;
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
  const artifact = encodeRanker(model);
  const guardrails = checkGuardrails(
    guardedOf(decodeRanker(artifact), artifact.length, history, asOf),
    live.model && guardedOf(live.model, live.bytes, history, asOf),
    seed
  );
  const { promote, ...decision } = decidePromotion(
    {
      recipe: recipeHash,
      closedLabels: report.closedLabels,
      neededLabels: report.neededLabels,
      judged: judgedRowsOf(outOfFold),
      damage,
      guardrails,
    },
    live.model && { recipe: live.recipeHash, judged: judgedRowsOf(live.model.outOfFold) },
    seed
  );
  const { X, y } = chosen.evaluation.matrix;
  return {
    artifact,
    algorithm,
    recipe,
    recipeHash,
    metrics: {
      headline: rankerHeadline(report),
      decisionValues: decision.values,
      gate: { recipes, guardrails, damage },
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
      seed,
      featureNames: model.columns,
      trees: model.ages.reduce((sum, { regression }) => sum + regression.nTrees, 0),
      settings: settings.labels,
      catalogVersion: catalogVersion(),
      dataHash: hashOf(X.data, y),
      comparedWith: live.modelVersion,
      ...(challengers.length > 0 ? { challengedAt: asOf } : {}),
      pluginVersion,
      nodeVersion: process.version,
    },
    asOf,
    rows,
    promote,
    decision,
  };
}
