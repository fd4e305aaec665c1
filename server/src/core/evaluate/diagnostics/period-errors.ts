import { bootstrapIntervals } from '../../metrics';
import { deriveSeed } from '../../math/random';
import type { Measured, PeriodDetails } from '../report-details';
import { LEVEL, measured, REPEATS, rounded } from './measured';

/** Squared errors of later rows, (n,) each. */
export interface PeriodRows {
  readonly article: ArrayLike<number>;
  readonly origin: Float64Array;
  readonly model: Float64Array;
  /** NaN without a guess. */
  readonly guess: Float64Array;
}

/**
 * Errors by the period they were made in, oldest first, and whether they grow: the newer half of the periods against
 * the older half. Articles are drawn with replacement; an article lies in one period only.
 */
export function periodErrors(
  { article, origin, model, guess }: PeriodRows,
  periods: readonly { readonly origin: number; readonly until: number }[],
  seed: number
): { periods: PeriodDetails[]; trend: Measured | null } {
  const rowsOf = (holds: (start: number) => boolean) => Array.from(origin.keys()).filter((row) => holds(origin[row]!));
  const shown = periods.map(({ origin: from, until }, at) => {
    const rows = rowsOf((start) => start === from);
    const groups = rows.map((row) => article[row]!);
    const squares = rows.map((row) => model[row]!);
    const [rmse] = bootstrapIntervals({
      metrics: (drawn) => [rootMean(squares, drawn)],
      nRows: rows.length,
      groups,
      seed: deriveSeed(seed, at),
      repeats: REPEATS,
      level: LEVEL,
    });
    const simple = Math.sqrt(rows.reduce((sum, row) => sum + guess[row]!, 0) / rows.length);
    return {
      from,
      until,
      articles: new Set(groups).size,
      rmse: measured(rmse!)!,
      guess: Number.isFinite(simple) ? rounded(simple) : null,
    };
  });
  return { periods: shown, trend: trendOf({ article, origin, model }, periods, seed) };
}

/** Share by which errors of the newer half are larger. */
function trendOf(
  { article, origin, model }: Omit<PeriodRows, 'guess'>,
  periods: readonly { readonly origin: number }[],
  seed: number
): Measured | null {
  const middle = periods[Math.floor(periods.length / 2)];
  if (periods.length < 2 || middle === undefined) return null;
  const isNew = origin.map((start) => (start >= middle.origin ? 1 : 0));
  const [trend] = bootstrapIntervals({
    metrics: (drawn) => [
      rootMean(
        model,
        drawn.filter((row) => isNew[row] === 1)
      ) /
        rootMean(
          model,
          drawn.filter((row) => isNew[row] === 0)
        ) -
        1,
    ],
    nRows: origin.length,
    groups: article,
    seed: deriveSeed(seed, periods.length),
    repeats: REPEATS,
    level: LEVEL,
  });
  return measured(trend!);
}

function rootMean(squares: ArrayLike<number>, rows: Uint32Array): number {
  let sum = 0;
  for (const row of rows) sum += squares[row]!;
  return Math.sqrt(sum / rows.length);
}
