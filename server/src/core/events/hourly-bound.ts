const HOUR_MS = 3_600_000;

/**
 * Lets so many different things through in an hour, however often each comes. The hour begins with the first of them.
 *
 * @param limit different things; more are not remembered either.
 */
export function createHourlyBound(limit: number): { take(thing: string, nowMs: number): boolean; size(): number } {
  const seen = new Set<string>();
  let since = -Infinity;
  return {
    take(thing, nowMs) {
      if (nowMs - since >= HOUR_MS) {
        seen.clear();
        since = nowMs;
      }
      if (seen.has(thing)) return true;
      if (seen.size >= limit) return false;
      seen.add(thing);
      return true;
    },
    size: () => seen.size,
  };
}
