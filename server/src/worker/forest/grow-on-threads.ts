import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';

import { cancelledAfter, createTreeGrower, type ForestPlan, type GrowTrees, type Nodes } from '../../core/forest';
import { NEXT, SENT, STATE_LENGTH, STOPPED, type ForestThreadData, type GrownTree } from './messages';

/** How long a tree that another thread took may be waited for, after the last sign of any, before it is grown here. */
const PATIENCE_MS = 2_000;

/**
 * Grow a forest on this thread and `nThreads - 1` others. The trees have their own seeds, so the forest's bytes don't
 * depend on how many threads there are, nor on one that dies: its tree is then grown here.
 *
 * Blocks its thread, as growing a forest does, so it belongs into a worker thread.
 *
 * @param entry dist/forest-thread/index.js.
 */
export const growOnThreads =
  (nThreads: number, entry: string): GrowTrees =>
  (plan, control) => {
    const { nEstimators } = plan.params;
    const shared = sharePlan(plan);
    const state = new Int32Array(new SharedArrayBuffer(STATE_LENGTH * Int32Array.BYTES_PER_ELEMENT));
    const ports: MessagePort[] = [];
    for (let i = 1; i < Math.min(nThreads, nEstimators); i++) ports.push(startThread(entry, shared, state));

    const trees: (Nodes | undefined)[] = new Array<undefined>(nEstimators).fill(undefined);
    let grown = 0;
    const keep = ({ tree, nodes }: GrownTree) => {
      if (trees[tree]) return;
      trees[tree] = nodes;
      grown++;
      control.onProgress?.(grown, nEstimators);
    };
    const receive = () => {
      for (const port of ports) {
        for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port))
          keep(got.message as GrownTree);
      }
    };
    const isStopped = () => {
      if (control.isCancelled?.()) throw cancelledAfter(grown, nEstimators);
      return grown > 0 && control.isOutOfTime?.() === true;
    };

    const growTree = createTreeGrower(shared);
    try {
      for (let tree = Atomics.add(state, NEXT, 1); tree < nEstimators; tree = Atomics.add(state, NEXT, 1)) {
        keep({ tree, nodes: growTree(tree) });
        receive();
        if (isStopped()) return trees.filter((nodes) => nodes !== undefined);
      }
      while (grown < nEstimators && !isStopped()) {
        const sent = Atomics.load(state, SENT);
        receive();
        if (grown === nEstimators || Atomics.wait(state, SENT, sent, PATIENCE_MS) !== 'timed-out') continue;
        const tree = trees.findIndex((nodes) => nodes === undefined);
        keep({ tree, nodes: growTree(tree) });
      }
      return trees.filter((nodes) => nodes !== undefined);
    } finally {
      Atomics.store(state, STOPPED, 1);
      for (const port of ports) port.close();
    }
  };

function startThread(entry: string, plan: ForestPlan, state: Int32Array): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const workerData: ForestThreadData = { plan, state, port: port2 };
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
