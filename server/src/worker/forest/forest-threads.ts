import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';

import {
  cancelledAfter,
  createTreeGrower,
  type ForestPlan,
  type GrowthControl,
  type GrowTrees,
  type Nodes,
} from '../../core/forest';
import {
  NEXT,
  SENT,
  STATE_LENGTH,
  STOPPED,
  type ForestMessage,
  type ForestThreadData,
  type GrownTree,
} from './messages';

/** How long a tree that another thread took may be waited for, after the last sign of any, before it is grown here. */
const PATIENCE_MS = 2_000;

export interface ForestThreads {
  /** Grows a forest on this thread and the others; blocks its thread, as growing a forest does. */
  readonly growTrees: GrowTrees;
  close(): void;
}

/**
 * Threads that grow forests, one forest after another. Every tree has its own seed, so a forest's bytes don't depend on
 * how many threads there are, nor on one that dies: its tree is then grown by the caller.
 *
 * @param nThreads With the calling one, which belongs into a worker thread; with 1 no other is started.
 * @param entry    dist/forest-thread/index.js.
 */
export function createForestThreads(nThreads: number, entry: string): ForestThreads {
  const ports = Array.from({ length: nThreads - 1 }, () => startThread(entry));
  let forest = 0;

  return {
    growTrees(plan, control) {
      if (ports.length === 0) return growForest(plan, newState(), [], 0, control);
      forest++;
      const shared = sharePlan(plan);
      const state = newState();
      const message: ForestMessage = { forest, plan: shared, state };
      for (const port of ports) port.postMessage(message);
      try {
        return growForest(shared, state, ports, forest, control);
      } finally {
        Atomics.store(state, STOPPED, 1);
      }
    },
    close() {
      for (const port of ports) port.close();
    },
  };
}

function growForest(
  plan: ForestPlan,
  state: Int32Array,
  ports: readonly MessagePort[],
  forest: number,
  { onProgress, isCancelled, isOutOfTime }: GrowthControl
): Nodes[] {
  const { nEstimators } = plan.params;
  const trees: (Nodes | undefined)[] = new Array<undefined>(nEstimators).fill(undefined);
  let grown = 0;
  const keep = (tree: number, nodes: Nodes) => {
    if (trees[tree]) return;
    trees[tree] = nodes;
    grown++;
    onProgress?.(grown, nEstimators);
  };
  const receive = () => {
    for (const port of ports) {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
        const sent = got.message as GrownTree;
        if (sent.forest === forest) keep(sent.tree, sent.nodes);
      }
    }
  };
  const isStopped = () => {
    if (isCancelled?.()) throw cancelledAfter(grown, nEstimators);
    return grown > 0 && isOutOfTime?.() === true;
  };

  const growTree = createTreeGrower(plan);
  for (let tree = Atomics.add(state, NEXT, 1); tree < nEstimators; tree = Atomics.add(state, NEXT, 1)) {
    keep(tree, growTree(tree));
    receive();
    if (isStopped()) return trees.filter((nodes) => nodes !== undefined);
  }
  while (grown < nEstimators && !isStopped()) {
    const sent = Atomics.load(state, SENT);
    receive();
    if (grown === nEstimators || Atomics.wait(state, SENT, sent, PATIENCE_MS) !== 'timed-out') continue;
    const tree = trees.findIndex((nodes) => nodes === undefined);
    keep(tree, growTree(tree));
  }
  return trees.filter((nodes) => nodes !== undefined);
}

const newState = () => new Int32Array(new SharedArrayBuffer(STATE_LENGTH * Int32Array.BYTES_PER_ELEMENT));

function startThread(entry: string): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const workerData: ForestThreadData = { port: port2 };
  const thread = new Worker(entry, { workerData, transferList: [port2] });
  // A thread that fails leaves its tree to the others: nobody needs its error, and it must not end the process.
  thread.on('error', () => undefined);
  thread.unref();
  port1.unref();
  return port1;
}

function sharePlan(plan: ForestPlan): ForestPlan {
  const { binned, target, groups, weights } = plan;
  return {
    ...plan,
    binned: { ...binned, codes: share(binned.codes) },
    target:
      target.kind === 'values' ? { ...target, y: share(target.y) } : { ...target, classes: share(target.classes) },
    groups: { ...groups, ofRow: share(groups.ofRow) },
    ...(weights ? { weights: share(weights) } : {}),
  };
}

function share<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(array: T): T {
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => T)(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
