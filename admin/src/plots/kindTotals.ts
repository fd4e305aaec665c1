/** Sums over all, the largest first; kinds that never came are left out. */
export const kindTotals = (
  counts: readonly Readonly<Record<string, number>>[]
): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>();
  for (const each of counts) {
    for (const [kind, count] of Object.entries(each)) sums.set(kind, (sums.get(kind) ?? 0) + count);
  }
  return [...sums].filter(([, count]) => count > 0).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
};
