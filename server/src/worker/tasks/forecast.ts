import { scoreWords, withTextScore, withTextScores, type RankerModel, type Words } from '../../core/evaluate';
import { decodeRanker } from '../../core/evaluate/ranker-model';
import { NEEDED_LABELS } from '../../core/evaluate/rolling-origins';
import { buildLabels } from '../../core/features/labels';
import type { ScoringRequest } from '../../core/features/scoring-matrix';
import type { TaskContext } from '../context';
import type { LearningSettings } from '../learning-settings';
import { liveModel } from '../live-models';
import { rank, type RankedRow } from '../rank';
import { recentHistory } from '../recent-history';
import { textScores } from '../text-scores';

export interface ForecastPayload {
  /** `key` null = a draft, as if it were published at `firstPublishedAt`. */
  readonly request: ScoringRequest;
  /** What the draft says; a published article's own text is read. */
  readonly words?: Words;
  readonly asOf: number;
  readonly settings: LearningSettings;
}

export interface ForecastResult {
  /** Such as "ranker-12"; null when a baseline answered. */
  readonly modelVersion: string | null;
  readonly fallback: 'no-live-model' | 'model-unavailable' | 'not-enough-data' | null;
  /** null when not even a baseline can say anything: no label has closed. */
  readonly forecast: RankedRow | null;
  /** Closed labels still missing until a ranker is trained; 0 once there are enough. */
  readonly missingLabels: number;
}

/** One forecast with its reasons, for an editor who waits. */
export async function forecastTask(
  { request, words, asOf, settings }: ForecastPayload,
  { knex }: TaskContext
): Promise<ForecastResult> {
  const live = await liveModel(knex, 'ranker', decodeRanker);
  const recent = await recentHistory(knex, settings, live.model, asOf);
  const scores = await textScores(knex, recent.model, request.key === null ? [] : [request.key], recent.asOf);
  const history = withTextScores(recent.history, scores);
  const { rows } = rank(
    history,
    [scored(request, words, recent.model)],
    recent.asOf,
    recent.model,
    settings,
    'shapley'
  );
  const forecast = rows[0] ?? null;
  const closed = live.model === null ? buildLabels(recent.history, recent.asOf).length : NEEDED_LABELS;
  return {
    modelVersion: live.modelVersion,
    fallback: forecast === null ? 'not-enough-data' : live.fallback,
    forecast,
    missingLabels: Math.max(0, NEEDED_LABELS - closed),
  };
}

/** A draft with what the ranker's own text scorer says of it. */
function scored(request: ScoringRequest, words: Words | undefined, model: RankerModel | null): ScoringRequest {
  if (!words || !model?.text) return request;
  return { ...request, snapshot: withTextScore(request.snapshot, scoreWords(model.text, words)) };
}
