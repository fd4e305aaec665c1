/** Seeded chance for the simulated world: equal seeds give equal worlds on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number in 0..n-1. */
  int(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** Whole number with the given mean. */
  poisson(mean: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Position in a list of cumulative weights, in proportion to the weights. */
  pick(cumulative: readonly number[]): number;
  shuffle<T>(items: T[]): T[];
}

/**
 * Generator from a seed (low 32 bits).
 *
 * Source: mulberry32, T. Ettinger (2017), public domain; normals by Box and Muller (1958);
 * Poisson by Knuth's product method below 30 and by a rounded normal above, where the two can't be told apart here.
 */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;

  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const int = (n: number) => Math.floor(next() * n);

  return {
    next,
    int,
    normal,
    poisson(mean) {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
    chance: (probability) => next() < probability,
    pick(cumulative) {
      const target = next() * (cumulative.at(-1) ?? 0);
      let low = 0;
      let high = cumulative.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((cumulative[middle] ?? 0) > target) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last--) {
        const other = int(last + 1);
        [items[last], items[other]] = [items[other] as (typeof items)[number], items[last] as (typeof items)[number]];
      }
      return items;
    },
  };
}

/** Running sums, for `pick`. */
export const cumulate = (weights: readonly number[]): number[] => {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
};

/** A seed for a named part of the world, so that changing one part leaves the others as they were. */
export function seedOf(seed: number, part: string): number {
  let h = seed >>> 0;
  for (let at = 0; at < part.length; at++) h = Math.imul(h ^ part.charCodeAt(at), 0x01000193) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
