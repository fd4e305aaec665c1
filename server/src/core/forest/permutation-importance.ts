import { CoreError } from '../errors';
import { checkMatrix, type Matrix } from '../math/matrix';
import { mean } from '../math/mean';
import { createRandom, deriveSeed, type Random } from '../math/random';
import { indexGroups } from './bag';

export interface PermutationInput {
  /** Predictions for any rows, (nRows,). */
  readonly predict: (X: Matrix) => ArrayLike<number>;
  /** Rows the model did not learn from; (nRows × nColumns). */
  readonly X: Matrix;
  /** (nRows,) */
  readonly y: ArrayLike<number>;
  /** The higher the better, of y and predictions. */
  readonly score: (y: ArrayLike<number>, predicted: ArrayLike<number>) => number;
  readonly seed: number;
  /** Shuffles per column, >= 1. */
  readonly repeats: number;
  /** (nRows,) values change places between groups of equal size only, whole groups at a time. */
  readonly groups?: Int32Array;
  /** Columns shuffled together, as one; without it every column is a set of its own. */
  readonly sets?: readonly (readonly number[])[];
}

export interface PermutationImportance {
  /** (nSets,) by how much the score drops when the set's columns are shuffled, mean over the repeats; below 0 for noise. */
  readonly mean: Float64Array;
  /** (nSets,) standard deviation over the repeats; 0 for a single one. */
  readonly deviation: Float64Array;
}

/**
 * Importance of each column to a model as it stands: how much worse it scores when the column's values are dealt to
 * other rows. Columns that say the same share their importance, each alone may seem to matter little: put them in one set.
 *
 * Cost: repeats · nSets predictions of X.
 *
 * @throws {CoreError} INVALID_SHAPE; INVALID_VALUE when `repeats` is no whole number >= 1.
 *
 * Source: Breiman (2001), "Random Forests", section 10; Fisher, Rudin and Dominici (2019), "All Models are Wrong, but
 * Many are Useful", JMLR 20.
 */
export function permutationImportance(input: PermutationInput): PermutationImportance {
  const { predict, X, y, score, seed, repeats } = input;
  checkInput(input);
  const whole = score(y, predict(X));
  const blocks = blocksBySize(X.nRows, input.groups);
  const shuffled: Matrix = { ...X, data: X.data.slice() };
  const sets = input.sets ?? Array.from({ length: X.nColumns }, (_, column) => [column]);
  const drops = sets.map((columns, set) => {
    const random = createRandom(deriveSeed(seed, set));
    const ofSet = Float64Array.from({ length: repeats }, () => {
      shuffleColumns(X, shuffled, columns, blocks, random);
      return whole - score(y, predict(shuffled));
    });
    shuffled.data.set(X.data);
    return ofSet;
  });
  return { mean: Float64Array.from(drops, mean), deviation: Float64Array.from(drops, deviation) };
}

/** Groups of one size, each as the list of its rows. */
type Blocks = readonly (readonly Uint32Array[])[];

function blocksBySize(nRows: number, groups?: Int32Array): Blocks {
  const { nGroups, ofRow } = indexGroups(nRows, groups);
  const rowsOf: number[][] = Array.from({ length: nGroups }, () => []);
  ofRow.forEach((group, row) => rowsOf[group]!.push(row));
  const bySize = new Map<number, Uint32Array[]>();
  for (const rows of rowsOf) {
    const ofSize = bySize.get(rows.length);
    if (ofSize) ofSize.push(Uint32Array.from(rows));
    else bySize.set(rows.length, [Uint32Array.from(rows)]);
  }
  return [...bySize.values()];
}

function shuffleColumns(
  { nColumns, data }: Matrix,
  into: Matrix,
  columns: readonly number[],
  blocks: Blocks,
  random: Random
): void {
  for (const ofSize of blocks) {
    const from = random.shuffle(Uint32Array.from(ofSize, (_, block) => block));
    ofSize.forEach((rows, block) => {
      const source = ofSize[from[block]!]!;
      rows.forEach((row, i) => {
        for (const column of columns) into.data[row * nColumns + column] = data[source[i]! * nColumns + column]!;
      });
    });
  }
}

function deviation(values: Float64Array): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

function checkInput({ X, y, repeats, groups }: PermutationInput): void {
  checkMatrix(X);
  for (const [name, array] of Object.entries({ y, groups })) {
    if (array && (array.length !== X.nRows || X.nRows === 0)) {
      throw new CoreError('INVALID_SHAPE', { name, expected: `(${X.nRows},), at least 1`, got: `(${array.length},)` });
    }
  }
  if (!Number.isInteger(repeats) || repeats < 1) {
    throw new CoreError('INVALID_VALUE', { name: 'repeats', expected: 'a whole number >= 1', got: `${repeats}` });
  }
}
