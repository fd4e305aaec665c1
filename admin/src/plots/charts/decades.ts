/** Powers of ten around some views. A logarithmic axis has no zero, so nothing lies below one view. */
export const decades = (views: readonly number[]): number[] => {
  const first = Math.floor(Math.log10(Math.max(1, Math.min(...views))));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(1, ...views))));
  return Array.from({ length: last - first + 1 }, (_, power) => 10 ** (first + power));
};
