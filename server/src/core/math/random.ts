/** A seeded generator: the only source of chance in `core`. Equal seeds give equal sequences on every machine. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  next(): number;
  /** Uniform whole number in 0..n-1; n >= 1. */
  int(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** Shuffles in place and returns the same array. */
  shuffle<T extends Shuffleable>(array: T): T;
}

type Shuffleable = unknown[] | Uint32Array | Int32Array | Float64Array | Float32Array | Uint16Array | Uint8Array;

/**
 * Generator from a seed (only its low 32 bits count).
 *
 * Source: mulberry32, T. Ettinger (2017), public domain; normals by Box and Muller (1958).
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (n: number) => Math.floor(next() * n);

  return {
    next,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(array) {
      const items = array as unknown[];
      for (let last = items.length - 1; last > 0; last--) {
        const other = int(last + 1);
        const kept = items[last];
        items[last] = items[other];
        items[other] = kept;
      }
      return array;
    },
  };
}

/**
 * Seed of part `index` of a run, far from its neighbours', so that parts can be made in any order or on any thread.
 *
 * Source: the finaliser of MurmurHash3, A. Appleby (2011), public domain.
 */
export function deriveSeed(seed: number, index: number): number {
  let h = (seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
