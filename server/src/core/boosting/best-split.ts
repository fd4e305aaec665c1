/** A way to part a node: rows with code <= bin go left, rows without a value where `missingLeft` says. */
export interface Split {
  /** Place among the drawn columns; -1 while no split gains anything. */
  drawn: number;
  bin: number;
  missingLeft: boolean;
  /** G²/(H + λ) of both sides together; half of what exceeds the node's own is the loss taken away. */
  score: number;
  leftGradient: number;
  leftHessian: number;
}

/** Σ gradient and Σ hessian of a node, what its leaves must keep to, and how its histogram is laid out. */
export interface SplitLimits {
  gradient: number;
  hessian: number;
  readonly lambda: number;
  /** Least Σ hessian of a child, > 0. */
  readonly minHessian: number;
  /** Numbers per column of the histogram; missing values have the last two. */
  readonly stride: number;
}

/** Below this share of a node's Σ hessian a bin is empty: what is there is rounding, left by a subtraction. */
const ROUNDING = 1e-10;

/**
 * Try every boundary of one column, with missing values on either side, and keep the best in `best`.
 *
 * @param sums The node's histogram; the column's bins start at `drawn * stride`.
 *
 * Source: Chen and Guestrin (2016), "XGBoost: A Scalable Tree Boosting System", KDD, equation 7 and algorithm 3.
 */
export function improveSplit(best: Split, sums: Float64Array, drawn: number, nBins: number, limits: SplitLimits): void {
  const missing = (drawn + 1) * limits.stride - 2;
  scan(best, sums, drawn, nBins, limits, 0, 0, false);
  if (sums[missing + 1]! > ROUNDING * limits.hessian) {
    scan(best, sums, drawn, nBins, limits, sums[missing]!, sums[missing + 1]!, true);
  } else if (best.drawn === drawn) {
    // Where nothing was missing, a missing value later goes the way most rows went.
    best.missingLeft = best.leftHessian >= limits.hessian - best.leftHessian;
  }
}

/** Every boundary from left to right, beginning with what is left of all of them. */
function scan(
  best: Split,
  sums: Float64Array,
  drawn: number,
  nBins: number,
  { gradient, hessian, lambda, minHessian, stride }: SplitLimits,
  leftGradient: number,
  leftHessian: number,
  missingLeft: boolean
): void {
  let score = best.score;
  const at = drawn * stride;
  const end = at + 2 * nBins;
  for (let slot = at; slot < end; slot += 2) {
    leftGradient += sums[slot]!;
    leftHessian += sums[slot + 1]!;
    if (leftHessian < minHessian) continue;
    const rightHessian = hessian - leftHessian;
    if (rightHessian < minHessian) return;

    const rightGradient = gradient - leftGradient;
    const l = leftHessian + lambda;
    const r = rightHessian + lambda;
    const tried = (leftGradient * leftGradient * r + rightGradient * rightGradient * l) / (l * r);
    if (tried <= score) continue;
    score = tried;
    best.score = tried;
    best.drawn = drawn;
    best.bin = (slot - at) >> 1;
    best.missingLeft = missingLeft;
    best.leftGradient = leftGradient;
    best.leftHessian = leftHessian;
  }
}

/** Move a boundary half-way to the next occupied bin, as an exact tree would cut half-way between neighbours. */
export function centreSplit(split: Split, sums: Float64Array, nBins: number, { hessian, stride }: SplitLimits): void {
  const at = split.drawn * stride;
  for (let bin = split.bin + 1; bin < nBins; bin++) {
    if (sums[at + 2 * bin + 1]! <= ROUNDING * hessian) continue;
    split.bin = (split.bin + bin - 1) >> 1;
    return;
  }
}
