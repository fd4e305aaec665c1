import { deriveSeed } from '../math/random';
import { contest, type Contestants } from './diagnostics/contest';
import { contestantsOf, takeContestants } from './diagnostics/diagnose';
import type { OutOfFold } from './out-of-fold';
import type { RankerModel } from './ranker-model';
import type { Contest } from './report-details';

/** Two versions on the rows both have judged; their `difference` is the first less the second. */
export interface VersionContest {
  readonly overall: Contest;
  readonly ages: readonly (Contest & { readonly ageHours: number })[];
}

/** Bounds the cost: of more articles the latest judged are compared. */
const MOST_ARTICLES = 1_000;
/** Truths of one row further apart than this are not the same truth (they are kept as 32-bit numbers). */
const SAME_TRUTH = 1e-3;

/**
 * Two versions side by side, by what each had predicted of later articles it had not seen. In a contest `model` is the
 * first version and `guess` the second. Of more than 1,000 articles the latest. null where they predict something else: another horizon or other weights.
 *
 * Cost: O(rows) per resample, 500 of them.
 */
export function compareVersions(
  first: Pick<RankerModel, 'settings' | 'outOfFold'>,
  second: Pick<RankerModel, 'settings' | 'outOfFold'>,
  seed: number
): VersionContest | null {
  const target = ({ settings }: Pick<RankerModel, 'settings'>) =>
    JSON.stringify([settings.horizonMinutes, Object.entries(settings.weights).sort()]);
  if (target(first) !== target(second)) return null;

  const rows = sharedRows(first.outOfFold, second.outOfFold);
  const own = rows.map(([row]) => row);
  const all: Contestants = {
    ...takeContestants(contestantsOf(first.outOfFold), own),
    guess: Float64Array.from(rows, ([, row]) => second.outOfFold.predicted[row]!),
  };
  const ageHours = own.map((row) => first.outOfFold.ageHours[row]!);
  const ages = [...new Set(ageHours)].sort((a, b) => a - b);
  return {
    overall: contest(all, deriveSeed(seed, 0)),
    ages: ages.map((age, at) => ({
      ageHours: age,
      ...contest(
        takeContestants(
          all,
          Array.from(ageHours.keys()).filter((row) => ageHours[row] === age)
        ),
        deriveSeed(seed, at + 1)
      ),
    })),
  };
}

/** Pairs of rows about the same article at the same age, whose truth is the same. */
function sharedRows(first: OutOfFold, second: OutOfFold): [number, number][] {
  const idOf = ({ articles, article, ageHours }: OutOfFold, row: number) =>
    `${articles[article[row]!]}|${ageHours[row]}`;
  const rowOf = new Map(Array.from(second.article.keys(), (row) => [idOf(second, row), row]));
  const shared = Array.from(first.article.keys()).flatMap((row): [number, number][] => {
    const other = rowOf.get(idOf(first, row));
    if (other === undefined || Math.abs(first.actual[row]! - second.actual[other]!) > SAME_TRUTH) return [];
    return [[row, other]];
  });
  shared.sort(([a], [b]) => first.origin[b]! - first.origin[a]! || a - b);
  const latest = new Set<number>();
  for (const [row] of shared) if (latest.size < MOST_ARTICLES) latest.add(first.article[row]!);
  return shared.filter(([row]) => latest.has(first.article[row]!));
}
