import { NEEDED_LABELS, scoreWords, withTextScore, type RankerModel, type Words } from '../../core/evaluate';
import { decodeRanker } from '../../core/evaluate/ranker-model';
import { CoreError } from '../../core/errors';
import { collectArticles, versionAt } from '../../core/features/articles';
import { buildLabels } from '../../core/features/labels';
import type { ScoringRequest } from '../../core/features/scoring-matrix';
import type { SiteHistory } from '../../core/features/types';
import { type EntryToRead, readContent } from '../../core/publication/read-content';
import { targetId, type TargetKey } from '../../core/target';
import { answerWhatIf, type Changes, type PlacedForecast, type WhatIfAnswer } from '../../core/what-if';
import type { TaskContext } from '../context';
import type { LearningSettings } from '../learning-settings';
import { liveModel } from '../live-models';
import { rank } from '../rank';
import { recentHistory } from '../recent-history';
import { textScores } from '../text-scores';

/** The article as it is: published, a draft that was read already, or a text that is nowhere saved. */
export type WhatIfBase =
  | { readonly kind: 'published'; readonly key: TargetKey }
  | { readonly kind: 'draft'; readonly request: ScoringRequest; readonly words: Words }
  | { readonly kind: 'text'; readonly entry: EntryToRead };

export interface WhatIfPayload {
  readonly base: WhatIfBase;
  readonly variants: readonly Changes[];
  /** Of the title, such as "en". */
  readonly language: string;
  readonly showCategories: boolean;
  readonly asOf: number;
  readonly settings: LearningSettings;
}

export type Abstention = 'no-live-model' | 'model-unavailable' | 'not-enough-data' | 'older-model';

export interface WhatIfResult {
  readonly modelVersion: string | null;
  readonly fallback: 'no-live-model' | 'model-unavailable' | 'not-enough-data' | null;
  readonly title: string;
  readonly category: string | null;
  readonly publishAt: number;
  /** null when not even a baseline can say anything. */
  readonly current: PlacedForecast | null;
  /** null while nobody can say what a change goes along with: `abstained` says why. */
  readonly answer: Omit<WhatIfAnswer, 'current'> | null;
  readonly abstained: Abstention | null;
  /** Closed labels still missing until a ranker is trained. */
  readonly missingLabels: number;
}

/** The same article with something changed, for someone who waits. @throws {CoreError} see `answerWhatIf`; NOT_FOUND. */
export async function whatIfTask(
  { base, variants, language, showCategories, asOf: now, settings }: WhatIfPayload,
  { knex }: TaskContext
): Promise<WhatIfResult> {
  const live = await liveModel(knex, 'ranker', decodeRanker);
  const { history, model, asOf } = await recentHistory(knex, settings, live.model, now);
  const asked = requestOf(base, history, asOf);
  const request = await withWords(base, asked, model, knex, asOf);
  const { title, category } = request.snapshot;
  const told = { title, category, publishAt: request.firstPublishedAt, modelVersion: live.modelVersion };

  if (model === null || model.whatIf === null) {
    const [row = null] = rank(history, [request], asOf, model, settings, 'paths').rows;
    const missingLabels = model === null ? Math.max(0, NEEDED_LABELS - buildLabels(history, asOf).length) : 0;
    const fallback = row === null ? ('not-enough-data' as const) : live.fallback;
    return { ...told, fallback, current: row, answer: null, abstained: fallback ?? 'older-model', missingLabels };
  }
  const { windowDays } = settings.ranker;
  const question = { base: request, variants, language, windowDays, showCategories };
  const { current, ...answer } = answerWhatIf(history, model, model.whatIf, question, asOf);
  return { ...told, fallback: null, current, answer, abstained: null, missingLabels: 0 };
}

/** Every article is asked about as if it were new: its own readers are no part of the question. */
function requestOf(base: WhatIfBase, history: SiteHistory, asOf: number): ScoringRequest {
  if (base.kind === 'draft') return base.request;
  if (base.kind === 'text') {
    const { snapshot } = readContent(base.entry);
    return { key: null, locale: base.entry.locale, snapshot, firstPublishedAt: asOf, ageHours: 0 };
  }
  const { key } = base;
  const own = history.publications.filter((record) => targetId(record.key) === targetId(key));
  const article = collectArticles({ ...history, publications: own }).get(targetId(key));
  if (article === undefined) {
    throw new CoreError('NOT_FOUND', { got: key.documentId, expected: 'an article of the time that is learned from' });
  }
  const { snapshot } = versionAt(article, asOf);
  return { key: null, locale: key.locale, snapshot, firstPublishedAt: article.firstPublishedAt, ageHours: 0 };
}

/** What the ranker's own scorer says of the words as they are: a change of the title says nothing of the text. */
async function withWords(
  base: WhatIfBase,
  request: ScoringRequest,
  model: RankerModel | null,
  knex: TaskContext['knex'],
  asOf: number
): Promise<ScoringRequest> {
  const scorer = model?.text;
  if (!scorer) return request;
  const score = async (): Promise<number> => {
    if (base.kind !== 'published') return scoreWords(scorer, wordsOf(base));
    const known = await textScores(knex, model, [base.key], asOf);
    return known.get(targetId(base.key)) ?? NaN;
  };
  return { ...request, snapshot: withTextScore(request.snapshot, await score()) };
}

function wordsOf(base: Exclude<WhatIfBase, { kind: 'published' }>): Words {
  if (base.kind === 'draft') return base.words;
  const { snapshot, text, language } = readContent(base.entry);
  return { title: snapshot.title, text, language };
}
