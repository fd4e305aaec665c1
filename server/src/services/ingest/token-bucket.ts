import { LRUCache } from 'lru-cache';

export interface Taken {
  /** 0 when there was a token, else seconds until there is one again (at least 1). */
  readonly waitSeconds: number;
  /** Whole tokens left. */
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly resetSeconds: number;
  /** How many tokens it holds when it is full. */
  readonly limit: number;
}

export interface TokenBuckets {
  /** @param among Processes that share what one would allow: each gives out its part of it. */
  take(source: string, nowMs: number, among?: number): Taken;
  size(): number;
}

/**
 * A bucket of tokens per source: `burst` at once, then `perSecond`. At most `maxSources` are remembered; the one that
 * came longest ago is forgotten first, which gives it a full bucket should it come back.
 */
export function createTokenBuckets(options: { burst: number; perSecond: number; maxSources: number }): TokenBuckets {
  const { maxSources } = options;
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: maxSources });

  return {
    take(source, nowMs, among = 1) {
      // Less than one would never let anybody in.
      const limit = Math.max(1, Math.floor(options.burst / among));
      const perSecond = options.perSecond / among;
      const known = buckets.get(source) ?? { tokens: limit, at: nowMs };
      const refilled = Math.min(limit, known.tokens + (Math.max(0, nowMs - known.at) / 1000) * perSecond);
      const allowed = refilled >= 1;
      const tokens = allowed ? refilled - 1 : refilled;
      buckets.set(source, { tokens, at: nowMs });
      return {
        waitSeconds: allowed ? 0 : Math.max(1, Math.ceil((1 - refilled) / perSecond)),
        remaining: Math.floor(tokens),
        resetSeconds: Math.ceil((limit - tokens) / perSecond),
        limit,
      };
    },
    size: () => buckets.size,
  };
}
