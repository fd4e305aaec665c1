import { checkSameLength } from './check';

/** Root of the mean squared error, in the units of y. @throws {CoreError} INVALID_SHAPE. */
export function rmse(y: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkSameLength({ y, predicted });
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (y[i]! - predicted[i]!) ** 2;
  return Math.sqrt(sum / y.length);
}

/** Mean absolute error, in the units of y. @throws {CoreError} INVALID_SHAPE. */
export function mae(y: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkSameLength({ y, predicted });
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += Math.abs(y[i]! - predicted[i]!);
  return sum / y.length;
}
