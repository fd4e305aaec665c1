/**
 * Entry of a thread that grows trees and does nothing else: of every forest it is told of it takes the next number,
 * grows that tree and sends it, until none is left. Bundled on its own (package export "./forest-thread"), so that it
 * starts in some ten milliseconds.
 */
import { workerData } from 'node:worker_threads';

import { createTreeGrower } from '../../core/forest';
import { NEXT, SENT, STOPPED, type ForestMessage, type ForestThreadData, type GrownTree } from './messages';

const { port } = workerData as ForestThreadData;

port.on('message', ({ plan, state, forest }: ForestMessage) => {
  const growTree = createTreeGrower(plan);
  for (;;) {
    const tree = Atomics.add(state, NEXT, 1);
    if (tree >= plan.params.nEstimators || Atomics.load(state, STOPPED) === 1) return;
    const nodes = growTree(tree);
    const grown: GrownTree = { forest, tree, nodes };
    port.postMessage(
      grown,
      Object.values(nodes).map((array) => (array as Float32Array).buffer as ArrayBuffer)
    );
    Atomics.add(state, SENT, 1);
    Atomics.notify(state, SENT);
  }
});
