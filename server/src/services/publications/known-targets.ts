import { LRUCache } from 'lru-cache';

/** Ids of targets that were published when we last learned of them. */
export interface KnownTargets {
  remember(id: string): void;
  forget(id: string): void;
  /** False also when it was learned too long ago: another process may have taken it down since. */
  has(id: string): boolean;
}

/** At most `limit` ids, the oldest known leave first; each is known for `stalenessMs`. @param now any clock, in ms. */
export function createKnownTargets({
  limit,
  stalenessMs,
  now,
}: {
  readonly limit: number;
  readonly stalenessMs: number;
  now(): number;
}): KnownTargets {
  const learnedAt = new LRUCache<string, number>({ max: limit });
  return {
    remember: (id) => void learnedAt.set(id, now()),
    forget: (id) => void learnedAt.delete(id),
    has(id) {
      const at = learnedAt.peek(id);
      return at !== undefined && now() - at < stalenessMs;
    },
  };
}
