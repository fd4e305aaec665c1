import { buildScoringMatrix } from '../features/scoring-matrix';
import type { TrainingMatrix } from '../features/training-matrix';
import type { SiteHistory } from '../features/types';
import { targetId } from '../target';
import { BASELINES, fitBaselines, type BaselineName } from './baselines';

/** Guesses of closed labels by guessers that had not seen them. */
export interface JackknifedRows {
  readonly ageHours: Float64Array;
  readonly closesAt: Float64Array;
  /** (n,) log1p(V). */
  readonly actual: Float64Array;
  /** (n,) log1p(V) as guessed; NaN where nothing could be said. */
  readonly guesses: Readonly<Record<BaselineName, Float64Array>>;
}

/** Articles that are left out one by one, the latest to close. */
export const MOST_LEFT_OUT = 120;

/**
 * What the simple guesses would say of each of the latest closed articles today, had its own label not closed: at every
 * age of the matrix, and at 0 h. A site whose first articles all closed after its last was published knows no other errors.
 *
 * Cost: MOST_LEFT_OUT times that of a site's pasts.
 *
 * Source: Barber, Candès, Ramdas and Tibshirani (2021), "Predictive Inference with the Jackknife+", Annals of
 * Statistics 49.
 */
export function jackknifeGuesses(history: SiteHistory, matrix: TrainingMatrix, asOf: number): JackknifedRows {
  const known = new Set(matrix.articles.map(({ id }) => id));
  const closed = { ...history, publications: history.publications.filter(({ key }) => known.has(targetId(key))) };
  const rowsOf = groupRows(matrix);
  const closing = (group: number) => matrix.closesAt[rowsOf[group]?.[0] ?? -1] ?? -Infinity;
  const latest = [...matrix.articles.keys()].sort((a, b) => closing(b) - closing(a) || a - b).slice(0, MOST_LEFT_OUT);
  const found: { age: number; closesAt: number; actual: number; guesses: Record<BaselineName, number> }[] = [];

  for (const group of latest) {
    const { id, key } = matrix.articles[group]!;
    const own = rowsOf[group] ?? [];
    const [any] = own;
    if (any === undefined) continue;
    const counters = new Map(history.ageCounters);
    counters.delete(id);
    const version = closed.publications.find((record) => targetId(record.key) === id);
    if (version === undefined) continue;
    const draft = { key: null, locale: key.locale, snapshot: version.snapshot, firstPublishedAt: asOf, ageHours: 0 };
    const today = buildScoringMatrix({ ...closed, ageCounters: counters }, [draft], asOf);
    const others = Int32Array.from(matrix.y.keys()).filter((row) => matrix.groups[row] !== group);
    const baselines = fitBaselines(matrix, others);
    const at = (age: number, viewsSoFar: number) => {
      const row = {
        siteLevel: today.siteLevel,
        authorCategory: today.authorCategory,
        viewsSoFar: Float64Array.of(viewsSoFar),
        ageHours: Float64Array.of(age),
      };
      const guesses = Object.fromEntries(BASELINES.map((name) => [name, baselines.predict(name, row, 0)]));
      found.push({
        age,
        closesAt: matrix.closesAt[any]!,
        actual: Math.log1p(matrix.views[any]!),
        guesses: guesses as Record<BaselineName, number>,
      });
    };
    at(0, 0);
    for (const row of own) if (matrix.ageHours[row]! > 0) at(matrix.ageHours[row]!, matrix.viewsSoFar[row]!);
  }

  return {
    ageHours: Float64Array.from(found, ({ age }) => age),
    closesAt: Float64Array.from(found, ({ closesAt }) => closesAt),
    actual: Float64Array.from(found, ({ actual }) => actual),
    guesses: Object.fromEntries(
      BASELINES.map((name) => [name, Float64Array.from(found, ({ guesses }) => guesses[name])])
    ) as Record<BaselineName, Float64Array>,
  };
}

function groupRows({ groups, articles }: TrainingMatrix): number[][] {
  const rows: number[][] = articles.map(() => []);
  groups.forEach((group, row) => rows[group]!.push(row));
  return rows;
}
