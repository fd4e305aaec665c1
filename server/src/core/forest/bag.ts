import type { Random } from '../math/random';

/** The groups of a training set as lists of rows; without group numbers each row is its own group. */
export interface Groups {
  readonly nGroups: number;
  /** (nRows,) group of each row, 0..nGroups-1 in order of first appearance. */
  readonly ofRow: Uint32Array;
}

export function indexGroups(nRows: number, groups?: Int32Array): Groups {
  if (!groups) return { nGroups: nRows, ofRow: Uint32Array.from({ length: nRows }, (_, row) => row) };

  const slots = new Map<number, number>();
  const ofRow = Uint32Array.from(groups, (group) => {
    const slot = slots.get(group) ?? slots.size;
    slots.set(group, slot);
    return slot;
  });
  return { nGroups: slots.size, ofRow };
}

/**
 * Draw as many groups as there are, with replacement.
 *
 * @returns (nRows,) how often each row was drawn; equal within a group, 0 for rows out of bag.
 *
 * Source: Breiman (2001), "Random Forests", Machine Learning 45; by group so that no article sits on both sides.
 */
export function drawBag({ nGroups, ofRow }: Groups, random: Random): Uint32Array {
  const draws = new Uint32Array(nGroups);
  for (let i = 0; i < nGroups; i++) draws[random.int(nGroups)]!++;
  return ofRow.map((group) => draws[group]!);
}
