import { LIMITS } from '../../config/defaults';
import { calibrationAt, decodeRanker, rangeAround, recalibrate, type RankerModel } from '../../core/evaluate';
import { observedCoverage } from '../../core/features/coverage';
import type { ScoringRequest } from '../../core/features/scoring-matrix';
import { reachedAge, snapshotAges } from '../../core/features/snapshot-ages';
import type { ContentSnapshot } from '../../core/features/types';
import { SNAPSHOT_AGE_HOURS } from '../../core/rollup/counters';
import { targetId } from '../../core/target';
import { readCoverage } from '../../repositories/coverage';
import { readHistory } from '../../repositories/history';
import {
  BASELINE_VERSION,
  readScorable,
  newestScoring,
  readScoredAges,
  writePredictions,
  type PredictionRecord,
  type ScorableArticle,
} from '../../repositories/predictions';
import type { TaskContext } from '../context';
import { curvesAreOld, renewCurves } from '../growth-curves';
import type { LearningSettings } from '../learning-settings';
import { liveModel, namedModel } from '../live-models';
import { rank, type RankedRow } from '../rank';
import { withTextsJudged } from '../text-scores';

const HOUR_MS = 3_600_000;
const HOUR_MINUTES = 60;
/** Articles first published within so many days are scored, and the open ones in any case. */
const SCORED_DAYS = 60;
/** Lines further ahead than this were written under another clock. */
const CLOCK_SLACK_MS = HOUR_MS;

export interface ScorePayload {
  readonly asOf: number;
  readonly settings: LearningSettings;
  /** 'due': only articles at an age that the live model has not scored yet. */
  readonly mode: 'all' | 'due';
  /** Such as "ranker-12": a version that is not live (yet); null = the live one. */
  readonly modelVersion: string | null;
}

export interface ScoreResult {
  readonly written: number;
  /** Why no model scored; null when one did. */
  readonly fallback: 'no-live-model' | 'model-unavailable' | null;
}

/** One line of the log to write. */
interface Wanted {
  readonly article: ScorableArticle;
  readonly ageHours: number;
  /** The latest age the article has reached; the other line is what was expected at publication. */
  readonly current: boolean;
}

/** Write what is expected of each published article at the latest snapshot age it has reached, and at 0 h. */
export async function scoreTask(payload: ScorePayload, { knex, progress }: TaskContext): Promise<ScoreResult> {
  const { asOf, settings } = payload;
  const live =
    payload.modelVersion === null
      ? await liveModel(knex, 'ranker', decodeRanker)
      : await namedModel(knex, payload.modelVersion, decodeRanker);
  const modelVersion = live.modelVersion ?? BASELINE_VERSION;
  const wanted = await wantedLines(knex, payload, live.model, modelVersion);
  if (wanted.length === 0) return { written: 0, fallback: live.fallback };
  progress('scoring', 0, wanted.length);

  const { windowDays } = settings.ranker;
  const counted = await readHistory(knex, settings.labels, new Date(asOf), { windowDays });
  const keys = new Map(wanted.map(({ article: { key } }) => [targetId(key), key]));
  const history = await withTextsJudged(knex, counted, live.model, [...keys.values()], asOf);
  const model = live.model && recalibrate(live.model, history, asOf);
  const { rows, matrix } = rank(history, wanted.map(requestOf), asOf, model, settings, 'paths');
  const unseen = model === null ? new Map<string, number>() : outOfFoldLogs(model);

  const scoredAt = await nextScoringTime(knex, asOf);
  const records = { current: [] as PredictionRecord[], first: [] as PredictionRecord[] };
  wanted.forEach(({ article, ageHours, current }, i) => {
    const row = rows[i];
    if (!row) return;
    const log = unseen.get(`${targetId(article.key)}|${ageHours}`);
    const offset = matrix.offset[i] ?? 0;
    const expected = model === null || log === undefined ? row : asBeforeLearning(model, row, log, offset);
    const record = { ...recordOf(article, expected, scoredAt), modelVersion, fallback: live.fallback };
    records[current ? 'current' : 'first'].push(record);
  });
  await writePredictions(knex, records.first, 'keep');
  await writePredictions(knex, records.current, 'replace');
  if (payload.mode === 'all' || (await curvesAreOld(knex, asOf))) {
    await renewCurves(knex, history, model, { asOf, from: scoredFrom(payload) });
  }
  const written = records.current.length + records.first.length;
  progress('scoring', written, written);
  return { written, fallback: live.fallback };
}

/** Since when articles are scored. */
const scoredFrom = ({ asOf, settings }: ScorePayload): number =>
  asOf - Math.max(SCORED_DAYS * 24 * HOUR_MS, settings.labels.horizonMinutes * 60_000);

/** Just after the newest line of the log: with a clock that stands still, the newest line must still be told apart. */
async function nextScoringTime(knex: TaskContext['knex'], asOf: number): Promise<number> {
  const newest = await newestScoring(knex, { from: asOf, until: asOf + CLOCK_SLACK_MS });
  return newest === null ? asOf : newest + 1;
}

async function wantedLines(
  knex: TaskContext['knex'],
  payload: ScorePayload,
  model: RankerModel | null,
  modelVersion: string
): Promise<Wanted[]> {
  const { asOf, settings, mode } = payload;
  const { horizonMinutes } = settings.labels;
  const from = scoredFrom(payload);
  const articles = await readScorable(knex, { from, until: asOf, limit: LIMITS.rankedArticles });
  const scored = mode === 'due' ? await readScoredAges(knex, modelVersion) : new Map<string, ReadonlySet<number>>();
  const covers = observedCoverage(await readCoverage(knex));
  const ages = snapshotAges(model?.ageHours ?? SNAPSHOT_AGE_HOURS, horizonMinutes);

  return articles.flatMap((article): Wanted[] => {
    const { key, firstPublishedAt } = article;
    const reached = reachedAge(ages, (asOf - firstPublishedAt) / HOUR_MS);
    // Where tracking saw only part of the traffic, the views so far say nothing: what the content says is all there is.
    const ageHours = covers(firstPublishedAt, firstPublishedAt + reached * HOUR_MS) ? reached : 0;
    const known = scored.get(targetId(key));
    const lines: Wanted[] = [];
    if (!known?.has(ageHours * HOUR_MINUTES)) lines.push({ article, ageHours, current: true });
    // In hindsight only a model can say what was to be expected: it judged articles it had not learned from.
    if (ageHours > 0 && model !== null && !known?.has(0)) lines.push({ article, ageHours: 0, current: false });
    return lines;
  });
}

/** A published article brings its own snapshot from the history; the request's is never read. */
const NO_SNAPSHOT: ContentSnapshot = { title: '', category: null, author: null, tags: [], features: {} };

const requestOf = ({ article: { key, firstPublishedAt }, ageHours }: Wanted): ScoringRequest => ({
  key,
  locale: key.locale,
  snapshot: NO_SNAPSHOT,
  firstPublishedAt,
  ageHours,
});

/** log1p(V) of articles as predicted by models that had not learned from them, by `targetId|ageHours`. */
function outOfFoldLogs({ outOfFold }: RankerModel): Map<string, number> {
  const logs = new Map<string, number>();
  outOfFold.article.forEach((index, row) => {
    logs.set(`${outOfFold.articles[index]}|${outOfFold.ageHours[row]}`, outOfFold.predicted[row] ?? NaN);
  });
  return logs;
}

/**
 * The live model has learned from this article: what it says now is memory, not expectation. The log says what was
 * expected by the model that judged it before its label closed.
 */
function asBeforeLearning(model: RankerModel, row: RankedRow, log: number, offset: number): RankedRow {
  const { factor } = calibrationAt(model.calibration, row.ageHours);
  return { ...row, predicted: log - offset, ...rangeAround(log, (factor ?? Infinity) * row.spread, row.viewsSoFar) };
}

function recordOf({ key, contentHash }: ScorableArticle, row: RankedRow, scoredAt: number) {
  return {
    key,
    origin: 'scoring' as const,
    ageMinutes: row.ageHours * HOUR_MINUTES,
    scoredAt,
    predicted: row.predicted,
    expectedViews: row.expectedViews,
    lowViews: row.low,
    highViews: row.high,
    viewsSoFar: row.viewsSoFar,
    percentile: row.percentile,
    reasons: row.reasons,
    contentHash,
    shownAt: null,
  };
}
