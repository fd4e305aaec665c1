/**
 * How many distinct items a set has, from 4,096 registers whatever its size; sketches of sets merge to that of their union.
 *
 * An item's hash names a register by its first 12 bits and a rank by the zeros that follow; a register keeps the highest
 * rank it saw. Items seen again change nothing, and the maximum knows no order: sketches of equal sets are equal.
 *
 * Standard error: 1.04 / sqrt(4096) = 1.6 % of the count; less below a few thousand. Exact at 0.
 *
 * Sources: Flajolet, Fusy, Gandouet and Meunier (2007), "HyperLogLog: the analysis of a near-optimal cardinality
 * estimation algorithm", AofA; the estimate, sound from 0 on without switching methods: Ertl (2017), "New cardinality
 * estimation algorithms for HyperLogLog sketches", arXiv:1702.01284, algorithm 6.
 */
import { sha256 } from '../sha256';

const PRECISION = 12;
/** Bits of a hash behind those that name the register. */
const RANK_BITS = 64 - PRECISION;

export const REGISTERS = 1 << PRECISION;
/** Highest rank a register can hold: nothing but zeros followed. */
export const MAX_RANK = RANK_BITS + 1;
/** Of the estimate, as a share of the true count. */
export const DISTINCT_STANDARD_ERROR = 1.04 / Math.sqrt(REGISTERS);

/** (4096,) highest rank by register, 0 where none came. */
export type Distinct = Uint8Array;

export const emptyDistinct = (): Distinct => new Uint8Array(REGISTERS);

/** Sketch of some items, each any text. Cost: one sha-256 per item. */
export function distinctOf(items: Iterable<string>): Distinct {
  const registers = emptyDistinct();
  for (const item of items) {
    const digest = sha256(item);
    addHash(registers, parseInt(digest.slice(0, 8), 16), parseInt(digest.slice(8, 16), 16));
  }
  return registers;
}

/** Add an item by its hash: 64 uniform bits, as two halves. Changes `registers`. */
export function addHash(registers: Distinct, high: number, low: number): void {
  const register = high >>> (32 - PRECISION);
  const rest = (high << PRECISION) >>> 0;
  const zeros = rest === 0 ? 32 - PRECISION + Math.clz32(low) : Math.clz32(rest);
  if (registers[register]! <= zeros) registers[register] = zeros + 1;
}

/** Sketch of the union of two sets. */
export function mergeDistinct(a: Distinct, b: Distinct): Distinct {
  const merged = a.slice();
  for (let at = 0; at < REGISTERS; at++) if (b[at]! > merged[at]!) merged[at] = b[at]!;
  return merged;
}

/** Estimated number of distinct items, not rounded. */
export function estimateDistinct(registers: Distinct): number {
  const withRank = new Float64Array(MAX_RANK + 1);
  for (const rank of registers) withRank[rank]!++;

  let z = REGISTERS * tau(1 - withRank[MAX_RANK]! / REGISTERS);
  for (let rank = RANK_BITS; rank >= 1; rank--) z = (z + withRank[rank]!) / 2;
  z += REGISTERS * sigma(withRank[0]! / REGISTERS);
  return REGISTERS ** 2 / (2 * Math.LN2 * z);
}

/** Corrects for registers nothing came to; infinite at 1. Ertl (2017), algorithm 6. */
function sigma(share: number): number {
  if (share === 1) return Infinity;
  let x = share;
  let y = 1;
  let z = share;
  for (let before = -1; z !== before;) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

/** Corrects for registers that are full. Ertl (2017), algorithm 6. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let x = share;
  let y = 1;
  let z = 1 - share;
  for (let before = -1; z !== before;) {
    x = Math.sqrt(x);
    before = z;
    y /= 2;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
