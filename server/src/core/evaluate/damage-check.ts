import { rmse, spearman } from '../metrics';
import { quantileSorted } from '../math/quantile';
import type { RankerEvaluation } from './evaluate-ranker';
import { importanceByColumn } from './importance';
import { predictedLog } from './predicted-log';
import type { RankerModel } from './ranker-model';
import { predictResiduals } from './residual-model';
import { takeRows, takeValues } from './take-rows';

const LATEST_ROWS = 200;
const LEAST_ROWS = 20;
/** The least agreement in order between the finished model and those that were judged. */
export const LEAST_SPEARMAN = 0.8;
/**
 * Third quartile of the trees' errors over the first: 1.1 to 1.3 in intact forests of some hundred articles, 1.6 and
 * more with strangers. Trees of few articles differ more among themselves.
 */
export const MOST_TREE_SPREAD = 1.5;
const MANY_ARTICLES = 200;
/** Columns of the live model, strongest first, that must still say something. */
const STRONGEST_COLUMNS = 10;

export type Damage = 'order' | 'fit' | 'trees' | 'column';

export interface DamageCheck {
  readonly intact: boolean;
  /** What was found first; null in an intact model. */
  readonly damage: Damage | null;
  /** Later rows it was compared on. */
  readonly rows: number;
  /** The following are null where there is too little to say. */
  readonly spearman: number | null;
  /** RMSE in log1p(V) on the judged rows: of the finished model, which has learned from them, and as they were judged. */
  readonly error: number | null;
  readonly judgedError: number | null;
  readonly treeSpread: number | null;
  readonly lostColumn: string | null;
}

type Evaluated = Pick<RankerEvaluation, 'matrix' | 'outOfFold' | 'rows'>;

/**
 * Is the finished model what was judged? Read it from its bytes before asking.
 *
 * - order: it puts the latest 200 closed rows in the order in which the models before it did (Spearman at least .8, or
 *   not below it by more than chance among so few articles);
 * - fit: on rows it has learned from, its error is no larger than that of models which had not seen them. A model fitted
 *   to other targets than these breaks this, whatever its order, which early views alone keep;
 * - trees: trees of one forest are drawn alike, so their single errors on its rows are alike. Where some are another
 *   forest's, the quartiles lie in two heaps;
 * - column: each of the ten strongest columns of the live model still varies, and is still used. Columns say much the
 *   same, so an error need not show that one is gone.
 *
 * Under 20 rows the first two say nothing, and nothing is held against the model. Cost: as predicting every row twice.
 */
export function checkDamage(
  model: RankerModel,
  evaluated: Evaluated,
  live: Pick<RankerModel, 'ages' | 'columns'> | null
): DamageCheck {
  const { matrix, rows } = evaluated;
  const compared = rows.length < LEAST_ROWS ? null : compareWithJudged(model, evaluated);
  const treeSpread = mostTreeSpread(model, matrix);
  const found = {
    spearman: compared?.spearman ?? null,
    error: compared?.error ?? null,
    judgedError: compared?.judgedError ?? null,
    treeSpread,
    lostColumn: live ? lostColumn(model, evaluated, live) : null,
  };
  const damage = damageIn(found, compared?.articles ?? null);
  return { intact: damage === null, damage, rows: compared?.rows ?? rows.length, ...found };
}

type Found = Omit<DamageCheck, 'intact' | 'damage' | 'rows'>;

function damageIn(
  { spearman, error, judgedError, treeSpread, lostColumn }: Found,
  articles: number | null
): Damage | null {
  if (lostColumn !== null) return 'column';
  if (treeSpread !== null && treeSpread > MOST_TREE_SPREAD) return 'trees';
  // A model that says one and the same has no order at all.
  if (articles !== null && (spearman === null || mostSpearman(spearman, articles) < LEAST_SPEARMAN)) return 'order';
  return error !== null && judgedError !== null && error > judgedError ? 'fit' : null;
}

/**
 * Upper end of the 90 % interval of a rank correlation. Rows of one article say one thing: articles count.
 *
 * Source: Fieller, Hartley and Pearson (1957), "Tests for Rank Correlation Coefficients", Biometrika 44.
 */
function mostSpearman(rho: number, articles: number): number {
  if (articles <= 3) return 1;
  return Math.tanh(Math.atanh(Math.min(rho, 1 - 1e-9)) + 1.645 * Math.sqrt(1.06 / (articles - 3)));
}

function compareWithJudged(model: RankerModel, { matrix, outOfFold, rows }: Evaluated) {
  const { predicted } = predictResiduals(model, takeRows(matrix.X, rows), takeValues(matrix.ageHours, rows));
  const said = Float64Array.from(rows, (row, i) =>
    predictedLog(matrix.offset[row]!, predicted[i]!, matrix.viewsSoFar[row]!)
  );
  const latest = Array.from(rows.keys())
    .sort((a, b) => outOfFold.closesAt[b]! - outOfFold.closesAt[a]! || a - b)
    .slice(0, LATEST_ROWS);
  const rho = spearman(
    latest.map((at) => said[at]!),
    latest.map((at) => outOfFold.predicted[at]!)
  );
  return {
    rows: latest.length,
    articles: new Set(latest.map((at) => outOfFold.article[at])).size,
    spearman: Number.isNaN(rho) ? null : rho,
    error: rmse(outOfFold.actual, said),
    judgedError: rmse(outOfFold.actual, outOfFold.predicted),
  };
}

/** Of the age where they are least alike; null where no age has trees that mean something alone. */
function mostTreeSpread({ ages }: RankerModel, { X, y, ageHours }: RankerEvaluation['matrix']): number | null {
  const spreads = ages.flatMap(({ ageHours: age, regression }) => {
    const rows = Int32Array.from(ageHours.keys()).filter((row) => ageHours[row] === age);
    const errors = regression.treeErrors?.(takeRows(X, rows), takeValues(y, rows));
    const spread = errors ? spreadOfTrees(errors) : null;
    // Measured as if there were many articles: chance falls with the root of their number.
    return spread === null ? [] : [1 + (spread - 1) * Math.min(1, Math.sqrt(rows.length / MANY_ARTICLES))];
  });
  return spreads.length === 0 ? null : Math.max(...spreads);
}

function spreadOfTrees(errors: Float64Array): number | null {
  const sorted = Float64Array.from(errors).sort();
  const low = quantileSorted(sorted, 0.25);
  return low > 0 ? quantileSorted(sorted, 0.75) / low : null;
}

/** The strongest column of the live model that is the same for every row now, or that the finished model never asks. */
function lostColumn(
  model: RankerModel,
  { matrix }: Evaluated,
  live: Pick<RankerModel, 'ages' | 'columns'>
): string | null {
  const shares = importanceByColumn(live, live.columns.length);
  const own = importanceByColumn(model, model.columns.length);
  const strongest = live.columns
    .map((name, column) => ({ name, share: shares[column]! }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, STRONGEST_COLUMNS);
  const lost = strongest.find(({ name }) => {
    const column = matrix.columns.indexOf(name);
    const isRecipe = !model.columns.includes(name);
    return !isRecipe && (isConstant(matrix, column) || own[model.columns.indexOf(name)] === 0);
  });
  return lost?.name ?? null;
}

/** In the latest 200 rows, which are the last ones; missing everywhere is constant too. */
function isConstant({ X }: RankerEvaluation['matrix'], column: number): boolean {
  const newest = X.data.length - X.nColumns + column;
  const oldest = Math.max(X.nRows - LATEST_ROWS, 0) * X.nColumns;
  for (let i = newest; i >= oldest; i -= X.nColumns) if (!Object.is(X.data[i], X.data[newest])) return false;
  return true;
}
