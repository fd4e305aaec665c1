/** P(positive) = 1 / (1 + exp(slope · decision + offset)). */
export interface Sigmoid {
  readonly slope: number;
  readonly offset: number;
}

const MAX_STEPS = 100;
const LEAST_STEP = 1e-10;

/** P(positive) without overflow for any decision. */
export function applySigmoid({ slope, offset }: Sigmoid, decision: number): number {
  const f = slope * decision + offset;
  return f >= 0 ? Math.exp(-f) / (1 + Math.exp(-f)) : 1 / (1 + Math.exp(f));
}

/**
 * Fit a sigmoid to decision values of documents the classifier has not seen. Targets are drawn in from 0 and 1, so a
 * handful of separable documents does not make it certain. The slope is never positive: more decision, more likely.
 *
 * @param decisions (n,) @param positive (n,) 1 or 0.
 *
 * Source: Platt (1999), "Probabilistic Outputs for Support Vector Machines"; Newton's method as in Lin, Lin and Weng
 * (2007), "A note on Platt's probabilistic outputs for support vector machines".
 */
export function fitSigmoid(decisions: ArrayLike<number>, positive: ArrayLike<number>): Sigmoid {
  let nPositive = 0;
  for (let i = 0; i < positive.length; i++) nPositive += positive[i]!;
  const nNegative = positive.length - nPositive;
  const high = (nPositive + 1) / (nPositive + 2);
  const low = 1 / (nNegative + 2);
  const prior = Math.log((nNegative + 1) / (nPositive + 1));

  const loss = (slope: number, offset: number) => {
    let sum = 0;
    for (let i = 0; i < decisions.length; i++) {
      const f = slope * decisions[i]! + offset;
      const target = positive[i] ? high : low;
      sum += f >= 0 ? target * f + Math.log1p(Math.exp(-f)) : (target - 1) * f + Math.log1p(Math.exp(f));
    }
    return sum;
  };

  let slope = 0;
  let offset = prior;
  let current = loss(slope, offset);
  for (let step = 0; step < MAX_STEPS; step++) {
    const { g1, g2, h11, h12, h22 } = derivatives(decisions, positive, high, low, { slope, offset });
    if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) break;
    const determinant = h11 * h22 - h12 * h12;
    const towardsSlope = -(h22 * g1 - h12 * g2) / determinant;
    const towardsOffset = -(h11 * g2 - h12 * g1) / determinant;
    const descent = g1 * towardsSlope + g2 * towardsOffset;

    let size = 1;
    for (; size >= LEAST_STEP; size /= 2) {
      const tried = loss(slope + size * towardsSlope, offset + size * towardsOffset);
      if (tried >= current + 1e-4 * size * descent) continue;
      slope += size * towardsSlope;
      offset += size * towardsOffset;
      current = tried;
      break;
    }
    if (size < LEAST_STEP) break;
  }
  return slope <= 0 ? { slope, offset } : { slope: 0, offset: prior };
}

function derivatives(
  decisions: ArrayLike<number>,
  positive: ArrayLike<number>,
  high: number,
  low: number,
  sigmoid: Sigmoid
) {
  // A little on the diagonal keeps the matrix invertible when all decisions are equal.
  let h11 = 1e-12;
  let h22 = 1e-12;
  let h12 = 0;
  let g1 = 0;
  let g2 = 0;
  for (let i = 0; i < decisions.length; i++) {
    const p = applySigmoid(sigmoid, decisions[i]!);
    const curve = p * (1 - p);
    const error = (positive[i] ? high : low) - p;
    h11 += decisions[i]! ** 2 * curve;
    h12 += decisions[i]! * curve;
    h22 += curve;
    g1 += decisions[i]! * error;
    g2 += error;
  }
  return { g1, g2, h11, h12, h22 };
}
