/** Seeded randomness as the caller provides it: `next()` in [0, 1), `int(n)` in 0..n-1. */
export interface RandomSource {
  next(): number;
  int(n: number): number;
}

/** One item, each equally likely; `items` must not be empty. */
export function pick<T>(items: readonly T[], random: RandomSource): T {
  const item = items[random.int(items.length)];
  if (item === undefined) {
    throw new RangeError(`int(${items.length}) gave no valid index.`);
  }
  return item;
}

/** Up to `size` different items in random order (Fisher and Yates). */
export function sample<T>(items: readonly T[], size: number, random: RandomSource): T[] {
  const rest = [...items];
  const taken: T[] = [];
  while (rest.length > 0 && taken.length < size) {
    taken.push(...rest.splice(random.int(rest.length), 1));
  }
  return taken;
}
