import { CoreError } from '../errors';

export interface BoostingParams {
  /** Most trees, 1–2,000; early stopping may end with fewer. */
  readonly nEstimators: number;
  /** Share of each tree's step that is taken, in (0, 1]. */
  readonly learningRate: number;
  /** Longest way from the root to a leaf, 1–64. */
  readonly maxDepth: number;
  /** Most leaves of a tree, best splits first; null for every split that gains, down to maxDepth. */
  readonly maxLeafNodes: number | null;
  /**
   * Least weight of a leaf's rows. Kept by asking for as much curvature as so many rows can have at most: exact with
   * squared loss, on the safe side with logistic loss.
   */
  readonly minSamplesLeaf: number;
  /** Least Σ hessian of a leaf: rows' weights with squared loss, weight · p(1 - p) with logistic. */
  readonly minChildWeight: number;
  /** L2 penalty on what a leaf says, >= 0. */
  readonly lambda: number;
  /** Share of the groups each tree sees, in (0, 1], drawn without replacement. */
  readonly subsample: number;
  /** Columns each tree sees: a share when at most 1, else a count. At least one is drawn. */
  readonly maxFeatures: number;
  /** Most bins per column, 2–255. */
  readonly maxBins: number;
  /** Share of the groups, the newest, that early stopping is judged on, in (0, 1). */
  readonly validationFraction: number;
  /** Rounds without improvement on the newest groups after which no more are tried; null: no early stopping. */
  readonly nIterNoChange: number | null;
  /** A whole number; its low 32 bits count. */
  readonly seed: number;
}

export const DEFAULT_BOOSTING_PARAMS: BoostingParams = {
  nEstimators: 300,
  learningRate: 0.05,
  maxDepth: 6,
  maxLeafNodes: null,
  minSamplesLeaf: 5,
  minChildWeight: 1,
  lambda: 1,
  subsample: 0.8,
  maxFeatures: 0.5,
  maxBins: 64,
  validationFraction: 0.2,
  nIterNoChange: 20,
  seed: 1,
};

type Rule = readonly [expected: string, holds: (value: number) => boolean];
const whole = (low: number, high: number): Rule => [
  `a whole number in ${low}..${high}`,
  (value) => Number.isInteger(value) && value >= low && value <= high,
];
const share: Rule = ['a share in (0, 1]', (value) => value > 0 && value <= 1];
const positive: Rule = ['a positive number', (value) => Number.isFinite(value) && value > 0];

const RULES: Readonly<Record<Exclude<keyof BoostingParams, 'maxLeafNodes' | 'nIterNoChange'>, Rule>> = {
  nEstimators: whole(1, 2000),
  learningRate: share,
  maxDepth: whole(1, 64),
  minSamplesLeaf: positive,
  minChildWeight: ['a number >= 0', (value) => Number.isFinite(value) && value >= 0],
  lambda: ['a number >= 0', (value) => Number.isFinite(value) && value >= 0],
  subsample: share,
  maxFeatures: [
    'a share in (0, 1] or a whole count',
    (value) => value > 0 && (value <= 1 || (Number.isInteger(value) && value <= 32767)),
  ],
  maxBins: whole(2, 255),
  validationFraction: ['a share in (0, 1)', (value) => value > 0 && value < 1],
  seed: ['a whole number', Number.isSafeInteger],
};

/** Fill in the defaults. @throws {CoreError} INVALID_VALUE naming the first parameter out of range. */
export function resolveBoostingParams(given: Partial<BoostingParams> = {}): BoostingParams {
  const params = { ...DEFAULT_BOOSTING_PARAMS, ...given };
  for (const [name, [expected, holds]] of Object.entries(RULES)) {
    const value = params[name as keyof typeof RULES];
    if (!holds(value)) throw new CoreError('INVALID_VALUE', { name, expected, got: String(value) });
  }
  checkOptional('maxLeafNodes', params.maxLeafNodes, 2);
  checkOptional('nIterNoChange', params.nIterNoChange, 1);
  return params;
}

function checkOptional(name: string, value: number | null, least: number): void {
  if (value === null || (Number.isInteger(value) && value >= least)) return;
  throw new CoreError('INVALID_VALUE', { name, expected: `null or a whole number >= ${least}`, got: String(value) });
}

/** Most nodes of a model: 19 bytes each, 30 MB of an artifact's 32. */
const MAX_NODES = 1_600_000;

/** Leaves a tree may have: as the parameters say, and never more than its share of what an artifact holds. */
export function leafLimit({ nEstimators, maxDepth, maxLeafNodes }: BoostingParams, nRows: number): number {
  const share = Math.floor(MAX_NODES / (2 * nEstimators));
  return Math.min(maxLeafNodes ?? Infinity, 2 ** maxDepth, nRows, share);
}
