/** A node that will be split, in the order the tree grows. */
export interface Pending {
  readonly node: number;
  readonly depth: number;
  /** Its rows are `rows[start..end)`. */
  readonly start: number;
  readonly end: number;
  readonly column: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  /** Squared error the split takes away. */
  readonly gain: number;
}

export interface Frontier {
  push(item: Pending): void;
  pop(): Pending | undefined;
}

/** Last in, first out: the order does not matter when every split will be made. */
export function depthFirst(): Frontier {
  const items: Pending[] = [];
  return { push: (item) => void items.push(item), pop: () => items.pop() };
}

/** Greatest gain first, of equal gains the older node: for trees with a limited number of leaves. A binary heap. */
export function bestFirst(): Frontier {
  const heap: Pending[] = [];
  const before = (a: Pending, b: Pending) => a.gain > b.gain || (a.gain === b.gain && a.node < b.node);

  return {
    push(item) {
      let at = heap.length;
      while (at > 0 && before(item, heap[(at - 1) >> 1]!)) {
        heap[at] = heap[(at - 1) >> 1]!;
        at = (at - 1) >> 1;
      }
      heap[at] = item;
    },
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return top;

      let at = 0;
      for (let child = 1; child < heap.length; child = 2 * at + 1) {
        if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
        if (!before(heap[child]!, last)) break;
        heap[at] = heap[child]!;
        at = child;
      }
      heap[at] = last;
      return top;
    },
  };
}
