import { CoreError } from '../errors';

export interface ForestParams {
  /** Number of trees, 1–2,000. */
  readonly nEstimators: number;
  /** Longest way from the root to a leaf, 1–64. */
  readonly maxDepth: number;
  /** Most leaves of a tree, best splits first; null for as many as an artifact can hold (see leafLimit). */
  readonly maxLeafNodes: number | null;
  /** Least rows in a leaf, as in scikit-learn: a row drawn twice counts once. Where rows have weights, their sum. */
  readonly minSamplesLeaf: number;
  /** Columns tried at each node: a share when at most 1, else a count. At least one column is tried. */
  readonly maxFeatures: number;
  /** Most bins per column, 2–255; a column with no more distinct values is split exactly. */
  readonly maxBins: number;
  /** Draw the rows of each tree with replacement, by group; else without. */
  readonly bootstrap: boolean;
  /** How many groups a tree draws, as a share of all, (0, 1]. Without bootstrap 1 means every row once. */
  readonly maxSamples: number;
  /** Keep the training targets of every leaf with the forest, for quantiles; up to 32 bytes more per leaf. */
  readonly leafSketches: boolean;
  /** Most bytes the nodes and sketches of all trees may take; trees stop growing where they would take more. */
  readonly maxBytes: number;
  /** Training is refused where a thread of it would hold more than this many MB. */
  readonly maxMemoryMb: number;
  /** A whole number; its low 32 bits count. */
  readonly seed: number;
}

export const DEFAULT_FOREST_PARAMS: ForestParams = {
  nEstimators: 100,
  maxDepth: 32,
  maxLeafNodes: null,
  minSamplesLeaf: 5,
  maxFeatures: 0.4,
  maxBins: 255,
  bootstrap: true,
  maxSamples: 1,
  leafSketches: false,
  maxBytes: 30_400_000,
  maxMemoryMb: 1024,
  seed: 1,
};

type Rule = readonly [expected: string, holds: (value: number) => boolean];
const whole = (low: number, high: number): Rule => [
  `a whole number in ${low}..${high}`,
  (value) => Number.isInteger(value) && value >= low && value <= high,
];

const RULES: Readonly<Record<Exclude<keyof ForestParams, 'maxLeafNodes' | 'bootstrap' | 'leafSketches'>, Rule>> = {
  nEstimators: whole(1, 2000),
  maxDepth: whole(1, 64),
  minSamplesLeaf: ['a positive number', (value) => Number.isFinite(value) && value > 0],
  maxFeatures: [
    'a share in (0, 1] or a whole count',
    (value) => value > 0 && (value <= 1 || (Number.isInteger(value) && value <= 32767)),
  ],
  maxBins: whole(2, 255),
  maxSamples: ['a share in (0, 1]', (value) => value > 0 && value <= 1],
  maxBytes: whole(1, 30_400_000),
  maxMemoryMb: ['a positive number', (value) => Number.isFinite(value) && value > 0],
  seed: ['a whole number', Number.isSafeInteger],
};

/** Fill in the defaults. @throws {CoreError} INVALID_VALUE naming the first parameter out of range. */
export function resolveForestParams(given: Partial<ForestParams> = {}): ForestParams {
  const params = { ...DEFAULT_FOREST_PARAMS, ...given };
  for (const [name, [expected, holds]] of Object.entries(RULES)) {
    const value = params[name as keyof typeof RULES];
    if (!holds(value)) throw new CoreError('INVALID_VALUE', { name, expected, got: String(value) });
  }
  const { maxLeafNodes } = params;
  if (maxLeafNodes !== null && !(Number.isInteger(maxLeafNodes) && maxLeafNodes >= 2)) {
    const expected = 'null or a whole number >= 2';
    throw new CoreError('INVALID_VALUE', { name: 'maxLeafNodes', expected, got: String(maxLeafNodes) });
  }
  for (const name of ['bootstrap', 'leafSketches'] as const) {
    if (typeof params[name] === 'boolean') continue;
    throw new CoreError('INVALID_VALUE', { name, expected: 'true or false', got: String(params[name]) });
  }
  return params;
}

/** How many columns a node tries: a share is rounded down, as scikit-learn does. */
export function countOfFeatures(maxFeatures: number, nColumns: number): number {
  const count = maxFeatures <= 1 ? Math.floor(maxFeatures * nColumns) : maxFeatures;
  return Math.min(Math.max(count, 1), nColumns);
}

/** Bytes of a node beside its values, and beside its leaf's sketch: half the nodes are leaves. */
const NODE_BYTES = 15;
const SKETCH_BYTES = 20;

/**
 * Leaves a tree may have, or null where nothing can exceed the limit: `maxLeafNodes`, and on large training sets the
 * share of one tree in `maxBytes`, so that a forest always fits into an artifact.
 *
 * @param totalWeight Sum of the rows' weights; their number without weights.
 */
export function leafLimit(params: ForestParams, nRows: number, totalWeight: number, nOutputs: number): number | null {
  const { nEstimators, minSamplesLeaf, maxLeafNodes, leafSketches, maxBytes } = params;
  const nodeBytes = NODE_BYTES + 4 * nOutputs + (leafSketches ? SKETCH_BYTES : 0);
  const share = Math.max(2, Math.floor(maxBytes / nodeBytes / (2 * nEstimators)));
  // Groups of unequal size make some bags heavier than the whole, hence half as much again.
  const possible = Math.min(nRows, (1.5 * totalWeight) / minSamplesLeaf);
  if (maxLeafNodes !== null) return Math.min(maxLeafNodes, share);
  return possible > share ? share : null;
}
