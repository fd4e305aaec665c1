import { mean } from '../../math/mean';
import { pairedBootstrap } from '../../metrics';
import type { JudgedRows } from '../out-of-fold';
import { pairRows } from './paired-rows';

/** Days between two looks at the challengers. Each is a chance to be wrong, and a week's new articles are the least that tells more. */
export const LOOK_DAYS = 7;
/**
 * Share of looks at an equal recipe that may end with it going live, over all challengers together: at one look a week
 * 52 × .001 = 5 % in a year, by adding up (Bonferroni), however much the looks have in common.
 */
const ERROR_PER_LOOK = 0.001;
const RESAMPLES = 20_000;

export interface Contender {
  readonly name: string;
  readonly judged: JudgedRows;
}

export interface ChallengeResult {
  readonly name: string;
  /** Root of the mean loss on the rows both have judged; null where they share none. */
  readonly error: number | null;
  readonly against: number | null;
  readonly won: boolean;
}

/**
 * Which challengers are better than the incumbent beyond doubt, on the same later articles, and the best of those.
 *
 * @returns each result in the order given, and the name of the winner; null while the incumbent stays.
 *
 * Source: Dunn (1961), "Multiple Comparisons Among Means", JASA 56, for adding up.
 */
export function challenge(
  incumbent: Contender,
  challengers: readonly Contender[],
  seed: number
): { results: ChallengeResult[]; winner: string | null } {
  const results = challengers.map((challenger): ChallengeResult => {
    const { own, other, articles } = pairRows(challenger.judged, incumbent.judged);
    if (own.length === 0) return { name: challenger.name, error: null, against: null, won: false };
    const slots = new Map([...new Set(articles)].map((article, slot) => [article, slot]));
    const { high } = pairedBootstrap({
      differences: own.map((loss, row) => loss - other[row]!),
      groups: articles.map((article) => slots.get(article)!),
      seed,
      n: RESAMPLES,
      level: 1 - (2 * ERROR_PER_LOOK) / challengers.length,
    });
    return { name: challenger.name, error: Math.sqrt(mean(own)), against: Math.sqrt(mean(other)), won: high < 0 };
  });
  const [best] = results.filter(({ won }) => won).sort((a, b) => (a.error ?? 0) - (b.error ?? 0));
  return { results, winner: best?.name ?? null };
}
