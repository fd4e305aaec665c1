import type { TrainingMatrix } from '../../features/training-matrix';
import { permutationImportance } from '../../forest';
import { bootstrapInterval } from '../../metrics';
import { deriveSeed } from '../../math/random';
import { reasonOf } from '../reasons';
import { MAX_IMPORTANCE, type ReasonImportance } from '../report-details';
import { predictBelieved, type ResidualModel } from '../residual-model';
import { takeRows, takeValues } from '../take-rows';
import { LEVEL, measured, REPEATS } from './measured';

/** Most articles of a period that are shuffled, the newest: bounds the cost on large sites. */
const MOST_ARTICLES = 200;

/** Periods that are asked, the latest: bounds the cost. */
export const LAST_PERIODS = 4;

/** What one period's model lost on its own later rows, reason by reason. */
interface PeriodLoss {
  readonly rows: number;
  /** Mean squared error as it stands. */
  readonly error: number;
  /** (nReasons,) by how much it grew. */
  readonly growth: Float64Array;
}

/** Columns that say one thing to a reader stand and fall together; age is no reason. */
export function reasonSets(columns: readonly string[]): Map<string, number[]> {
  const sets = new Map<string, number[]>();
  columns.forEach((column, at) => {
    const reason = reasonOf(column);
    if (reason === null) return;
    const known = sets.get(reason);
    if (known) known.push(at);
    else sets.set(reason, [at]);
  });
  return sets;
}

/**
 * Gathers, period by period, how much errors on later articles grow when a reason's columns are dealt to other
 * articles. Each model is asked only about articles it had not seen, and the periods' spread makes the interval: it
 * holds chance in the shuffle, in the articles and in the model alike.
 */
export function createReasonImportance(matrix: TrainingMatrix, seed: number) {
  const sets = reasonSets(matrix.columns);
  const periods: PeriodLoss[] = [];
  return {
    /** Cost: one prediction of the period's rows per reason. */
    add(model: ResidualModel, test: Int32Array): void {
      const rows = newestArticles(matrix, test);
      const ages = takeValues(matrix.ageHours, rows);
      const y = takeValues(matrix.y, rows);
      let error = 0;
      const { mean } = permutationImportance({
        predict: (X) => predictBelieved(model, X, ages),
        X: takeRows(matrix.X, rows),
        y,
        score: (truth, predicted) => {
          const squared = meanSquare(truth, predicted);
          error ||= squared; // the first question is about the rows as they are
          return -squared;
        },
        seed: deriveSeed(seed, periods.length),
        repeats: 1,
        groups: Int32Array.from(rows, (row) => matrix.groups[row]!),
        sets: [...sets.values()],
      });
      periods.push({ rows: rows.length, error, growth: mean });
    },

    /** Strongest first. An interval needs two periods; with one it is the figure alone. */
    result(): ReasonImportance[] {
      if (periods.length === 0) return [];
      return [...sets.keys()]
        .map((feature, reason) => {
          const growth = bootstrapInterval({
            metric: (drawn) => growthOver(periods, reason, drawn),
            nRows: periods.length,
            seed: deriveSeed(seed, reason),
            repeats: REPEATS,
            level: LEVEL,
          });
          return { feature, growth: measured(growth) };
        })
        .flatMap(({ feature, growth }) => (growth !== null && growth.value > 0 ? [{ feature, growth }] : []))
        .sort((a, b) => b.growth.value - a.growth.value || (a.feature < b.feature ? -1 : 1))
        .slice(0, MAX_IMPORTANCE);
    },
  };
}

/** Share by which the root of the error grows. */
function growthOver(periods: readonly PeriodLoss[], reason: number, drawn: Uint32Array): number {
  let error = 0;
  let growth = 0;
  for (const at of drawn) {
    const period = periods[at]!;
    error += period.rows * period.error;
    growth += period.rows * period.growth[reason]!;
  }
  return error > 0 ? Math.sqrt(Math.max(0, 1 + growth / error)) - 1 : NaN;
}

function newestArticles({ groups }: TrainingMatrix, rows: Int32Array): Int32Array {
  const articles = [...new Set(Array.from(rows, (row) => groups[row]!))].sort((a, b) => a - b);
  const oldest = articles[Math.max(0, articles.length - MOST_ARTICLES)];
  return rows.filter((row) => groups[row]! >= (oldest ?? 0));
}

function meanSquare(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) sum += (truth[row]! - predicted[row]!) ** 2;
  return sum / truth.length;
}
