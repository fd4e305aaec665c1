export interface TokenBuckets {
  /** Take one token: 0 when there was one, else seconds until there is one again (at least 1). */
  take(source: string, nowMs: number): number;
  size(): number;
}

/**
 * A bucket of tokens per source: `burst` at once, then `perSecond`. At most `maxSources` are remembered; the one that
 * came longest ago is forgotten first, which gives it a full bucket should it come back.
 */
export function createTokenBuckets(options: { burst: number; perSecond: number; maxSources: number }): TokenBuckets {
  const { burst, perSecond, maxSources } = options;
  const buckets = new Map<string, { tokens: number; at: number }>();

  return {
    take(source, nowMs) {
      const known = buckets.get(source) ?? { tokens: burst, at: nowMs };
      const refilled = Math.min(burst, known.tokens + (Math.max(0, nowMs - known.at) / 1000) * perSecond);
      const allowed = refilled >= 1;
      buckets.delete(source);
      buckets.set(source, { tokens: allowed ? refilled - 1 : refilled, at: nowMs });
      if (buckets.size > maxSources) buckets.delete(buckets.keys().next().value ?? '');
      return allowed ? 0 : Math.max(1, Math.ceil((1 - refilled) / perSecond));
    },
    size: () => buckets.size,
  };
}
