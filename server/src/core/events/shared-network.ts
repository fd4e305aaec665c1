/** Networks of the latest events, to see when most come from one: as a rule a proxy that is not trusted. */
export interface NetworkShare {
  note(source: string, at: number): void;
  /** The largest part that one network has of them, 0-1; null while there are too few to say. */
  largest(now: number): number | null;
}

/** How many of the latest events are looked at, and how many it takes to say anything. */
const LOOKED_AT = 1_000;
const ENOUGH = 200;
const DAY_MS = 24 * 3_600_000;

/** Of the last 1,000 events of browsers, those of the last day. Hashes change at midnight, and the shares with them. */
export function createNetworkShare(): NetworkShare {
  const latest: { readonly source: string; readonly at: number }[] = [];
  let next = 0;
  return {
    note(source, at) {
      latest[next] = { source, at };
      next = (next + 1) % LOOKED_AT;
    },
    largest(now) {
      const counts = new Map<string, number>();
      let events = 0;
      for (const { source, at } of latest) {
        if (now - at > DAY_MS) continue;
        events++;
        counts.set(source, (counts.get(source) ?? 0) + 1);
      }
      return events < ENOUGH ? null : Math.max(...counts.values()) / events;
    },
  };
}
