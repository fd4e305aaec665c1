import { createChance, cumulate, seedOf, type Chance } from './random';
import type { WorldEffects } from './world';

export interface Reader {
  readonly visitor: string;
  readonly userAgent: string;
  /** Probability that one of this reader's views converts. */
  readonly converts: number;
}

export interface Readership {
  /** A reader of an article in this category. */
  draw(random: Chance, category: string): Reader;
  /** How much the readership as a whole likes a category, in log views around 0. */
  appeal(category: string): number;
}

const GROUPS = 5;

export const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
] as const;

/**
 * Reader groups with their topics: each group likes two categories `taste` times as much as the others,
 * a few readers read much and most read little (Pareto, exponent 1.2).
 */
export function createReadership(seed: number, categories: readonly string[], world: WorldEffects): Readership {
  const random = createChance(seedOf(seed, 'readers'));
  const sizes = Array.from({ length: GROUPS }, () => 0.6 + random.next());
  const liked = sizes.map(() => new Set(random.shuffle([...categories]).slice(0, 2)));
  const tasteOf = (group: number, category: string) => (liked[group]?.has(category) ? world.taste : 1);

  const groups = sizes.map((size) => {
    const readers = Math.max(1, Math.round((world.readers * size) / sizes.reduce((a, b) => a + b)));
    return Array.from({ length: readers }, () => ({
      activity: Math.min(60, (1 - random.next()) ** (-1 / 1.2)),
      converts: world.converts * Math.exp(random.normal() - 0.5),
      userAgent: BROWSERS[random.int(BROWSERS.length)] ?? BROWSERS[0],
      visitor: `reader-${Math.floor(random.next() * 2 ** 48).toString(36)}`,
    }));
  });
  const within = groups.map((readers) => cumulate(readers.map(({ activity }) => activity)));
  const across = new Map(
    categories.map((category) => [category, cumulate(sizes.map((size, group) => size * tasteOf(group, category)))])
  );
  const pull = (category: string) => Math.log(across.get(category)?.at(-1) ?? 1);
  const meanPull = categories.reduce((sum, category) => sum + pull(category), 0) / Math.max(1, categories.length);

  return {
    draw(chance, category) {
      const group = chance.pick(across.get(category) ?? [1]);
      const reader = groups[group]?.[chance.pick(within[group] ?? [1])];
      if (!reader) throw new Error(`no reader for category ${category}`);
      return reader;
    },
    // Dampened: a topic is worth something, and does not drown the effects the drill looks for.
    appeal: (category) => 0.3 * (pull(category) - meanPull),
  };
}
