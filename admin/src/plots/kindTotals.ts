type Counts = Readonly<Record<string, number>>;

/** What nobody said. */
const UNKNOWN = 'unknown';

/** Sums over all, the largest first and what is unknown last; kinds that never came are left out. */
export const kindTotals = (counts: readonly Counts[]): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>();
  for (const each of counts) {
    for (const [kind, count] of Object.entries(each)) sums.set(kind, (sums.get(kind) ?? 0) + count);
  }
  return [...sums]
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => Number(a === UNKNOWN) - Number(b === UNKNOWN) || y - x || (a < b ? -1 : 1));
};

/** The most frequent kind and its share of all; null where more than half is unknown, so that nobody can say. */
export const leadingKind = (
  totals: ReturnType<typeof kindTotals>
): { readonly kind: string; readonly share: number } | null => {
  const all = totals.reduce((sum, [, count]) => sum + count, 0);
  const unknown = totals.find(([kind]) => kind === UNKNOWN)?.[1] ?? 0;
  const [first] = totals;
  return first === undefined || 2 * unknown > all ? null : { kind: first[0], share: first[1] / all };
};
