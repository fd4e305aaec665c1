/** Which names (of properties, of events) are in use, as long as they are not too many. */
export interface NameBound {
  /** The first of these that is new and one too many, or null; the others are in use from now on. */
  take(names: readonly string[], source: string | null): string | null;
  size(): number;
}

/**
 * @param total names in use at most; a name once in use stays so.
 * @param perSource of these at most so many were first used by one network; servers (null) are not limited so.
 */
export function createNameBound({
  total,
  perSource,
}: {
  readonly total: number;
  readonly perSource: number;
}): NameBound {
  const known = new Set<string>();
  /** Bound: each has brought a name, so there are no more than names. */
  const broughtBy = new Map<string, number>();

  const takeOne = (name: string, source: string | null): boolean => {
    if (known.has(name)) return true;
    const brought = source === null ? 0 : (broughtBy.get(source) ?? 0);
    if (known.size >= total || brought >= perSource) return false;
    known.add(name);
    if (source !== null) broughtBy.set(source, brought + 1);
    return true;
  };

  return {
    take: (names, source) => names.find((name) => !takeOne(name, source)) ?? null,
    size: () => known.size,
  };
}
