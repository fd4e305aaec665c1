import { ndcgAtK, rmse, spearman } from '../metrics';
import type { RankerScore } from './report';

const TOP = 10;
/** Fewer articles than this make no order worth judging. */
const PERIOD_ARTICLES = 5;

/** Rows of one age, judged in periods. */
export interface JudgedAge {
  readonly origin: Float64Array;
  readonly ageHours: Float64Array;
  readonly predicted: Float64Array;
  /** log1p(V). */
  readonly actual: Float64Array;
}

/**
 * RMSE over all rows; Spearman and NDCG@10 (gain = V) among the articles of one period at one age, then their mean.
 * null where nothing could be judged.
 */
export function scoreLater(name: RankerScore['name'], judged: JudgedAge): RankerScore {
  const { origin, ageHours, predicted, actual } = judged;
  if (predicted.length === 0) return { name, rmse: null, spearman: null, ndcgAt10: null };

  const cells = new Map<string, number[]>();
  origin.forEach((start, row) => {
    const id = `${start}|${ageHours[row]}`;
    const known = cells.get(id);
    if (known) known.push(row);
    else cells.set(id, [row]);
  });
  const orders = [...cells.values()]
    .filter((rows) => rows.length >= PERIOD_ARTICLES)
    .map((rows) => {
      const truth = rows.map((row) => actual[row]!);
      const guess = rows.map((row) => predicted[row]!);
      // A constant guess puts articles in no order: that is worth 0, not nothing.
      const rho = spearman(truth, guess);
      return { rho: Number.isNaN(rho) ? 0 : rho, ndcg: ndcgAtK(truth.map(Math.expm1), guess, TOP) };
    });
  return {
    name,
    rmse: finite(rmse(actual, predicted)),
    spearman: meanOf(orders.map(({ rho }) => rho)),
    ndcgAt10: meanOf(orders.map(({ ndcg }) => ndcg)),
  };
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : finite(values.reduce((sum, value) => sum + value, 0) / values.length);
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
