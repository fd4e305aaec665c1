/**
 * The drill `effects`: does a forest over the product's own features find what was planted, and nothing else?
 * Pure core: the simulator, the rollup's counting, the features, the forest. No Strapi, no database.
 */
import { CATALOG } from '../../server/src/core/features/catalog';
import { buildTrainingMatrix, type TrainingMatrix } from '../../server/src/core/features/training-matrix';
import { createRegressionLearner, DEFAULT_FOREST_PARAMS, type FitInput } from '../../server/src/core/learners';
import { spearman } from '../../server/src/core/metrics';
import { DEFAULT_WORLD, SIGNED_EFFECTS, type WorldEffects } from '../../playground/src/simulator';
import { simulatedSite } from './simulated-history';

export const ARTICLES = 400;
const NEWEST = 0.2;
const NULL_FACTOR = 'field.noise';
/** The bars: signs right per seed, and the rank the null factor must stay behind. */
export const NEEDED_SIGNS = 5;
export const TOP_FEATURES = 5;

type Signed = (typeof SIGNED_EFFECTS)[number];

/** Which column shows a planted effect, and whether the column runs against it. */
const COLUMN_OF: Readonly<Record<Signed, { readonly column: string; readonly direction: 1 | -1 }>> = {
  titleLength: { column: 'titleCharacters', direction: 1 },
  textLength: { column: 'textWords', direction: 1 },
  evening: { column: 'publishedInEvening', direction: 1 },
  weekday: { column: 'publishedOnWeekend', direction: -1 },
  authorSkill: { column: 'authorPast', direction: 1 },
  questionTitle: { column: 'titleIsQuestion', direction: 1 },
};

export interface EffectsResult {
  readonly seed: number;
  /** Spearman between each effect's feature and its contribution on the newest articles. */
  readonly correlations: Readonly<Record<Signed, number>>;
  /** Effects whose sign was learned right, of six. */
  readonly rightSigns: number;
  /** Place of the null factor among all columns by importance, 1 = most important. */
  readonly nullRank: number;
}

/** One seed: simulate, count, build features, train on the older four fifths, explain the newest fifth. */
export function runEffects(seed: number, world: WorldEffects = DEFAULT_WORLD, nEstimators = 100): EffectsResult {
  const { history, asOf } = simulatedSite(seed, ARTICLES, world);
  const matrix = buildTrainingMatrix(history, { asOf, ageHours: [0] });
  const { train, test } = splitByTime(matrix);
  const learner = createRegressionLearner('forest', { ...DEFAULT_FOREST_PARAMS, nEstimators, seed });
  const model = learner.fit(fitInput(matrix, train));

  const contributions = test.map((row) => model.contributions(rowOf(matrix, row)).values);
  const correlations = Object.fromEntries(
    SIGNED_EFFECTS.map((effect) => [effect, correlationOf(matrix, test, contributions, COLUMN_OF[effect].column)])
  ) as Record<Signed, number>;
  const rightSigns = SIGNED_EFFECTS.filter((effect) => {
    const planted = Math.sign(world.effects[effect]) * COLUMN_OF[effect].direction;
    return Math.sign(correlations[effect]) === planted;
  }).length;

  return { seed, correlations, rightSigns, nullRank: rankOf(matrix.columns, model.importance(), NULL_FACTOR) };
}

/** Rows of the newest fifth, and rows whose label had closed before the first of those was published. */
function splitByTime({ firstPublishedAt, closesAt }: TrainingMatrix): { train: number[]; test: number[] } {
  const rows = Array.from(firstPublishedAt, (_, row) => row);
  const byTime = [...rows].sort((a, b) => firstPublishedAt[a]! - firstPublishedAt[b]!);
  const split = firstPublishedAt[byTime[Math.floor(rows.length * (1 - NEWEST))]!]!;
  return {
    train: rows.filter((row) => closesAt[row]! <= split),
    test: rows.filter((row) => firstPublishedAt[row]! >= split),
  };
}

const rowOf = ({ X }: TrainingMatrix, row: number): Float32Array =>
  X.data.subarray(row * X.nColumns, (row + 1) * X.nColumns);

function fitInput(matrix: TrainingMatrix, rows: readonly number[]): FitInput {
  const { nColumns } = matrix.X;
  const data = new Float32Array(rows.length * nColumns);
  rows.forEach((row, to) => data.set(rowOf(matrix, row), to * nColumns));
  return {
    X: { nRows: rows.length, nColumns, data },
    y: Float64Array.from(rows, (row) => matrix.y[row]!),
    groups: Int32Array.from(rows, (row) => matrix.groups[row]!),
  };
}

/** Columns that readers see under one name are one reason: their contributions add up. */
function correlationOf(
  matrix: TrainingMatrix,
  rows: readonly number[],
  contributions: readonly Float64Array[],
  column: string
): number {
  const reasonOf = (name: string) => CATALOG.find((feature) => feature.name === name)?.reason ?? name;
  const shared = matrix.columns.flatMap((name, at) => (reasonOf(name) === reasonOf(column) ? [at] : []));
  const values = rows.map((row) => rowOf(matrix, row)[matrix.columns.indexOf(column)]!);
  const sums = contributions.map((each) => shared.reduce((sum, at) => sum + each[at]!, 0));
  // A constant contribution correlates with nothing.
  return spearman(values, sums) || 0;
}

const rankOf = (columns: readonly string[], importance: Float64Array, name: string): number => {
  const own = importance[columns.indexOf(name)]!;
  return 1 + importance.filter((share) => share > own).length;
};
