/**
 * A histogram is one array, `stride` numbers per drawn column: bin b's Σ gradient in 2b and its Σ hessian in 2b+1,
 * missing values last.
 */
export const strideOf = (missing: number): number => 2 * (missing + 1);

/** The rows of one node, their derivatives laid side by side so that each column reads them in order. */
export interface NodeRows {
  /** The node's rows are `rows[start..end)`. */
  readonly rows: Uint32Array;
  /** (end - start,) */
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/**
 * Count a node's rows into its histogram, four columns at a time, so that rows and derivatives are read a quarter as often.
 *
 * @param sums  (nDrawn × stride) what to fill; what was there is forgotten.
 * @param codes Per drawn column, (nRows,) bins.
 */
export function fillColumns(
  sums: Float64Array,
  stride: number,
  codes: readonly Uint8Array[],
  { rows, gradients, hessians }: NodeRows,
  start: number,
  end: number
): void {
  sums.fill(0);
  const n = end - start;
  let k = 0;
  for (; k + 3 < codes.length; k += 4) {
    const a = codes[k]!;
    const b = codes[k + 1]!;
    const c = codes[k + 2]!;
    const d = codes[k + 3]!;
    const atA = k * stride;
    const atB = atA + stride;
    const atC = atB + stride;
    const atD = atC + stride;
    for (let i = 0; i < n; i++) {
      const row = rows[start + i]!;
      const g = gradients[i]!;
      const h = hessians[i]!;
      const slotA = atA + 2 * a[row]!;
      const slotB = atB + 2 * b[row]!;
      const slotC = atC + 2 * c[row]!;
      const slotD = atD + 2 * d[row]!;
      sums[slotA]! += g;
      sums[slotA + 1]! += h;
      sums[slotB]! += g;
      sums[slotB + 1]! += h;
      sums[slotC]! += g;
      sums[slotC + 1]! += h;
      sums[slotD]! += g;
      sums[slotD + 1]! += h;
    }
  }
  for (; k < codes.length; k++) {
    const last = codes[k]!;
    for (let i = 0; i < n; i++) {
      const slot = k * stride + 2 * last[rows[start + i]!]!;
      sums[slot]! += gradients[i]!;
      sums[slot + 1]! += hessians[i]!;
    }
  }
}

/** What is left of a node when one child's rows are taken out: its other child. */
export function subtract(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i]! -= child[i]!;
}
