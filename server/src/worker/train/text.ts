import {
  decidePromotion,
  decodeTextBundle,
  encodeTextBundle,
  NEEDED_DOCUMENTS,
  performanceExamples,
  topicExamples,
  trainText as train,
  type TextExample,
  type TextKind,
} from '../../core/evaluate';
import { CoreError } from '../../core/errors';
import type { DataFinding } from '../../core/features/data-checks';
import { buildLabels } from '../../core/features/labels';
import { DEFAULT_TEXT_PARAMS } from '../../core/text';
import { readHistory, readTexts } from '../../repositories/history';
import type { TaskContext } from '../context';
import { liveModel } from '../live-models';
import type { TrainPayload } from '../tasks/train';
import { checkLabelledTexts } from './check-data';
import { hashOf, recipeHashOf } from './fingerprint';
import { textHeadline, type Trained } from './trained';

/** Judge and fit one text classifier. @throws {CoreError} NOT_ENOUGH_ROWS, NOT_ENOUGH_CLASSES, DATA_BLOCKED, CANCELLED. */
export async function trainTextKind(kind: TextKind, payload: TrainPayload, context: TaskContext): Promise<Trained> {
  const { asOf, settings, pluginVersion } = payload;
  const { progress, isCancelled, knex } = context;
  const { algorithm, seed } = settings.text;
  progress('text', 0, 1);
  const { examples, findings } = await readExamples(kind, payload, context);
  const live = await liveModel(knex, kind, (bytes) => decodeTextBundle(bytes, kind));

  const onProgress = (done: number, total: number) => progress('text', done, total);
  const { bundle, report, judged } = train(examples, { kind, algorithm, params: { seed } }, onProgress, isCancelled);
  if (bundle === null) {
    const { documents, classes } = report;
    if (documents >= NEEDED_DOCUMENTS && classes.length < 2) {
      throw new CoreError('NOT_ENOUGH_CLASSES', { expected: '2', got: `${classes.length}` });
    }
    throw new CoreError('NOT_ENOUGH_ROWS', { expected: `${NEEDED_DOCUMENTS}`, got: `${documents}` });
  }

  const { labels } = settings;
  const recipe = {
    algorithm,
    params: { ...DEFAULT_TEXT_PARAMS, seed },
    // A topic knows no views; what "the top quarter" means does change with them.
    ...(kind === 'topic' ? {} : { horizonMinutes: labels.horizonMinutes, weights: labels.weights }),
  };
  const recipeHash = recipeHashOf(recipe);
  const { promote, ...decision } = decidePromotion(
    {
      recipe: recipeHash,
      closedLabels: report.documents,
      neededLabels: NEEDED_DOCUMENTS,
      judged,
      damage: null,
      guardrails: [],
    },
    live.model && { recipe: live.recipeHash, judged: live.model.judged },
    seed
  );
  return {
    artifact: encodeTextBundle(bundle),
    algorithm: bundle.model.algorithm,
    recipe,
    recipeHash,
    metrics: {
      headline: textHeadline(kind, report),
      decisionValues: decision.values,
      ranker: null,
      text: report,
      findings,
    },
    lineage: {
      asOf: new Date(asOf).toISOString(),
      windowDays: settings.ranker.windowDays,
      articles: report.documents,
      rows: report.documents,
      seed,
      settings: labels,
      dataHash: hashOf(examples.flatMap(({ document, truth }) => [document.text, String(truth)])),
      comparedWith: live.modelVersion,
      pluginVersion,
      nodeVersion: process.version,
    },
    asOf,
    rows: report.documents,
    promote,
    decision,
  };
}

async function readExamples(
  kind: TextKind,
  payload: TrainPayload,
  { knex }: TaskContext
): Promise<{ readonly examples: TextExample[]; readonly findings: readonly DataFinding[] | null }> {
  const { asOf, settings } = payload;
  const { windowDays } = settings.ranker;
  const texts = await readTexts(knex, new Date(asOf), kind === 'topic' ? 'latest' : 'first', { windowDays });
  // Counts teach a topic nothing, so that nothing in them can mislead it.
  if (kind === 'topic') return { examples: topicExamples(texts), findings: null };
  const history = await readHistory(knex, settings.labels, new Date(asOf), { windowDays });
  const { findings } = await checkLabelledTexts(knex, history, payload);
  return { examples: performanceExamples(texts, buildLabels(history, asOf)), findings };
}
