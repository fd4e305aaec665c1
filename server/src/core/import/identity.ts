/**
 * Ids of imported rows that bring none: the same for the same row in every file and at every import, so that a file
 * taken twice, two that overlap, or one that goes on after a crash count once.
 *
 * Rows that are equal in all that is said of them are told apart by their ordinal: how many equal ones stand before it,
 * in its own generation of rows and the one before. Generations begin at fixed row numbers, so the ordinal depends on
 * the file alone, memory is bounded, and whoever goes on in the middle need only read two generations again.
 */
import { createHash } from 'node:crypto';

export interface Ordinals {
  /** How many equal rows came before. Rows must be given in their order, from the start of a generation on. */
  next(rowNumber: number, identity: string): number;
}

/** @param generation rows of one. */
export function createOrdinals(generation: number): Ordinals {
  let current = new Map<string, number>();
  let previous = new Map<string, number>();
  let number = -1;

  return {
    next(rowNumber, identity) {
      const own = Math.floor(rowNumber / generation);
      if (own !== number) {
        previous = own === number + 1 ? current : new Map();
        current = new Map();
        number = own;
      }
      const seen = current.get(identity) ?? 0;
      current.set(identity, seen + 1);
      return (previous.get(identity) ?? 0) + seen;
    },
  };
}

/** Row number at which reading must begin so that ordinals from `rowNumber` on are right. */
export const warmStart = (rowNumber: number, generation: number): number =>
  Math.max(0, Math.floor(rowNumber / generation) - 1) * generation;

/** What tells a row from others, in 40 hex digits. */
export const identityOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

const ID = /^[A-Za-z0-9_-]{16,64}$/;

/** The id a row brings where it can be one of ours, else one made of it; of the time and the identity where it brings none. */
export function importedId(at: number, given: string | undefined, identity: string, ordinal: number): string {
  if (given !== undefined && ID.test(given)) return given;
  const hash = given === undefined ? identityOf([identity, ordinal]) : identityOf(['id', given]);
  return uuidOf(at, hash);
}

/** Shaped as a UUIDv7: its time first, so that the index of events stays ordered, then the hash. */
function uuidOf(at: number, hash: string): string {
  const time = Math.floor(at).toString(16).padStart(12, '0').slice(-12);
  const variant = ((parseInt(hash.charAt(3), 16) & 3) | 8).toString(16);
  return [time.slice(0, 8), time.slice(8), `7${hash.slice(0, 3)}`, variant + hash.slice(4, 7), hash.slice(7, 19)].join(
    '-'
  );
}
