import { LEAF, type Forest } from './forest';

/** A forest's nodes so that every step is the same: a leaf's test is always false, and its left child is itself. */
export interface Steppable {
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly missingRight: Uint8Array;
}

const known = new WeakMap<Forest, Steppable>();

/** Made once per forest, 13 bytes a node; goes when the forest goes. */
export function steppableOf(forest: Forest): Steppable {
  const made = known.get(forest) ?? makeSteppable(forest);
  known.set(forest, made);
  return made;
}

function makeSteppable({ feature, threshold, left, missingLeft }: Forest): Steppable {
  const isLeaf = (node: number) => feature[node] === LEAF;
  return {
    feature: Int32Array.from(feature, (column) => Math.max(column, 0)),
    threshold: threshold.map((value, node) => (isLeaf(node) ? Infinity : value)),
    left: Int32Array.from(left, (child, node) => (isLeaf(node) ? node : child)),
    missingRight: missingLeft.map((goesLeft, node) => (isLeaf(node) || goesLeft === 1 ? 0 : 1)),
  };
}
