import type { Random } from '../math/random';
import type { ForestParams } from './params';

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
 * Draw the groups of one tree: `maxSamples` of as many as there are, with replacement (bootstrap) or without.
 *
 * @returns (nRows,) how often each row was drawn; equal within a group, 0 for rows out of bag.
 *
 * Source: Breiman (2001), "Random Forests", Machine Learning 45; by group so that no article sits on both sides.
 */
export function drawBag(
  { nGroups, ofRow }: Groups,
  { bootstrap, maxSamples }: Pick<ForestParams, 'bootstrap' | 'maxSamples'>,
  random: Random
): Uint32Array {
  const wanted = Math.max(1, Math.round(maxSamples * nGroups));
  const draws = new Uint32Array(nGroups);
  if (bootstrap) {
    for (let i = 0; i < wanted; i++) draws[random.int(nGroups)]!++;
  } else if (wanted === nGroups) {
    draws.fill(1);
  } else {
    const order = random.shuffle(Uint32Array.from({ length: nGroups }, (_, group) => group));
    for (let i = 0; i < wanted; i++) draws[order[i]!] = 1;
  }
  const bag = new Uint32Array(ofRow.length);
  for (let row = 0; row < bag.length; row++) bag[row] = draws[ofRow[row]!]!;
  return bag;
}
