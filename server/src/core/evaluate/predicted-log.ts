/** log1p(V) from a predicted residual: views can't fall below what came. */
export const predictedLog = (offset: number, residual: number, viewsSoFar: number): number =>
  Math.max(offset + residual, Math.log1p(viewsSoFar));
