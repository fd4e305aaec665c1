import { TEXT_TOP_QUARTER } from '../../features/text/catalog';
import type { ContentSnapshot, SiteHistory } from '../../features/types';
import { targetId } from '../../target';
import type { TextDocument, TextModel } from '../../text';
import { textOf, TOP_QUARTER } from './examples';

/** Characters of a text that are read: what comes later says little more about it. */
const READ_CHARACTERS = 20_000;

/** What a ranker carries to say of a text what its training rows said: one artifact, so the two can't drift apart. */
export interface TextScorer {
  readonly model: TextModel;
  /** By `targetId`: scores of the latest articles it learned from, as said before it had; NaN = nothing was said. */
  readonly known: ReadonlyMap<string, number>;
}

/** What an article says. */
export interface Words {
  readonly title: string;
  readonly text: string;
  /** A locale such as `en`; the empty string where unknown. */
  readonly language: string;
}

/** Titles alone, as a site without texts has them, are not learned from. */
export const hasText = ({ text }: Words): boolean => text.trim() !== '';

/** What a scorer says of an article to come; NaN without a text. */
export function scoreWords({ model }: TextScorer, words: Words): number {
  return hasText(words) ? topQuarterOf(model, { text: textOf(words), language: words.language }) : NaN;
}

/** Probability that a document reads like the top quarter. */
export function topQuarterOf(model: TextModel, document: TextDocument): number {
  return model.classify(partRead(document)).find(({ label }) => label === TOP_QUARTER)?.probability ?? NaN;
}

/** The part of a document that is learned from and judged. */
export const partRead = ({ text, language }: TextDocument): TextDocument => ({
  text: text.slice(0, READ_CHARACTERS),
  language,
});

/** A snapshot as the features read it, with what its text says; NaN leaves it missing. */
export const withTextScore = <T extends ContentSnapshot>(snapshot: T, score: number): T => ({
  ...snapshot,
  features: { ...snapshot.features, [TEXT_TOP_QUARTER]: Number.isNaN(score) ? null : score },
});

/** A history whose articles carry their scores, all versions alike: what counts is the text readers first saw. */
export function withTextScores(history: SiteHistory, scores: ReadonlyMap<string, number>): SiteHistory {
  if (scores.size === 0) return history;
  const publications = history.publications.map((record) => {
    const score = scores.get(targetId(record.key));
    return score === undefined ? record : { ...record, snapshot: withTextScore(record.snapshot, score) };
  });
  return { ...history, publications };
}
