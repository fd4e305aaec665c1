import { mean } from '../math/mean';

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Straight line through (n,) points by least squares; flat at the mean when all x are equal. */
export function fitLine(x: Float64Array, y: Float64Array): Line {
  const meanX = mean(x);
  const meanY = mean(y);
  let xy = 0;
  let xx = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i]! - meanX) * (y[i]! - meanY);
    xx += (x[i]! - meanX) ** 2;
  }
  const slope = xx > 0 ? xy / xx : 0;
  return { slope, intercept: meanY - slope * meanX };
}
