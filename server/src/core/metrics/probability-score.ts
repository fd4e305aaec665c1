import { checkSameLength } from './check';

/** Probabilities are kept this far from 0 and 1, so that one sure mistake costs 34.5 and not infinity. */
const EDGE = 1e-15;

/** Mean negative log-likelihood (nats) of P(positive), (n,) and (n,). @throws {CoreError} INVALID_SHAPE. */
export function logLoss(positive: ArrayLike<number | boolean>, probability: ArrayLike<number>): number {
  checkSameLength({ positive, probability });
  let sum = 0;
  for (let i = 0; i < probability.length; i++) {
    const p = positive[i] ? probability[i]! : 1 - probability[i]!;
    sum -= Math.log(Math.min(Math.max(p, EDGE), 1 - EDGE));
  }
  return sum / probability.length;
}

/** Mean squared error of P(positive): 0 is perfect, .25 is a coin. @throws {CoreError} INVALID_SHAPE. Source: Brier (1950). */
export function brier(positive: ArrayLike<number | boolean>, probability: ArrayLike<number>): number {
  checkSameLength({ positive, probability });
  let sum = 0;
  for (let i = 0; i < probability.length; i++) sum += ((positive[i] ? 1 : 0) - probability[i]!) ** 2;
  return sum / probability.length;
}
