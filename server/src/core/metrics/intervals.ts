import { checkSameLength } from './check';

/** Share of y inside [low, high], bounds included. @throws {CoreError} INVALID_SHAPE. */
export function coverage(y: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  checkSameLength({ y, low, high });
  let inside = 0;
  for (let i = 0; i < y.length; i++) if (y[i]! >= low[i]! && y[i]! <= high[i]!) inside++;
  return inside / y.length;
}

/** Mean of high - low, in the units of y. @throws {CoreError} INVALID_SHAPE. */
export function meanWidth(low: ArrayLike<number>, high: ArrayLike<number>): number {
  checkSameLength({ low, high });
  let sum = 0;
  for (let i = 0; i < low.length; i++) sum += high[i]! - low[i]!;
  return sum / low.length;
}
