import { CoreError } from '../errors';

/** @throws {CoreError} INVALID_SHAPE unless all arrays have the same length, at least 1. */
export function checkSameLength(arrays: Readonly<Record<string, ArrayLike<unknown>>>): void {
  const [first, ...rest] = Object.entries(arrays);
  const n = first![1].length;
  if (n === 0) throw new CoreError('INVALID_SHAPE', { name: first![0], expected: '(n,) with n >= 1', got: '(0,)' });
  for (const [name, array] of rest) {
    if (array.length !== n)
      throw new CoreError('INVALID_SHAPE', { name, expected: `(${n},)`, got: `(${array.length},)` });
  }
}
