import { forecast, rangeAround, type RankerForecast } from '../evaluate/forecast';
import { calibrationAt } from '../evaluate/calibration';
import type { RankerModel } from '../evaluate/ranker-model';
import { collectArticles, versionAt } from '../features/articles';
import { percentileAmong } from '../features/percentile';
import { buildScoringMatrix, type ScoringMatrix, type ScoringRequest } from '../features/scoring-matrix';
import { buildTrainingMatrix } from '../features/training-matrix';
import type { SiteHistory } from '../features/types';
import { changedRequest, movesOf, numberLevers, type Changes } from './changes';
import { comparableArticles, type Comparable } from './comparable';
import { changeOf, type Change, type WhatIfEffects } from './effects';
import { changeSentence, UNKNOWN_SENTENCE, wordingOf, type Wording } from './sentence';

export interface WhatIfQuestion {
  /** The article as it is, at 0 h. */
  readonly base: ScoringRequest;
  readonly variants: readonly Changes[];
  /** Of the title, such as "en". */
  readonly language: string;
  /** Comparable articles are looked for among those first published within so many days. */
  readonly windowDays: number;
  /** Whether names of categories may be told, and asked for. */
  readonly showCategories: boolean;
}

/** A forecast, and the share of the locale's closed articles that did worse. */
export interface PlacedForecast extends RankerForecast {
  readonly percentile: number | null;
}

export interface WhatIfVariant {
  /** null where nothing is known of a change, because too few articles differ in it, or no range can be given. */
  readonly prediction: PlacedForecast | null;
  /** Shares of views: .12 = 12 % more; null likewise. */
  readonly change: { readonly low: number; readonly expected: number; readonly high: number } | null;
  /** The share a plain comparison of articles shows; null likewise. */
  readonly plain: number | null;
  readonly wording: Wording;
  readonly sentence: string;
  readonly comparable: Comparable;
}

/** A number an editor can change: where it stands, and the range that was learned from. */
export interface LeverValue {
  readonly name: string;
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

export interface WhatIfAnswer {
  /** null where no range can be given. */
  readonly current: PlacedForecast | null;
  readonly levers: readonly LeverValue[];
  /** With closed articles in the locale, most articles first. */
  readonly categories: readonly string[];
  readonly variants: readonly WhatIfVariant[];
}

const MAX_CATEGORIES = 50;

/**
 * The same article with something changed. The level is the model's forecast of the article as it is; the difference
 * is what goes along with the change like for like. The model's own difference would take in whatever good articles
 * have in common.
 *
 * @throws {CoreError} OUTSIDE_TRAINING_RANGE, INVALID_REQUEST for changes that can't be answered.
 */
export function answerWhatIf(
  history: SiteHistory,
  model: RankerModel,
  effects: WhatIfEffects,
  question: WhatIfQuestion,
  asOf: number
): WhatIfAnswer {
  const { base, variants, language, windowDays, showCategories } = question;
  const requests = [base, ...variants.map((changes) => changedRequest(base, changes, language))];
  const matrix = buildScoringMatrix(history, requests, asOf, model);
  const current = forecast(model, matrix)[0] ?? null;

  const closed = buildTrainingMatrix(history, { asOf, ageHours: [0], windowDays });
  const articles = collectArticles(history);
  const categoryOf = (row: number): string | null => {
    const article = articles.get(closed.articles[closed.groups[row]!]!.id);
    return article ? versionAt(article, article.firstPublishedAt).snapshot.category : null;
  };
  const inLocale = [...closed.groups.keys()].filter(
    (row) => closed.articles[closed.groups[row]!]!.key.locale === base.locale
  );
  const categories = showCategories ? byFrequency(inLocale.map(categoryOf)) : [];
  const place = (expected: RankerForecast): PlacedForecast => ({
    ...expected,
    percentile: percentileAmong(model.closedViews.get(base.locale) ?? [], expected.expectedViews),
  });

  return {
    current: current && place(current),
    levers: leverValues(effects, matrix),
    categories,
    variants: variants.map((changes, index): WhatIfVariant => {
      const after = index + 1;
      const moves = movesOf(effects, changes, { matrix, before: 0, after }, categories, `variants.${index}.changes`);
      const change = changeOf(effects, moves);
      const comparable = comparableArticles(model, closed, categoryOf, {
        moves,
        category: changes.category ?? base.snapshot.category,
        cells: matrix.X.data.slice(after * matrix.X.nColumns, (after + 1) * matrix.X.nColumns),
      });
      if (change === null) {
        return { prediction: null, change, plain: null, wording: 'none', sentence: UNKNOWN_SENTENCE, comparable };
      }
      const wording = wordingOf(
        change,
        moves.some(({ effect }) => effect.confounded)
      );
      return {
        prediction: current && place(movedForecast(model, matrix, current, change)),
        change: shares(change),
        plain: Math.expm1(change.plain),
        wording,
        sentence: changeSentence(wording, changes, change, history.settings.timeZone),
        comparable,
      };
    }),
  };
}

/** The forecast moved by a change, its interval as much wider as the change is unsure: the two errors have nothing in common. */
function movedForecast(model: RankerModel, matrix: ScoringMatrix, current: RankerForecast, change: Change) {
  const { factor } = calibrationAt(model.calibration, 0);
  const predicted = current.predicted + change.expected;
  const half = Math.hypot((factor ?? 0) * current.spread, change.high - change.expected);
  return { predicted, spread: current.spread, ...rangeAround(matrix.offset[0]! + predicted, half, 0) };
}

const shares = ({ low, expected, high }: Change) => ({
  low: Math.expm1(low),
  expected: Math.expm1(expected),
  high: Math.expm1(high),
});

function leverValues(effects: WhatIfEffects, { columns, X }: ScoringMatrix): LeverValue[] {
  return numberLevers(effects).map(({ lever, low, high }) => {
    const value = X.data[columns.indexOf(lever.column)]!;
    return { name: lever.name, value: Number.isNaN(value) ? null : value, low, high };
  });
}

function byFrequency(names: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .slice(0, MAX_CATEGORIES)
    .map(([name]) => name);
}
