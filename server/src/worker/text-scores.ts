import type { Knex } from 'knex';

import { closedSince, scoreWords, withTextScores, type RankerModel } from '../core/evaluate';
import type { SiteHistory } from '../core/features/types';
import { targetId, type TargetKey } from '../core/target';
import { readTexts } from '../repositories/history';

/** Documents of one read. */
const PAGE = 200;

/**
 * What a ranker's own text scorer says of published articles, by `targetId`: of those it has learned from, what was said
 * before it had; of the others, what it says of the text readers first saw. Empty for a ranker without one.
 */
export async function textScores(
  knex: Knex,
  model: RankerModel | null,
  keys: readonly TargetKey[],
  asOf: number
): Promise<ReadonlyMap<string, number>> {
  const scores = new Map<string, number>();
  if (!model?.text) return scores;
  const unknown: TargetKey[] = [];
  for (const key of keys) {
    const score = model.text.known.get(targetId(key));
    if (score === undefined) unknown.push(key);
    else scores.set(targetId(key), score);
  }
  for (let from = 0; from < unknown.length; from += PAGE) {
    const texts = await readTexts(knex, new Date(asOf), 'first', { documents: unknown.slice(from, from + PAGE) });
    for (const words of texts) scores.set(targetId(words.key), scoreWords(model.text, words));
  }
  return scores;
}

/**
 * A history whose articles carry what a ranker's text scorer says of them: those that are asked about, and those whose
 * labels closed since it was trained, by which its ranges are judged.
 */
export async function withTextsJudged(
  knex: Knex,
  history: SiteHistory,
  model: RankerModel | null,
  asked: readonly TargetKey[],
  asOf: number
): Promise<SiteHistory> {
  if (!model?.text) return history;
  const closed = closedSince(model, history, asOf).map(({ key }) => key);
  const keys = new Map([...asked, ...closed].map((key) => [targetId(key), key]));
  return withTextScores(history, await textScores(knex, model, [...keys.values()], asOf));
}
