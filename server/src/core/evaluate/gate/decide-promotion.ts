import { mean } from '../../math/mean';
import { pairedBootstrap } from '../../metrics';
import { LEAST_SPEARMAN, MOST_TREE_SPREAD, type DamageCheck } from '../damage-check';
import type { JudgedRows } from '../out-of-fold';
import type { GuardrailCheck } from './guardrails';
import { decisionSentence, type DecisionCode, type DecisionValues } from './messages';
import { pairRows } from './paired-rows';

/** Later articles below which nothing is decided. */
export const NEEDED_ARTICLES = 20;
/** A refresh may be this much worse, as a share of the error, before the interval is asked. */
const REFRESH_TOLERANCE = 0.02;
const LEVEL = 0.9;
const RESAMPLES = 2000;

export interface PromotionCandidate {
  /** Hash of features, parameters and algorithm: equal for a refresh. */
  readonly recipe: string;
  readonly closedLabels: number;
  readonly neededLabels: number;
  readonly judged: JudgedRows;
  /** null where there is none (text models). */
  readonly damage: DamageCheck | null;
  /** None for text models. */
  readonly guardrails: readonly GuardrailCheck[];
}

export interface LiveModel {
  readonly recipe: string;
  readonly judged: JudgedRows;
}

export interface Decision {
  readonly promote: boolean;
  readonly code: DecisionCode;
  readonly values: DecisionValues;
  /** In English; `decisionMessages[code]` with `values` for other languages. */
  readonly sentence: string;
}

/**
 * Whether a candidate goes live. Losses are compared row by row on the same later articles, articles drawn with
 * replacement (paired bootstrap, 90 %).
 *
 * - no live model, or one judged on other articles: it must beat the best simple guess by the interval;
 * - refresh (same recipe): it goes live unless its error is more than 2 % worse and the interval agrees;
 * - new recipe: it must be better by the interval;
 * - the finished model must not be damaged;
 * - and it must break no guardrail, however much better it is: then a person decides.
 */
export function decidePromotion(candidate: PromotionCandidate, live: LiveModel | null, seed: number): Decision {
  const outcome = compareModels(candidate, live, seed);
  if (!outcome.promote) return outcome;
  const { damage, guardrails } = candidate;
  if (damage !== null && !damage.intact) return damageDecision(damage);
  const broken = guardrails.find((guardrail) => guardrail.broken);
  return broken ? guardrailDecision(broken) : outcome;
}

function damageDecision({ damage, spearman, error, judgedError, treeSpread, lostColumn }: DamageCheck): Decision {
  if (damage === 'column') return decision('damaged-column', { feature: lostColumn ?? '' });
  if (damage === 'trees') {
    return decision('damaged-trees', { spread: rounded(treeSpread ?? 0), most: MOST_TREE_SPREAD });
  }
  if (damage === 'fit') {
    return decision('damaged-fit', { model: rounded(error ?? 0), judged: rounded(judgedError ?? 0) });
  }
  return decision('damaged', { spearman: rounded(spearman ?? 0), needed: LEAST_SPEARMAN });
}

function guardrailDecision({ name, value, limit }: GuardrailCheck): Decision {
  const got = value ?? 0;
  if (name === 'size') return decision('guardrail-size', { got: megabytes(got), limit: megabytes(limit) });
  return decision(`guardrail-${name}`, { got: rounded(got), limit: rounded(limit) });
}

function compareModels(candidate: PromotionCandidate, live: LiveModel | null, seed: number): Decision {
  const { closedLabels, neededLabels, judged } = candidate;
  if (closedLabels < neededLabels) return decision('not-enough-labels', { needed: neededLabels, got: closedLabels });
  const later = new Set(judged.articles).size;
  if (later < NEEDED_ARTICLES) return decision('not-enough-later-articles', { needed: NEEDED_ARTICLES, got: later });

  const shared = live ? pairRows(judged, live.judged) : null;
  if (!live || !shared || new Set(shared.articles).size < NEEDED_ARTICLES) {
    const { difference, values, ratio } = compare(judged.loss, judged.baselineLoss, judged.articles, 'baseline', seed);
    if (difference.high < 0) return decision('first-model-beats-baseline', values);
    // Chance is an excuse only for a model that looks better than the guess.
    return decision(ratio < 1 ? 'no-better-than-baseline' : 'worse-than-baseline', values);
  }
  const { difference, values, ratio } = compare(shared.own, shared.other, shared.articles, 'live', seed);
  if (candidate.recipe !== live.recipe) {
    return decision(difference.high < 0 ? 'recipe-better' : 'recipe-not-better', values);
  }
  const worse = ratio > 1 + REFRESH_TOLERANCE && difference.low > 0;
  return decision(worse ? 'refresh-worse' : 'refresh-ok', values);
}

/** The decision a person took, and why: back to an earlier version, or on to another. */
export const decisionByHand = (code: 'restored' | 'promoted', by: string, why: string): Decision =>
  decision(code, { by, why });

/** The decision nobody took: the version before steps in for one that can't be read any more. */
export const decisionOfDamage = (damaged: string): Decision => decision('stands-in', { damaged });

/** A version that was trained elsewhere waits to be chosen. */
export const decisionOfImport = (by: string, from: string): Decision => decision('imported', { by, from });

const GOES_LIVE: ReadonlySet<DecisionCode> = new Set<DecisionCode>([
  'first-model-beats-baseline',
  'refresh-ok',
  'recipe-better',
  'restored',
  'promoted',
  'stands-in',
]);

const decision = (code: DecisionCode, values: DecisionValues): Decision => ({
  promote: GOES_LIVE.has(code),
  code,
  values,
  sentence: decisionSentence(code, values),
});

function compare(
  own: ArrayLike<number>,
  other: ArrayLike<number>,
  articles: readonly string[],
  against: 'baseline' | 'live',
  seed: number
) {
  const numbers = new Map<string, number>();
  for (const article of articles) numbers.set(article, numbers.get(article) ?? numbers.size);
  const difference = pairedBootstrap({
    differences: Array.from(own, (loss, row) => loss - other[row]!),
    groups: articles.map((article) => numbers.get(article)!),
    seed,
    n: RESAMPLES,
    level: LEVEL,
  });
  const [error, otherError] = [Math.sqrt(mean(own)), Math.sqrt(mean(other))];
  const values = { articles: numbers.size, model: rounded(error), [against]: rounded(otherError) };
  return { difference, values, ratio: otherError > 0 ? error / otherError : error > 0 ? Infinity : 1 };
}

const MEGABYTE = 1024 * 1024;
const megabytes = (bytes: number) => Math.round((bytes / MEGABYTE) * 10) / 10;
const rounded = (value: number) => Math.round(value * 1000) / 1000;
