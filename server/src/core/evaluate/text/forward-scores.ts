import { CoreError } from '../../errors';
import { createTextLearner, type TextAlgorithm, type TextModel } from '../../text';
import { OTHERS, TOP_QUARTER, topQuarterThreshold, type TextExample } from './examples';
import { partRead, topQuarterOf, type TextScorer } from './text-scorer';

/** Labels before the first classifier; each later one waits for half as many again. */
const FIRST_LABELS = 60;
const GROWTH = 1.5;
/** Not chosen anew at each fold: a feature must mean the same in all of them. */
const ALGORITHM: TextAlgorithm = 'complement-nb';
/** A ranker carries them all. */
const MAX_TERMS = 20_000;
/** Latest articles whose scores go along with the last classifier. */
const KNOWN_ARTICLES = 2_000;
/** Latest closed articles whose texts are read. */
export const SCORED_ARTICLES = 5_000;

export interface ForwardScores {
  /** By `targetId`: what a classifier that had seen only labels closed before says of the article; absent = unknown. */
  readonly scores: ReadonlyMap<string, number>;
  /** Fitted on every label, for articles to come; null with too few or with one class only. */
  readonly scorer: TextScorer | null;
}

interface Fold {
  /** Labels in order of closing it learned from. */
  readonly labels: number;
  /** Instant at which the last of them closed: it judges articles first published from then on. */
  readonly from: number;
}

/**
 * How much each text reads like the locale's top quarter, said only by what was known at its first publication.
 *
 * Classifiers are fitted on the first 60, 90, 135, … labels that closed, and each judges the articles first published
 * while it was the latest: all together cost three times the last one, and what is published or closes later changes
 * none of them. The same score may so be read at every rolling origin.
 *
 * @param examples articles with a text and a closed label, in any order.
 * @throws {CoreError} CANCELLED.
 *
 * Source: Wolpert (1992), "Stacked generalization", Neural Networks 5; in time as Dawid (1984), "The prequential
 * approach", JRSS A 147.
 */
export function forwardScores(
  examples: readonly TextExample[],
  seed: number,
  onProgress?: (done: number, total: number) => void,
  isCancelled?: () => boolean
): ForwardScores {
  const closed = [...examples].sort((a, b) => a.closesAt - b.closesAt || (a.id < b.id ? -1 : 1));
  const folds = foldsOf(closed);
  if (folds.length === 0) return { scores: new Map(), scorer: null };

  const scores = new Map<string, number>();
  folds.forEach(({ labels, from }, k) => {
    const until = folds[k + 1]?.from ?? Infinity;
    const judged = closed.filter(({ publishedAt }) => publishedAt >= from && publishedAt < until);
    const model = judged.length === 0 ? null : fit(closed.slice(0, labels), seed, isCancelled);
    if (model) for (const { id, document } of judged) scores.set(id, topQuarterOf(model, document));
    onProgress?.(k + 1, folds.length + 1);
  });
  const model = fit(closed, seed, isCancelled);
  onProgress?.(folds.length + 1, folds.length + 1);
  return { scores, scorer: model && { model, known: latestScores(closed, scores) } };
}

function foldsOf(closed: readonly TextExample[]): Fold[] {
  const folds: Fold[] = [];
  for (let wanted = FIRST_LABELS; wanted <= closed.length; wanted *= GROWTH) {
    const labels = Math.floor(wanted);
    folds.push({ labels, from: closed[labels - 1]!.closesAt });
  }
  return folds;
}

/** null where the window has one class only. */
function fit(window: readonly TextExample[], seed: number, isCancelled?: () => boolean): TextModel | null {
  if (isCancelled?.()) throw new CoreError('CANCELLED', { got: 'while judging texts' });
  const threshold = topQuarterThreshold(window);
  const labels = window.map(({ truth, locale }) => (Number(truth) > threshold(locale) ? TOP_QUARTER : OTHERS));
  if (new Set(labels).size < 2) return null;
  const learner = createTextLearner(ALGORITHM, { maxVocabulary: MAX_TERMS, seed });
  return learner.fit({ documents: window.map(({ document }) => partRead(document)), labels }, undefined, isCancelled);
}

/** Articles the last classifier has learned from: it would remember them, so what was said before goes along. */
function latestScores(closed: readonly TextExample[], scores: ReadonlyMap<string, number>): Map<string, number> {
  const latest = [...closed].sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? -1 : 1));
  return new Map(latest.slice(0, KNOWN_ARTICLES).map(({ id }) => [id, scores.get(id) ?? NaN]));
}
